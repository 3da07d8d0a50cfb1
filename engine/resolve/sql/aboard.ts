import { sql } from '../../lake/index.ts';

/**
 * Named steps that say who was in a car. A gate reads plates, and of some cars those who sit in them; a plate alone
 * says no more than whose car it is. Persons are those of the last numbering (`person_key`, `tenure`).
 */

/** Every reading of a plate; one with a typing error is the plate that was meant. */
export const plateRead = `
  select r.record_id, coalesce(x.meant, 'v:' || r.plate) as identifier, r.id_no, r.place_id, coalesce(r.direction, '') as side, coalesce(r.lane, '') as lane, r.passed_at
  from src_checkpoint r left join slip x on x.identifier = 'v:' || r.plate where r.plate is not null`;

/** A trip of a plate: readings without a longer break. */
export const plateTrip = (gapSeconds: number): string => `
  with turned as (
    select record_id, identifier, passed_at, case when passed_at - lag(passed_at) over (partition by identifier order by passed_at, record_id) <= ${gapSeconds} then 0 else 1 end as starts
    from plate_read
  )
  select record_id, identifier, passed_at, cast(sum(starts) over (partition by identifier order by passed_at, record_id) as BIGINT) as trip from turned`;

/**
 * Who was read with a plate: on the same record, or in the same lane within the time, where no other plate was. In a
 * lane as dense as \`platesMax\` within the time nobody can be told.
 */
export const readBeside = (withinSeconds: number, platesMax: number): string => `
  with bucketed as (select record_id, identifier, place_id, side, lane, passed_at, ${sql.floorDivision('passed_at', withinSeconds)} as bucket from plate_read),
  thin as (select place_id, side, lane, bucket from bucketed group by place_id, side, lane, bucket having count(*) <= ${platesMax}),
  plate as (
    select b.record_id, b.identifier, b.place_id, b.side, b.lane, b.passed_at, b.bucket + d.shift as joined
    from bucketed b join thin t on t.place_id = b.place_id and t.side = b.side and t.lane = b.lane and t.bucket = b.bucket
    cross join (select -1 as shift union all select 0 as shift union all select 1 as shift) d
  ),
  paper as (
    select r.record_id, k.person, r.place_id, coalesce(r.direction, '') as side, coalesce(r.lane, '') as lane, r.passed_at, ${sql.floorDivision('r.passed_at', withinSeconds)} as bucket
    from src_checkpoint r join person_key k on k.identifier = 'i:' || r.id_no where r.plate is null and r.id_no is not null
  ),
  beside as (
    select p.record_id, p.identifier, i.record_id as paper, i.person from paper i
    join plate p on p.place_id = i.place_id and p.side = i.side and p.lane = i.lane and p.joined = i.bucket
    where i.passed_at - p.passed_at between -${withinSeconds} and ${withinSeconds}
  ),
  sole as (select paper from beside group by paper having min(identifier) = max(identifier))
  select b.record_id, b.person from beside b join sole s on s.paper = b.paper
  union
  select p.record_id, k.person from plate_read p join person_key k on k.identifier = 'i:' || p.id_no`;

/** At how many gates of a trip each of those read was read, but for whom a person told apart from the plate. */
export const tripRider = `
  with apart as (select n.a as identifier, k.person from told_apart n join person_key k on k.identifier = n.b group by n.a, k.person)
  select t.identifier, t.trip, b.person, count(*) as gates from read_beside b join plate_trip t on t.record_id = b.record_id
  left join apart n on n.identifier = t.identifier and n.person = b.person where n.person is null
  group by t.identifier, t.trip, b.person`;

/**
 * Each trip with whose car it is (its holder then, else the plate itself), gates with somebody read, and those with that
 * one. What a person decided to be somebody's stays theirs.
 */
