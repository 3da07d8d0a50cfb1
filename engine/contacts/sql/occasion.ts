import { type Channel, config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';

/** Encounters: the meetings of one pair in one slot are one, whatever the number of records. */
const slots = `
  select a, b, cell, slot, min(moment) as moment, min(crowd) as crowd from meeting group by a, b, cell, slot`;

/**
 * Encounters -> independent trips or stays. Days on which two met belong together while no more than `gapDays` lie
 * between one and the next; what lasts longer than `longestDays` is several. As steps are shorter than a trip, every
 * stretch of `longestDays` holds a day, and counting stretches counts trips.
 */
export function countingSteps(channel: Channel, utcOffsetSeconds: number): readonly (readonly [string, string])[] {
  const { gapDays, longestDays } = config.channels[channel];
  const inTurn = 'partition by a, b order by day';
  return [
    ['slot', slots],
    [
      'met_day',
      `select a, b, day, case when day - lag(day) over (${inTurn}) <= ${gapDays} then 0 else 1 end as starts
       from (select distinct a, b, ${sql.localDay('moment', utcOffsetSeconds)} as day from slot) as days`,
    ],
    ['met_row', `select a, b, day, cast(sum(starts) over (${inTurn}) as BIGINT) as stretch from met_day`],
    [
      'met_trip',
      `select a, b, cast(sum(${sql.floorDivision('last_day - first_day', longestDays)} + 1) as BIGINT) as trips
       from (select a, b, stretch, min(day) as first_day, max(day) as last_day from met_row group by a, b, stretch) as stretches
       group by a, b`,
    ],
  ];
}
