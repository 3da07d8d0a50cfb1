import { cycles } from '../kernel/cycles.ts';
import { fact, quantity, share } from './family.ts';
import type { FlatEvents } from './flat-events.ts';
import type { Columns, Fact } from './types.ts';

const sources = ['lodging.check_in', 'transport.depart_at', 'checkpoint.passed_at'];

/** How regular somebody's outings are. */
export const cycleFacts: readonly Fact[] = [
  fact('rhythm', 'burstiness', {
    unit: 'burstiness',
    range: [-1, 1],
    reason: 'Work has a beat; deliveries come in bursts with quiet between.',
    reasonZh: '工作有规律，送货则时密时疏。',
    sources,
  }),
  fact('rhythm', 'weekday_evenness', {
    ...share,
    reason: 'Commuters keep to some days of the week, orders come on any.',
    reasonZh: '通勤者固定在某几天出行，订货则哪天都有。',
    sources,
  }),
  fact('rhythm', 'hour_evenness', {
    ...share,
    reason: 'A fixed job has fixed hours.',
    reasonZh: '固定的工作有固定的时间。',
    sources,
  }),
  fact('rhythm', 'steady_gap_share', {
    ...share,
    reason: 'A round of supply repeats after the same number of days.',
    reasonZh: '供货周期的间隔天数相同。',
    sources,
  }),
  fact('rhythm', 'median_gap_days', {
    ...quantity('days'),
    reason: 'How long a usual pause between two active days lasts.',
    reasonZh: '两个活动日之间通常相隔多久。',
    sources,
  }),
  fact('rhythm', 'records_per_outing', {
    ...quantity('records'),
    reason: 'A journey with goods passes many controls and beds, an errand one.',
    reasonZh: '带货的行程经过许多卡口和住处，办一件小事只留一条记录。',
    sources,
  }),
];

export function cycleFeatures({ journal, utcOffsetSeconds }: FlatEvents): Columns {
  const found = cycles(journal, utcOffsetSeconds);
  return new Map([
    ['burstiness', found.burstiness],
    ['weekday_evenness', found.weekdayEvenness],
    ['hour_evenness', found.hourEvenness],
    ['steady_gap_share', found.steadyGapShare],
    ['median_gap_days', found.medianGapDays],
    ['records_per_outing', found.recordsPerOuting],
  ]);
}
