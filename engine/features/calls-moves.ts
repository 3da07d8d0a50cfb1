import { callMoves } from '../kernel/call-moves.ts';
import { topShare, variety } from '../kernel/parcel-signs.ts';
import { fact, lift, quantity, share } from './family.ts';
import type { FlatEvents } from './flat-events.ts';
import type { Columns, Fact } from './types.ts';

const calls = ['call.started_at', 'call.caller', 'call.callee'];
const moves = ['call.started_at', 'transport.depart_at', 'checkpoint.passed_at'];

/** Calls and what follows them. */
export const callFacts: readonly Fact[] = [
  fact('calls', 'call_then_move_share', {
    ...share,
    reason: 'A call, then a journey: orders are delivered.',
    reasonZh: '通话之后随即出行：接单送货。',
    sources: moves,
  }),
  fact('calls', 'call_before_move_lift', {
    ...lift,
    reason: 'Calls gather in the hours before a journey.',
    reasonZh: '出行前几小时通话密集。',
    sources: moves,
  }),
  fact('calls', 'call_move_lag_hours', {
    ...quantity('hours'),
    reason: 'How soon after a call this person sets out.',
    reasonZh: '通话后多久出发。',
    sources: moves,
  }),
  fact('calls', 'call_top_partner_share', {
    ...share,
    reason: 'Runners answer to one, sellers hear from many.',
    reasonZh: '马仔只听一人指挥，贩卖者联系许多人。',
    sources: calls,
  }),
  fact('calls', 'call_partner_variety', {
    ...share,
    reason: 'Every call with somebody else is trade, not company.',
    reasonZh: '每次与不同的人通话是交易而非交往。',
    sources: calls,
  }),
];

export function callFeatures({ persons, journal, calls: { by, at, other }, days }: FlatEvents): Columns {
  const found = callMoves(journal, by, at, days * 86400);
  return new Map([
    ['call_then_move_share', found.followedShare],
    ['call_before_move_lift', found.lift],
    ['call_move_lag_hours', found.lagHours],
    ['call_top_partner_share', topShare(persons, by, other)],
    ['call_partner_variety', variety(persons, by, other)],
  ]);
}
