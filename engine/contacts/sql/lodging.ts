import { config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';
import { daysOf, weekend, weekendOfDay } from './cell.ts';
import type { ChannelSql } from './channel-sql.ts';
import { crowd, type Gathering, gathering, gatheringSteps } from './gathering.ts';

const { contacts: limit } = config;

/** A guest whose departure is not known is taken to have stayed for twelve hours. */
const checkOut = 'coalesce(check_out, check_in + 43200)';

/** A stay on each of its days, so that overlap becomes an equality join. */
function roomDay(utcOffsetSeconds: number): string {
  const first = sql.localDay('check_in', utcOffsetSeconds);
  const last = sql.localDay(`${checkOut} - 1`, utcOffsetSeconds);
  return `
  select s.record_id, s.person, s.check_in as moment, s.leave_at, s.place_id, s.place_id as cell, s.room,
    s.first_day, s.first_day + n.night as day
  from (select record_id, person, check_in, ${checkOut} as leave_at, place_id, room, ${first} as first_day, ${last} as last_day
        from stay where room is not null) s
  join (select cast(night as BIGINT) as night from range(0, ${limit.longestStayNights}) as nights(night)) n
    on n.night <= s.last_day - s.first_day`;
}

/**
 * The same room at the same time, however many nights the stays have in common; the later check-in says which
 * stay it was. A visit is a check-in day with a room of that hotel.
 */
export function room(utcOffsetSeconds: number): ChannelSql {
  const of: Gathering = {
    name: 'room',
    source: 'stay',
    rows: roomDay(utcOffsetSeconds),
    keys: ['place_id', 'room', 'day'],
    crowdMax: limit.roomCrowdMax,
    more: ['leave_at', 'room', 'first_day'],
  };
  return {
    ...gatheringSteps(of),
    visits: `select person, cell, count(*) as visits from (select distinct person, cell, first_day from room_kept) as seen group by person, cell`,
    meetings: `
  select a, b, cell, room || '|' || cast(max(first_day) as STRING) as slot, max(moment) as moment, record_a, record_b, max(crowd) as crowd
  from (select x.person as a, y.person as b, x.cell, x.room,
          case when x.first_day > y.first_day then x.first_day else y.first_day end as first_day,
          case when x.moment > y.moment then x.moment else y.moment end as moment,
          x.record_id as record_a, y.record_id as record_b, x.crowd
        from room_kept x join room_kept y on x.slot = y.slot
          and x.person < y.person and x.moment < y.leave_at and y.moment < x.leave_at) as nights
  group by a, b, cell, room, record_a, record_b`,
  };
}

/** A booking is made, not met by chance at a place: only how many each of two has counts. */
export const booking: ChannelSql = gathering({
  name: 'booking',
  source: 'stay',
  rows: 'select record_id, person, check_in as moment, booking_id, 0 as cell from stay where booking_id is not null',
  keys: ['booking_id'],
  crowdMax: limit.roomCrowdMax,
});

/** Guests who checked in at one hotel on one day. */
export function hotelNight(utcOffsetSeconds: number): ChannelSql {
  const day = sql.localDay('check_in', utcOffsetSeconds);
  return {
    ...crowd(
      {
        name: 'hotel_night',
        source: 'stay',
        rows: `
  select record_id, person, check_in as moment, place_id, ${day} as day,
    place_id || '|' || cast(${weekend('check_in', utcOffsetSeconds)} as STRING) as cell
  from stay`,
        keys: ['place_id', 'day'],
        crowdMax: limit.hotelNightCrowdMax,
      },
      utcOffsetSeconds,
    ),
    slots: `
  select c.cell, d.days as slots
  from (select cell, min(${weekendOfDay('day')}) as weekend from hotel_night_gathering group by cell) c
  join ${daysOf('stay', 'check_in', utcOffsetSeconds)} d on d.weekend = c.weekend`,
  };
}
