import { sql } from '../../lake/index.ts';

/** Named steps behind the lifetimes of identifiers: who was seen when, where and with whom. */

/**
 * What each number did: one row a number, record and contact; `contact` and `place_id` may be empty. The name
 * that a number is used with is a contact of its own kind (`n:`): it moves with the person. An address is not: a
 * household shares it.
 */
export const numberSighting = `
  select 'p:' || caller as identifier, 'p:' || callee as contact, started_at as seen_at, caller_cell as place_id, record_id
  from src_call where caller <> callee
  union all select 'p:' || callee, 'p:' || caller, started_at, callee_cell, record_id from src_call where caller <> callee
  union all select 'p:' || sender_phone, 'p:' || recipient_phone, sent_at, from_place, record_id from src_parcel
    where sender_phone is not null and (recipient_phone is null or recipient_phone <> sender_phone)
  union all select 'p:' || recipient_phone, 'p:' || sender_phone, sent_at, to_place, record_id from src_parcel
    where recipient_phone is not null and sender_phone <> recipient_phone
  union all select 'p:' || sender_phone, 'n:' || sender_name, sent_at, cast(null as VARCHAR), record_id from src_parcel
    where sender_phone is not null and sender_name is not null
  union all select 'p:' || recipient_phone, 'n:' || recipient_name, sent_at, cast(null as VARCHAR), record_id from src_parcel
    where recipient_phone is not null and recipient_name is not null
  union all select 'p:' || phone, cast(null as VARCHAR), check_in, place_id, record_id from src_lodging where phone is not null
  union all select 'p:' || phone, cast(null as VARCHAR), depart_at, from_place, record_id from src_transport where phone is not null`;

/** Numbers from 0 in the order of the identifiers. */
export const numberIndex = `
  select identifier, cast(row_number() over (order by identifier) - 1 as INTEGER) as number
  from (select identifier from number_sighting union select contact from number_sighting where contact is not null) seen`;

export const placeIndex = `
  select place_id, cast(row_number() over (order by place_id) - 1 as INTEGER) as place
  from (select distinct place_id from number_sighting where place_id is not null) seen`;

/** One row a number, contact and day; days are counted from the first record, so that a shift of time changes nothing. */
export const contactDay = (from: number): string => `
  select n.number, c.number as contact, min(s.seen_at) as seen_at
  from number_sighting s join number_index n on n.identifier = s.identifier join number_index c on c.identifier = s.contact
  group by n.number, c.number, ${sql.floorDivision(`s.seen_at - ${from}`, 86400)}
  order by n.number, min(s.seen_at), c.number`;

export const placeDay = (from: number): string => `
  select n.number, p.place, min(s.seen_at) as seen_at
  from number_sighting s join number_index n on n.identifier = s.identifier join place_index p on p.place_id = s.place_id
  group by n.number, p.place, ${sql.floorDivision(`s.seen_at - ${from}`, 86400)}
  order by n.number, min(s.seen_at), p.place`;

/** Numbers that one holder gave up and took in the register within the gap: a succession by its own account. */
export const registeredSuccession = (gapSeconds: number): string => `
  select 'p:' || o.phone as earlier, 'p:' || n.phone as later, max(o.valid_to) as ended_at, min(n.valid_from) as began_at
  from src_subscription o join src_subscription n on n.id_no = o.id_no and n.phone <> o.phone
    and n.valid_from > o.valid_from and n.valid_from - o.valid_to <= ${gapSeconds} and o.valid_to - n.valid_from <= ${gapSeconds}
  where o.valid_to is not null group by o.phone, n.phone order by o.phone, n.phone`;

/** Numbers whose registration began before the records do. */
export const registeredBefore = (from: number): string => `
  select 'p:' || phone as identifier from src_subscription group by phone having max(valid_from) < ${from} order by phone`;

/** The number that stands for all numbers of one registered or shown holder. */
export const numberHolder = `
  with held as (
    select 'p:' || phone as identifier, 'i:' || id_no as holder from src_subscription
    union select identifier, holder from claim
  ),
  sole as (select identifier, min(holder) as holder from held group by identifier having min(holder) = max(holder)),
  numbered as (select n.number, s.holder from number_index n join sole s on s.identifier = n.identifier)
  select number, min(number) over (partition by holder) as stands_for from numbered order by number`;

