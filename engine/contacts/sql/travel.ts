import { config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';
import { daysOf, hourOfHabit, weekend, weekendOfDay } from './cell.ts';
import type { ChannelSql } from './channel-sql.ts';
import { crowd, gathering, gatheringSteps, neighbours } from './gathering.ts';

const { contacts: limit } = config;

/** An order is placed, not met by chance at a place: only how many each of two has counts. */
export const order: ChannelSql = gathering({
  name: 'order',
  source: 'leg',
  rows: 'select record_id, person, depart_at as moment, order_id, 0 as cell from leg where order_id is not null',
  keys: ['order_id'],
  crowdMax: limit.roomCrowdMax,
});

/**
 * One run of a service on one day. Its cell is the route in the hour of the week, taken from all its passengers, so
 * that who gets on at another stop has the same; a service number may be new every day and is no habit.
 */
const run = (utcOffsetSeconds: number): readonly [string, string] => [
  'run',
  `
  select service_id, day, kind, ${weekend('depart_at', utcOffsetSeconds)} as weekend, kind || '|' || from_place || '|' || to_place || '|' || cast(${hourOfHabit('depart_at', utcOffsetSeconds)} as STRING) as cell
  from (select service_id, ${sql.localDay('depart_at', utcOffsetSeconds)} as day, min(mode) as kind, min(from_place) as from_place,
          min(to_place) as to_place, min(depart_at) as depart_at
        from leg group by service_id, ${sql.localDay('depart_at', utcOffsetSeconds)}) as stops`,
];

const passengers = (utcOffsetSeconds: number): string => `
  select l.record_id, l.person, l.depart_at as moment, l.seat, l.service_id, r.day, r.cell, r.kind, r.weekend
  from leg l join run r on r.service_id = l.service_id and r.day = ${sql.localDay('l.depart_at', utcOffsetSeconds)}`;

/** Runs that a trip of that hour may fall on: one a day, or as many as were seen. */
const runsOf = (table: 'service' | 'seat', utcOffsetSeconds: number): string => `
  select c.cell, case when c.runs > d.days then c.runs else d.days end as slots
  from (select cell, ${weekendOfDay('day')} as weekend, count(*) as runs from ${table}_gathering group by cell, ${weekendOfDay('day')}) c
  join ${daysOf('leg', 'depart_at', utcOffsetSeconds)} d on d.weekend = c.weekend`;

/** Passengers of one service on one day. A ride is shared by a party; who shares a bus or a train is no party. */
export function service(utcOffsetSeconds: number): ChannelSql {
  const found = crowd(
    {
      name: 'service',
      source: 'leg',
      rows: passengers(utcOffsetSeconds),
      keys: ['service_id', 'day'],
      crowdMax: limit.serviceCrowdMax,
      party: `case when r.kind = 'ride' then g.crowd else ${limit.serviceCrowdMax} end`,
    },
    utcOffsetSeconds,
  );
  return {
    ...found,
    steps: [run(utcOffsetSeconds), ...found.steps],
    slots: runsOf('service', utcOffsetSeconds),
  };
}

/** `12A` is spot A on bench 12; a seat without a letter is a spot on the one bench -1. `$` would let a line's end pass in Java. */
function seated(utcOffsetSeconds: number): string {
  return `
  select record_id, person, moment, service_id, day, cell, kind,
    case when letter is null then -1 else seat_number end as bench,
    case when letter is null then seat_number else ascii(letter) end as spot
  from (select record_id, person, moment, service_id, day, cell, kind,
          try_cast(regexp_extract(seat, '^([0-9]{1,6})[A-Za-z]?\\z', 1) as INTEGER) as seat_number,
          upper(nullif(regexp_extract(seat, '^[0-9]{1,6}([A-Za-z])\\z', 1), '')) as letter
        from (${passengers(utcOffsetSeconds)}) as taken) as printed
  where seat_number is not null`;
}

/**
 * Letters side by side in one row, or numbers side by side where seats have no letter. A seat has two neighbours at
 * most among those of its kind of vehicle.
 */
export function seat(utcOffsetSeconds: number): ChannelSql {
  const { steps, ...rest } = gatheringSteps({
    name: 'seat',
    source: 'leg',
    rows: seated(utcOffsetSeconds),
    keys: ['service_id', 'day'],
    crowdMax: limit.seatCrowdMax,
    more: ['kind', 'bench', 'spot'],
  });
  return {
    ...rest,
    steps: [run(utcOffsetSeconds), ...steps],
    slots: `
  select r.cell, cast(ceil(r.slots * s.seats * 0.5) as BIGINT) as slots
  from (${runsOf('seat', utcOffsetSeconds)}) r
  join (select cell, min(kind) as kind from seat_kept group by cell) k on k.cell = r.cell
  join (select kind, count(*) as seats from (select distinct kind, bench, spot from seat_kept) as places group by kind) s on s.kind = k.kind`,
    meetings: neighbours('seat'),
    strangers: { tripsMin: 1 },
    tiedEncounters:
      'select s.cell, count(*) as encounters from slot s join tied t on t.a = s.a and t.b = s.b group by s.cell',
  };
}
