import { config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';
import type { ChannelSql } from './channel-sql.ts';
import { type Gathering, gathering, gatheringSteps, pairs } from './gathering.ts';

const { contacts: limit } = config;

/** A guest whose departure is not known is taken to have stayed for twelve hours. */
const checkOut = 'coalesce(check_out, check_in + 43200)';

/** A stay on each of its days, so that overlap becomes an equality join. */
function roomDay(utcOffsetSeconds: number): string {
  const first = sql.localDay('check_in', utcOffsetSeconds);
  const last = sql.localDay(`${checkOut} - 1`, utcOffsetSeconds);
  return `
  select s.record_id, s.person, s.check_in as moment, s.leave_at, s.place_id, s.room, s.first_day + n.night as day
  from (select record_id, person, check_in, ${checkOut} as leave_at, place_id, room, ${first} as first_day, ${last} as last_day
        from stay where room is not null) s
  join (select cast(night as BIGINT) as night from range(0, ${limit.longestStayNights}) as nights(night)) n
    on n.night <= s.last_day - s.first_day`;
}

/** The same room at the same time; one meeting a pair of stays, however many nights it lasts. */
export function room(utcOffsetSeconds: number): ChannelSql {
  const of: Gathering = {
    name: 'room',
    rows: roomDay(utcOffsetSeconds),
    keys: ['place_id', 'room', 'day'],
    crowdMax: limit.roomCrowdMax,
  };
  return {
    ...gatheringSteps(of),
    meetings: `
  select a, b, min(moment) as moment, record_a, record_b, max(crowd) as crowd
  from (${pairs(of, 'x.moment < y.leave_at and y.moment < x.leave_at')}) as nights group by a, b, record_a, record_b`,
  };
}

export const booking: ChannelSql = gathering({
  name: 'booking',
  rows: 'select record_id, person, check_in as moment, booking_id from stay where booking_id is not null',
  keys: ['booking_id'],
  crowdMax: limit.roomCrowdMax,
});

/** Guests who checked in at one hotel on one day. */
export function hotelNight(utcOffsetSeconds: number): ChannelSql {
  return gathering({
    name: 'hotel_night',
    rows: `select record_id, person, check_in as moment, place_id, ${sql.localDay('check_in', utcOffsetSeconds)} as day from stay`,
    keys: ['place_id', 'day'],
    crowdMax: limit.hotelNightCrowdMax,
  });
}
