import { config } from '../../config/index.ts';

const { contacts: limit } = config;

/**
 * One step a channel; each yields meetings (a, b, at, record_a, record_b, crowd) with a < b for the
 * undirected channels. `crowd` is how many people were there: two of forty say less than two of two.
 */

/** A stay on each of its nights, so that overlap becomes an equality join. Days are UTC+8 noon to noon. */
export const stayNight = `
  select s.record_id, s.person, s.place_id, s.room, s.check_in, s.check_out, n.night
  from stay s join (select cast(range as BIGINT) as night from range(0, ${limit.longestStayNights})) n
    on n.night <= (s.check_out - 1) // 86400 - s.check_in // 86400`;

const pairsOf = (rows: string, key: string, at: string, test = 'true'): string => `
  select x.person as a, y.person as b, case when x.${at} > y.${at} then x.${at} else y.${at} end as at,
    x.record_id as record_a, y.record_id as record_b, c.crowd
  from ${rows} x
  join ${rows} y on x.${key} = y.${key} and x.person < y.person
  join ${rows}_crowd c on c.${key} = x.${key}
  where ${test}`;

const crowdOf = (rows: string, key: string, max: number): string => `
  select ${key}, count(distinct person) as crowd from ${rows} group by ${key}
  having count(distinct person) between 2 and ${max}`;

export const roomDay = `
  select distinct s.record_id, s.person, s.check_in, s.check_out,
    s.place_id || '|' || s.room || '|' || cast(s.check_in // 86400 + s.night as VARCHAR) as room_day
  from stay_night s where s.room is not null`;
export const roomDayCrowd = crowdOf('room_day', 'room_day', limit.roomCrowdMax);
/** The same room at the same time; one meeting a pair of stays, however many nights it lasts. */
export const room = `
  select a, b, min(at) as at, record_a, record_b, max(crowd) as crowd from (
    ${pairsOf('room_day', 'room_day', 'check_in', 'x.check_in < y.check_out and y.check_in < x.check_out')}
  ) as nights group by a, b, record_a, record_b`;

export const bookingGuest = 'select record_id, person, booking_id, check_in from stay where booking_id is not null';
export const bookingGuestCrowd = crowdOf('booking_guest', 'booking_id', limit.roomCrowdMax);
export const booking = pairsOf('booking_guest', 'booking_id', 'check_in');

/** Guests who checked in at one hotel on one day. */
export const hotelDay = `
  select record_id, person, check_in, place_id || '|' || cast((check_in + 28800) // 86400 as VARCHAR) as hotel_day from stay`;
export const hotelDayCrowd = crowdOf('hotel_day', 'hotel_day', limit.hotelNightCrowdMax);
export const hotelNight = pairsOf('hotel_day', 'hotel_day', 'check_in');

export const orderGuest = 'select record_id, person, order_id, depart_at from leg where order_id is not null';
export const orderGuestCrowd = crowdOf('order_guest', 'order_id', limit.roomCrowdMax);
export const order = pairsOf('order_guest', 'order_id', 'depart_at');

export const rider = `
  select record_id, person, depart_at, service_id || '|' || cast((depart_at + 28800) // 86400 as VARCHAR) as run,
    try_cast(regexp_extract(seat, '^([0-9]+)', 1) as INTEGER) as seat_row,
    ascii(upper(nullif(regexp_extract(seat, '^[0-9]+([A-Za-z])$', 1), ''))) as seat_letter
  from leg`;
export const riderCrowd = crowdOf('rider', 'run', limit.serviceCrowdMax);
export const service = pairsOf('rider', 'run', 'depart_at');

export const seated = 'select * from rider where seat_row is not null';
export const seatedCrowd = crowdOf('seated', 'run', 2000);
/** Letters side by side in one row, or numbers side by side where seats have no letter. */
export const seat = `
  select x.person as a, y.person as b, x.depart_at as at, x.record_id as record_a, y.record_id as record_b, 2 as crowd
  from seated x join seated y on x.run = y.run and y.seat_row between x.seat_row - 1 and x.seat_row + 1
  where x.person < y.person
    and ((x.seat_letter is null and y.seat_letter is null and abs(x.seat_row - y.seat_row) = 1)
      or (x.seat_row = y.seat_row and abs(x.seat_letter - y.seat_letter) = 1))`;

/** Passages with the time bucket in the join key (the plain range join is 24 times slower). */
export const passageBucket = `
  select record_id, person, passed_at, place_id || '|' || coalesce(direction, '') as gate,
    passed_at // ${limit.convoyWindowSeconds} as bucket
  from passage`;
export const busyBucket = `
  select gate, bucket, count(*) as passages from passage_bucket group by gate, bucket having count(*) > ${limit.convoyCrowdMax}`;
export const passageKept = `
  select p.* from passage_bucket p left join busy_bucket h on h.gate = p.gate and h.bucket = p.bucket where h.gate is null`;
export const together = `
  select case when x.person < y.person then x.person else y.person end as a,
    case when x.person < y.person then y.person else x.person end as b,
    x.gate, (x.passed_at + 28800) // 86400 as day,
    case when x.passed_at < y.passed_at then x.passed_at else y.passed_at end as at,
    case when x.person < y.person then x.record_id else y.record_id end as record_a,
    case when x.person < y.person then y.record_id else x.record_id end as record_b
  from passage_kept x
  join (select record_id, person, passed_at, gate, bucket as joined from passage_kept
        union all select record_id, person, passed_at, gate, bucket + 1 from passage_kept) y
    on x.gate = y.gate and x.bucket = y.joined
  where x.person <> y.person
    and y.passed_at <= x.passed_at and x.passed_at - y.passed_at <= ${limit.convoyWindowSeconds}
    and (y.passed_at < x.passed_at or y.person < x.person)`;
/** A convoy is one day on which two passed several checkpoints together. */
export const convoy = `
  select a, b, min(at) as at, min(record_a) as record_a, min(record_b) as record_b, 2 as crowd
  from together group by a, b, day having count(distinct gate) >= ${limit.convoyPlacesMin}`;

export const parcel = `
  select sender as a, recipient as b, sent_at as at, record_id as record_a, cast(null as VARCHAR) as record_b, 2 as crowd
  from shipment where sender is not null and recipient is not null and sender <> recipient`;

export const call = `
  select caller as a, callee as b, started_at as at, record_id as record_a, cast(null as VARCHAR) as record_b, 2 as crowd
  from conversation where caller <> callee`;
