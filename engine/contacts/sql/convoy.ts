import { config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';
import { daysOf, hourOfHabit } from './cell.ts';
import type { ChannelSql } from './channel-sql.ts';

const { contacts: limit } = config;
const window = limit.convoyWindowSeconds;

/** A gate is a checkpoint in one direction, numbered: whole numbers group and join faster than texts. */
const gates = `
  select place_id, side, cast(row_number() over (order by place_id, side) as INTEGER) as gate
  from (select distinct place_id, coalesce(direction, '') as side from passage) as seen`;

/** One passage a person, gate and second; `cell` is the gate in its hour of the week. */
const passageBucket = (utcOffsetSeconds: number): string => `
  select record_id, person, passed_at, gate, cast(${sql.floorDivision('passed_at', window)} as INTEGER) as bucket,
    cast(gate * 48 + ${hourOfHabit('passed_at', utcOffsetSeconds)} as INTEGER) as cell
  from (select min(p.record_id) as record_id, p.person, p.passed_at, g.gate
        from passage p join gate g on g.place_id = p.place_id and g.side = coalesce(p.direction, '')
        group by p.person, p.passed_at, g.gate) as seen`;

const busyBucket = `
  select gate, bucket, count(*) as passages from passage_bucket group by gate, bucket having count(*) > ${limit.convoyCrowdMax}`;

const passageKept = `
  select p.record_id, p.person, p.passed_at, p.gate, p.cell, p.bucket
  from passage_bucket p left join busy_bucket h on h.gate = p.gate and h.bucket = p.bucket where h.gate is null`;

/**
 * Two people at one gate within the window, the later one as `x`; `lag_s` is how long b came after a. The time
 * bucket stands in the join key (the plain range join is 24 times slower): what lies a window back is in the
 * same bucket or in the one before.
 */
export const together = `
  select case when x.person < y.person then x.person else y.person end as a,
    case when x.person < y.person then y.person else x.person end as b, y.gate, y.cell, y.passed_at as moment,
    cast(case when x.person < y.person then y.passed_at - x.passed_at else x.passed_at - y.passed_at end as INTEGER) as lag_s,
    case when x.person < y.person then x.record_id else y.record_id end as record_a,
    case when x.person < y.person then y.record_id else x.record_id end as record_b
  from passage_kept x
  join (select record_id, person, passed_at, gate, cell, bucket as joined from passage_kept
        union all select record_id, person, passed_at, gate, cell, bucket + 1 from passage_kept) y
    on x.gate = y.gate and x.bucket = y.joined
  where x.person <> y.person
    and y.passed_at <= x.passed_at and x.passed_at - y.passed_at <= ${window}
    and (y.passed_at < x.passed_at or y.person < x.person)`;

/** Most pairs meet at one gate only; the rest of the work is for those who met at two. */
const metTwice = 'select a, b from together group by a, b having min(gate) < max(gate)';

/** Least and most is much faster than counting distinct ones. */
const severalGates =
  limit.convoyGatesMin === 2 ? 'min(gate) < max(gate)' : `count(distinct gate) >= ${limit.convoyGatesMin}`;

const inTurn = 'partition by t.a, t.b order by t.moment, t.gate, t.lag_s';

const tripStart = `
  select t.a, t.b, t.gate, t.cell, t.moment, t.lag_s, t.record_a, t.record_b,
    case when t.moment - lag(t.moment) over (${inTurn}) <= ${limit.tripGapSeconds} then 0 else 1 end as starts
  from together t join met_twice m on m.a = t.a and m.b = t.b`;

const tripPart = `
  select t.a, t.b, t.gate, t.cell, t.moment, t.lag_s, t.record_a, t.record_b, cast(sum(t.starts) over (${inTurn}) as BIGINT) as trip from trip_start t`;

/** A trip together: passing gates without a long break, several different ones. */
const convoyPart = `
  select t.a, t.b, t.gate, t.cell, t.moment, t.lag_s, t.record_a, t.record_b
  from trip_part t
  join (select a, b, trip from trip_part group by a, b, trip having ${severalGates}) c
    on c.a = t.a and c.b = t.b and c.trip = t.trip`;

/**
 * People who travel together pass within the window of each other; those who pass in the same hour but farther apart
 * are strangers. With a window of w hours, two instants of one hour are within it with the chance 2w - w^2, so the
 * strangers' number says how many of the close ones are strangers too, hour for hour and day for day.
 */
const inWindow = (2 * window) / 3600 - (window / 3600) ** 2;
const chance = (utcOffsetSeconds: number): string => `
  select h.cell, cast(round(cast(case when h.pairs > coalesce(c.close, 0) then h.pairs - coalesce(c.close, 0) else 0 end as DOUBLE)
    * ${Math.round((1e6 * inWindow) / (1 - inWindow))}) as BIGINT) as encounters_micro
  from (select cell, cast(sum(passages * (passages - 1) * 0.5) as BIGINT) as pairs
        from (select cell, count(*) as passages from passage_kept group by cell, ${sql.localDay('passed_at', utcOffsetSeconds)}) as hours
        group by cell) h
  left join (select cell, count(*) as close from together group by cell) c on c.cell = h.cell`;

/**
 * Trips on which two passed several gates together; every pair of passages is an encounter. Two passages of one hour
 * coincide by chance when they fall within the window of each other on the same day.
 */
export function convoy(utcOffsetSeconds: number): ChannelSql {
  return {
    source: 'passage',
    steps: [
      ['gate', gates],
      ['passage_bucket', passageBucket(utcOffsetSeconds)],
      ['busy_bucket', busyBucket],
      ['passage_kept', passageKept],
      ['together', together],
      ['met_twice', metTwice],
      ['trip_start', tripStart],
      ['trip_part', tripPart],
      ['convoy_part', convoyPart],
    ],
    meetings:
      'select a, b, cell, moment * 1000 + lag_s as slot, moment, record_a, record_b, 2 as crowd from convoy_part',
    visits: 'select person, cell, count(*) as visits from passage_kept group by person, cell',
    slots: `
  select c.cell, d.days * ${Math.round(3600 / (2 * window))} as slots
  from (select cell, cell - 2 * ${sql.floorDivision('cell', 2)} as weekend from cell_seen) c
  join ${daysOf('passage', 'passed_at', utcOffsetSeconds)} d on d.weekend = c.weekend`,
    chance: chance(utcOffsetSeconds),
    lags: `
  select a, b, cast(sum(lag_s) as BIGINT) as lag_sum, cast(sum(cast(lag_s as BIGINT) * lag_s) as BIGINT) as lag_square_sum,
    count(*) as lags, count(case when lag_s < 0 then 1 end) as ahead, count(case when lag_s > 0 then 1 end) as behind
  from convoy_part group by a, b`,
    capped: 'select coalesce(cast(sum(passages) as BIGINT), 0) as n from busy_bucket',
  };
}
