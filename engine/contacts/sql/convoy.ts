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
const strangers = (seen: string): string => `
  select cell, cast(round(cast(case when pairs > close then pairs - close else 0 end as DOUBLE)
    * ${Math.round((1e6 * inWindow) / (1 - inWindow))}) as BIGINT) as encounters_micro
  from (${seen}) as hours`;

const chance = (utcOffsetSeconds: number): string =>
  strangers(`
  select h.cell, h.pairs, coalesce(c.close, 0) as close
  from (select cell, cast(sum(passages * (passages - 1) * 0.5) as BIGINT) as pairs
        from (select cell, count(*) as passages from passage_kept group by cell, ${sql.localDay('passed_at', utcOffsetSeconds)}) as counted
        group by cell) h
  left join (select cell, count(*) as close from together group by cell) c on c.cell = h.cell`);

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

/** What a sweep in memory reads: gates numbered, and passages in the order that it needs. */
export const toSweep = Object.freeze({
  gate: gates,
  passages: `
  select p.person, g.gate, p.passed_at
  from passage p join gate g on g.place_id = p.place_id and g.side = coalesce(p.direction, '')
  order by g.gate, p.passed_at, p.person`,
});

/**
 * The channel where passages were swept in memory (`sweepConvoys`): `convoy_met` has the gates that two passed together,
 * `convoy_passage` who and when these were, `convoy_cell` what each cell saw, `convoy_habit` and `convoy_active` the
 * visits of those who met and of all. Every table after these is the same.
 */
export function sweptConvoy(utcOffsetSeconds: number, capped: number): ChannelSql {
  return {
    ...convoy(utcOffsetSeconds),
    steps: [
      [
        'convoy_record',
        `select m.passage, min(p.record_id) as record_id
         from convoy_passage m
         join gate g on g.gate = m.gate
         join passage p on p.place_id = g.place_id and coalesce(p.direction, '') = g.side and p.person = m.person and p.passed_at = cast(m.passed_at as BIGINT)
         group by m.passage`,
      ],
      [
        'convoy_part',
        `select m.a, m.b, m.gate, m.cell, cast(m.moment as BIGINT) as moment, m.lag_s, x.record_id as record_a, y.record_id as record_b
         from convoy_met m join convoy_record x on x.passage = m.passage_a join convoy_record y on y.passage = m.passage_b`,
      ],
    ],
    counted: {
      visit_from: 'select person, cell, cast(visits as BIGINT) as visits from convoy_habit',
      active_from: 'select person, cast(visits as BIGINT) as visits from convoy_active',
      cell_seen: strangers('select cell, pairs, close from convoy_cell where visits > 0'),
      cell: `
  select n.cell, s.encounters_micro, coalesce(l.slots, 1) as slots, cast((n.visits * n.visits - n.squares) * 0.5 as BIGINT) as pairs
  from convoy_cell n join cell_seen s on s.cell = n.cell left join cell_slot l on l.cell = n.cell`,
    },
    capped: `select cast(${capped} as BIGINT) as n`,
  };
}