/** Records behind a succession: those of either number with a contact that both have. */
export const successionRecord = (kept: number): string => `
  with met as (
    select w.identifier, coalesce(a.stands_for, s.contact) as contact, s.record_id, s.seen_at
    from (select earlier as identifier from succession_pair union select later from succession_pair) w
    join number_sighting s on s.identifier = w.identifier left join number_alias a on a.identifier = s.contact
    where s.contact is not null
  ),
  mutual as (
    select p.earlier, p.later, m.contact from succession_pair p join met m on m.identifier = p.earlier
    intersect
    select p.earlier, p.later, m.contact from succession_pair p join met m on m.identifier = p.later
  ),
  behind as (
    select b.earlier, b.later, m.record_id, m.seen_at from mutual b join met m on m.identifier = b.earlier and m.contact = b.contact
    union
    select b.earlier, b.later, m.record_id, m.seen_at from mutual b join met m on m.identifier = b.later and m.contact = b.contact
  ),
  placed as (
    select earlier, later, record_id, seen_at, row_number() over (partition by earlier, later order by seen_at, record_id) as place,
      count(*) over (partition by earlier, later) as records
    from behind
  )
  select earlier, later, record_id, seen_at, records from placed where place <= ${kept} order by earlier, later, place`;

/** Every phone and plate shown with a national id, in the order of time. */
export const showing = `
  select 'p:' || phone as identifier, 'i:' || id_no as holder, check_in as seen_at, record_id from src_lodging where phone is not null and id_no is not null
  union all select 'v:' || plate, 'i:' || id_no, check_in, record_id from src_lodging where plate is not null and id_no is not null
  union all select 'p:' || phone, 'i:' || id_no, depart_at, record_id from src_transport where phone is not null and id_no is not null
  union all select 'p:' || sender_phone, 'i:' || sender_id_no, sent_at, record_id from src_parcel where sender_phone is not null and sender_id_no is not null
  union all select 'v:' || plate, 'i:' || id_no, passed_at, record_id from src_checkpoint where plate is not null and id_no is not null`;

/** Showings of what was shown with two ids or more, the first so many of each. */
export const contestedShowing = (kept: number): string => `
  with contested as (select identifier from showing group by identifier having min(holder) < max(holder)),
  placed as (
    select s.identifier, s.holder, s.seen_at, s.record_id, row_number() over (partition by s.identifier order by s.seen_at, s.record_id) as place,
      count(*) over (partition by s.identifier) as sightings
    from showing s join contested c on c.identifier = s.identifier
  )
  select identifier, holder, seen_at, record_id, sightings from placed where place <= ${kept} order by identifier, place`;

/** Ids and plates at places with known coordinates. */
export const presence = `
  with seen as (
    select 'i:' || id_no as identifier, check_in as seen_at, place_id, record_id from src_lodging where id_no is not null
    union all select 'v:' || plate, check_in, place_id, record_id from src_lodging where plate is not null
    union all select 'i:' || id_no, depart_at, from_place, record_id from src_transport where id_no is not null
    union all select 'i:' || id_no, arrive_at, to_place, record_id from src_transport where id_no is not null and arrive_at is not null
    union all select 'i:' || id_no, passed_at, place_id, record_id from src_checkpoint where id_no is not null
    union all select 'v:' || plate, passed_at, place_id, record_id from src_checkpoint where plate is not null
  )
  select s.identifier, s.seen_at, s.record_id, p.lat, p.lon from seen s join src_place p on p.place_id = s.place_id
  where p.lat is not null and p.lon is not null`;

/** Neighbouring sightings at two places within the horizon; who goes nowhere is not compared. */
export const journey = (horizonSeconds: number, kept: number): string => `
  with ordered as (
    select identifier, seen_at, record_id, lat, lon, row_number() over (partition by identifier order by seen_at, record_id) as place,
      lag(seen_at) over (partition by identifier order by seen_at, record_id) as from_at,
      lag(record_id) over (partition by identifier order by seen_at, record_id) as from_record,
      lag(lat) over (partition by identifier order by seen_at, record_id) as from_lat,
      lag(lon) over (partition by identifier order by seen_at, record_id) as from_lon
    from presence
  )
  select identifier, from_at, seen_at, from_record, record_id, from_lat, from_lon, lat, lon from ordered
  where place <= ${kept} and seen_at - from_at <= ${horizonSeconds} and record_id <> from_record and (lat <> from_lat or lon <> from_lon)
  order by identifier, seen_at, record_id`;

/** When identifiers of a list were first recorded anywhere. */
export const firstSeen = `
  with seen as (
    select identifier, seen_at from number_sighting union all select identifier, seen_at from presence
    union all select holder, seen_at from showing union all select identifier, seen_at from showing
  )
  select w.identifier, min(s.seen_at) as seen_at from wanted_identifier w join seen s on s.identifier = w.identifier
  group by w.identifier order by w.identifier`;
