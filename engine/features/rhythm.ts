import { day, isNight, per30Days, rate, type SqlFamily, share, shareOf, sqlFeature } from './family.ts';

const sources = ['lodging.check_in', 'transport.depart_at', 'checkpoint.passed_at'];

/** When somebody moves, over all records that have a place. */
export const rhythm: SqlFamily = {
  from: `
    select person, check_in as moment from stay union all select person, depart_at from leg union all select person, passed_at from passage`,
  features: [
    sqlFeature('rhythm', 'events_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How much is recorded of this person at all.',
      sources,
    }),
    sqlFeature('rhythm', 'night_share', shareOf(isNight('moment')), {
      ...share,
      reason: 'Deliveries avoid daylight and controls.',
      sources,
    }),
    sqlFeature(
      'rhythm',
      'active_day_share',
      `least(cast(1 as DOUBLE), cast(count(distinct ${day('moment')}) as DOUBLE) / $days)`,
      {
        ...share,
        reason: 'Carriers move on few days, drivers on most.',
        sources,
      },
    ),
    sqlFeature('rhythm', 'weekend_share', shareOf(`(${day('moment')} + 3) % 7 >= 5`), {
      ...share,
      reason: 'Leisure travel gathers at weekends.',
      sources,
    }),
  ],
};
