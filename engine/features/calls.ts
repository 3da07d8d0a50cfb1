import { isNight, meanOf, per30Days, rate, type SqlFamily, share, shareOf, sqlFeature } from './family.ts';

const sources = ['call.started_at', 'call.duration_s', 'call.caller', 'call.callee'];

/** Only calls admitted under an authorisation are here, so most people have none. */
export const calls: SqlFamily = {
  from: `
    select caller as person, callee as other, 1 as outgoing, started_at, duration_s from conversation where caller <> callee
    union all
    select callee, caller, 0, started_at, duration_s from conversation where caller <> callee`,
  features: [
    sqlFeature('calls', 'calls_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How much is known of this phone.',
      sources,
    }),
    sqlFeature('calls', 'call_partners', 'count(distinct other)', {
      unit: 'persons',
      range: [0, null],
      reason: 'A seller hears from many.',
      sources,
    }),
    sqlFeature('calls', 'call_night_share', shareOf(isNight('started_at')), {
      ...share,
      reason: 'Orders come at night.',
      sources,
    }),
    sqlFeature('calls', 'call_outgoing_share', shareOf('outgoing = 1'), {
      ...share,
      reason: 'Buyers call, sellers are called.',
      sources,
    }),
    sqlFeature('calls', 'call_seconds', meanOf('duration_s'), {
      unit: 'seconds',
      range: [0, null],
      reason: 'Arranging a meeting is short.',
      sources,
    }),
    sqlFeature('calls', 'call_short_share', shareOf('duration_s < 45'), {
      ...share,
      reason: 'Coded talk is short.',
      sources,
    }),
  ],
};