export const trip = `
  with span as (select identifier, trip, min(passed_at) as first_at, max(passed_at) as last_at from plate_trip group by identifier, trip),
  checked as (
    select t.identifier, t.trip, count(distinct t.record_id) as checks from plate_trip t join read_beside b on b.record_id = t.record_id group by t.identifier, t.trip
  )
  select s.identifier, s.trip, s.first_at, s.last_at, coalesce(h.person, k.person) as keeper, case when h.state = 'decided' then 1 else 0 end as decided, coalesce(c.checks, 0) as checks, coalesce(r.gates, 0) as keeper_gates
  from span s
  left join tenure h on h.identifier = s.identifier and h.valid_from <= s.first_at and s.first_at < h.valid_to
  left join person_key k on k.identifier = s.identifier
  left join checked c on c.identifier = s.identifier and c.trip = s.trip
  left join trip_rider r on r.identifier = s.identifier and r.trip = s.trip and r.person = coalesce(h.person, k.person)`;

/** What all trips say: on how many with anybody read the keeper was, and how often one who was read is read again. */
export const aboardCounts = `
  select count(*) as checked, count(case when keeper_gates > 0 then 1 end) as with_keeper,
    coalesce(cast(sum(keeper_gates * (checks - 1)) as BIGINT), 0) as again, coalesce(cast(sum(keeper_gates * (keeper_gates - 1)) as BIGINT), 0) as read_again
  from trip where checks > 0`;

export interface AboardRates {
  /** What is usual of all cars, as so many trips of each, and the keeper on so many of these. */
  readonly usualTrips: number;
  readonly usualWithKeeper: number;
  /** Chance that somebody aboard is not read at a gate that reads others. */
  readonly missed: number;
}

/**
 * Trips that the keeper was surely not on, with the probability of that: nobody read the keeper at \`checks\` gates that
 * read others, which happens to one aboard with the chance missed^checks; before that, the keeper is on as many of them as
 * on the plate's other trips. Where nobody was read only those say anything. The passages go to whom gates read
 * on the trip (else on most trips of the plate), or to nobody.
 */
export const driven = (sureFrom: number, { usualTrips, usualWithKeeper, missed }: AboardRates): string => `
  with history as (
    select identifier, keeper, count(*) as checked, count(case when keeper_gates > 0 then 1 end) as with_keeper
    from trip where checks > 0 group by identifier, keeper
  ),
  usual as (
    select identifier, person, trips, row_number() over (partition by identifier order by trips desc, gates desc, person) as place
    from (select identifier, person, count(*) as trips, cast(sum(gates) as BIGINT) as gates from trip_rider group by identifier, person) ridden
  ),
  best as (
    select r.identifier, r.trip, r.person, row_number() over (partition by r.identifier, r.trip order by r.gates desc, u.place) as place
    from trip_rider r join usual u on u.identifier = r.identifier and u.person = r.person
  ),
  odds as (
    select t.identifier, t.trip, t.first_at, t.last_at, t.checks, h.checked,
      cast(h.with_keeper + ${usualWithKeeper} as DOUBLE) / (h.checked - case when t.checks > 0 then 1 else 0 end + ${usualTrips}) as share
    from trip t join history h on h.identifier = t.identifier and h.keeper = t.keeper where t.keeper_gates = 0 and t.decided = 0
  ),
  absent as (
    select identifier, trip, first_at, last_at, checks, checked,
      round(cast(1 - share as DOUBLE) / (1 - share + share * power(${missed}, checks)), 6) as probability
    from odds
  )
  select a.identifier, a.trip, a.first_at, a.last_at, a.probability, coalesce(b.person, u.person) as person
  from absent a
  left join best b on b.identifier = a.identifier and b.trip = a.trip and b.place = 1
  left join usual u on a.checks = 0 and u.identifier = a.identifier and u.place = 1 and u.trips * 2 >= a.checked
  where a.probability >= ${sureFrom}`;

/** The records of those trips. */
export const drivenRecord = `
  select t.record_id, d.person from plate_trip t join driven d on d.identifier = t.identifier and d.trip = t.trip`;
