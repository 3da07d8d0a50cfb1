import { config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';
import type { ChannelSql } from './channel-sql.ts';
import { type Gathering, gathering, gatheringSteps, neighbours } from './gathering.ts';

const { contacts: limit } = config;

export const order: ChannelSql = gathering({
  name: 'order',
  rows: 'select record_id, person, depart_at as moment, order_id from leg where order_id is not null',
  keys: ['order_id'],
  crowdMax: limit.roomCrowdMax,
});

/** Passengers of one service on one day. */
export function service(utcOffsetSeconds: number): ChannelSql {
  return gathering({
    name: 'service',
    rows: `select record_id, person, depart_at as moment, service_id, ${sql.localDay('depart_at', utcOffsetSeconds)} as day from leg`,
    keys: ['service_id', 'day'],
    crowdMax: limit.serviceCrowdMax,
  });
}

/** `12A` is spot A on bench 12; a seat without a letter is a spot on the one bench -1. */
function seated(utcOffsetSeconds: number): string {
  return `
  select record_id, person, moment, service_id, day,
    case when letter is null then -1 else seat_number end as bench,
    case when letter is null then seat_number else ascii(letter) end as spot
  from (select record_id, person, depart_at as moment, service_id, ${sql.localDay('depart_at', utcOffsetSeconds)} as day,
          try_cast(regexp_extract(seat, '^([0-9]{1,6})[A-Za-z]?$', 1) as INTEGER) as seat_number,
          upper(nullif(regexp_extract(seat, '^[0-9]{1,6}([A-Za-z])$', 1), '')) as letter
        from leg) as printed
  where seat_number is not null`;
}

/** Letters side by side in one row, or numbers side by side where seats have no letter. */
export function seat(utcOffsetSeconds: number): ChannelSql {
  const of: Gathering = {
    name: 'seat',
    rows: seated(utcOffsetSeconds),
    keys: ['service_id', 'day'],
    crowdMax: limit.seatCrowdMax,
  };
  return { ...gatheringSteps(of), meetings: neighbours(of) };
}
