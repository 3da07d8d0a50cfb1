import { gateGaps } from '../kernel/gate-gaps.ts';
import { trips } from '../kernel/trips.ts';
import { count, fact, lift, quantity, share } from './family.ts';
import type { FlatEvents } from './flat-events.ts';
import type { Columns, Fact } from './types.ts';

const moves = [
  'transport.depart_at',
  'transport.mode',
  'checkpoint.passed_at',
  'checkpoint.direction',
  'place.border_km',
];
const nights = [...moves, 'lodging.check_in', 'lodging.check_out', 'place.area_id'];
const gates = ['checkpoint.place_id', 'checkpoint.passed_at', 'checkpoint.direction'];

/** Trips inland and back, by whatever means, and gaps on the road. */
export const tripFacts: readonly Fact[] = [
  fact('movement', 'trips_rate', {
    ...count('per 30 days'),
    reason: 'How often this person crosses between border and inland.',
    reasonZh: '此人往返边境与内地的频次。',
    sources: moves,
  }),
  fact('movement', 'one_way_share', {
    ...share,
    reason: 'Out and out again without a recorded return: the way back avoids controls.',
    reasonZh: '一再外出却没有返程记录：回程绕开检查。',
    sources: moves,
  }),
  fact('movement', 'mode_change_share', {
    ...share,
    reason: 'Who carries goods out comes back by other means.',
    reasonZh: '带货出去的人换一种方式回来。',
    sources: moves,
  }),
  fact('movement', 'turnaround_hours', {
    ...quantity('hours'),
    reason: 'A carrier turns round at once, a visitor stays.',
    reasonZh: '运输者当即折返，访客会停留。',
    sources: moves,
  }),
  fact('movement', 'stay_before_share', {
    ...share,
    reason: 'Carriers wait in a hotel for the goods before they set out.',
    reasonZh: '运输者出发前在旅馆等货。',
    sources: nights,
  }),
  fact('movement', 'stay_after_share', {
    ...share,
    reason: 'Goods are handed over in a hotel on arrival.',
    reasonZh: '到达后在旅馆交货。',
    sources: nights,
  }),
  fact('movement', 'both_ends_share', {
    ...share,
    reason: 'One night at each end of the trip is how a delivery looks.',
    reasonZh: '行程两端各住一晚，是送货的样子。',
    sources: nights,
  }),
  fact('movement', 'gate_gap_share', {
    ...share,
    reason: 'Seen at the first and third checkpoint of a road but not at the second: went round it.',
    reasonZh: '在一条路的第一、第三卡口出现而第二卡口没有：绕过去了。',
    sources: gates,
  }),
  fact('movement', 'gate_gap_lift', {
    ...lift,
    reason: 'Checkpoints left out more often than cameras miss anybody there.',
    reasonZh: '漏过卡口的次数多于摄像头通常的漏拍。',
    sources: gates,
  }),
];

export function tripFeatures({ journal, places, days }: FlatEvents): Columns {
  const found = trips(journal, places);
  const gaps = gateGaps(journal);
  return new Map([
    ['trips_rate', found.count.map((trip) => (trip * 30) / days)],
    ['one_way_share', found.oneWayShare],
    ['mode_change_share', found.modeChangeShare],
    ['turnaround_hours', found.turnaroundHours],
    ['stay_before_share', found.stayBeforeShare],
    ['stay_after_share', found.stayAfterShare],
    ['both_ends_share', found.bothEndsShare],
    ['gate_gap_share', gaps.share],
    ['gate_gap_lift', gaps.lift],
  ]);
}
