import { sql } from '../../lake/index.ts';

/** Named steps behind the lifetimes of identifiers: who was seen when, where and with whom. */

/** What nobody outdoes; see kernel/impossible-travel.ts. */
interface JourneyLimits {
  readonly personKmhMax: number;
  readonly vehicleKmhMax: number;
  readonly kmMin: number;
  readonly clockSeconds: number;
}

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
  union all select 'p:' || sender_phone, 'n:' || sender_name, sent_at, cast(null as STRING), record_id from src_parcel
    where sender_phone is not null and sender_name is not null
  union all select 'p:' || recipient_phone, 'n:' || recipient_name, sent_at, cast(null as STRING), record_id from src_parcel
    where recipient_phone is not null and recipient_name is not null
  union all select 'p:' || phone, cast(null as STRING), check_in, place_id, record_id from src_lodging where phone is not null
  union all select 'p:' || phone, cast(null as STRING), depart_at, from_place, record_id from src_transport where phone is not null`;

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

/**
 * Numbers that one holder gave up and took in the register within the gap: a succession by its own account. A number
 * that the register passes on to somebody else goes on and is not succeeded.
 */
export const registeredSuccession = (gapSeconds: number): string => `
  with passed as (
    select o.phone, o.id_no from src_subscription o join src_subscription p on p.phone = o.phone and p.id_no <> o.id_no
      and p.valid_from >= o.valid_to and p.valid_from - o.valid_to <= ${gapSeconds}
    group by o.phone, o.id_no
  )
  select 'p:' || o.phone as earlier, 'p:' || n.phone as later, max(o.valid_to) as ended_at, min(n.valid_from) as began_at
  from src_subscription o join src_subscription n on n.id_no = o.id_no and n.phone <> o.phone
    and n.valid_from > o.valid_from and n.valid_from - o.valid_to <= ${gapSeconds} and o.valid_to - n.valid_from <= ${gapSeconds}
  left join passed x on x.phone = o.phone and x.id_no = o.id_no
  where o.valid_to is not null and x.phone is null group by o.phone, n.phone order by o.phone, n.phone`;

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

/** The last record of the earlier and the first of the later number of `succession_pair`; empty where a number is in none. */
export const turningRecord = `
  with ends as (
    select s.identifier, s.record_id, s.seen_at, row_number() over (partition by s.identifier order by s.seen_at, s.record_id) as place,
      row_number() over (partition by s.identifier order by s.seen_at desc, s.record_id desc) as place_from_end
    from number_sighting s join (select earlier as identifier from succession_pair union select later from succession_pair) w on w.identifier = s.identifier
  )
  select p.earlier, p.later, e.record_id, e.seen_at from succession_pair p join ends e on e.identifier = p.earlier and e.place_from_end = 1
  union
  select p.earlier, p.later, e.record_id, e.seen_at from succession_pair p join ends e on e.identifier = p.later and e.place = 1
  order by earlier, later, seen_at, record_id`;

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

/**
 * Every phone and plate shown with a national id; an id with a typing error counts as the one that was meant. The
 * phone of an order for several people says only that one of them paid, so it is no showing. A parcel that comes to
 * one of the phone's ids by name (`bearer`) is one.
 */
export const showing = `
  with group_order as (
    select order_id from src_transport where order_id is not null and id_no is not null group by order_id having min(id_no) < max(id_no)
  ),
  seen as (
    select 'p:' || phone as identifier, 'i:' || id_no as holder, check_in as seen_at, record_id from src_lodging where phone is not null and id_no is not null
    union all select 'p:' || r.recipient_phone, b.identifier, r.sent_at, r.record_id from src_parcel r
      join bearer b on b.phone = r.recipient_phone and b.name = r.recipient_name where b.identifier like 'i:%'
    union all select 'v:' || plate, 'i:' || id_no, check_in, record_id from src_lodging where plate is not null and id_no is not null
    union all select 'p:' || r.phone, 'i:' || r.id_no, r.depart_at, r.record_id from src_transport r left join group_order g on g.order_id = r.order_id
      where r.phone is not null and r.id_no is not null and g.order_id is null
    union all select 'p:' || sender_phone, 'i:' || sender_id_no, sent_at, record_id from src_parcel where sender_phone is not null and sender_id_no is not null
    union all select 'v:' || plate, 'i:' || id_no, passed_at, record_id from src_checkpoint where plate is not null and id_no is not null
  )
  select s.identifier, coalesce(x.meant, s.holder) as holder, s.seen_at, s.record_id from seen s left join slip x on x.identifier = s.holder`;

/** The phone of an order for several people, with each of them: one of them paid. */
export const groupShowing = `
  with group_order as (
    select order_id from src_transport where order_id is not null and id_no is not null group by order_id having min(id_no) < max(id_no)
  )
  select 'p:' || r.phone as identifier, coalesce(x.meant, 'i:' || r.id_no) as holder, r.depart_at as seen_at
  from src_transport r join group_order g on g.order_id = r.order_id left join slip x on x.identifier = 'i:' || r.id_no
  where r.phone is not null and r.id_no is not null`;

/**
 * Spells of one id's phones, of ids with several (`holder_use`): when it showed each, and when the register says it had it; not
 * those that the register passed on to somebody else.
 */
export const holderSpell = `
  with passed as (
    select 'p:' || o.phone as identifier, 'i:' || o.id_no as holder from src_subscription o
    join src_subscription p on p.phone = o.phone and p.id_no <> o.id_no and p.valid_from >= o.valid_to group by o.phone, o.id_no
  ),
  spell as (
    select u.identifier, u.holder, u.days from holder_use u left join passed x on x.identifier = u.identifier and x.holder = u.holder
    where u.identifier like 'p:%' and x.identifier is null
  ),
  several as (select holder from spell group by holder having count(*) >= 2),
  rival as (select s.identifier, s.holder, s.days from spell s join several v on v.holder = s.holder),
  life as (
    select n.identifier, min(n.seen_at) as first_at, max(n.seen_at) as last_at from number_sighting n
    join (select identifier from rival group by identifier) r on r.identifier = n.identifier group by n.identifier
  ),
  known as (
    select 'p:' || phone as identifier, 'i:' || id_no as holder, max(valid_from) as began_at, max(valid_to) as ended_at from src_subscription group by phone, id_no
  )
  select s.holder, s.identifier, cast(s.days as DOUBLE) as days, l.first_at, l.last_at, k.began_at, k.ended_at
  from rival s join life l on l.identifier = s.identifier left join known k on k.identifier = s.identifier and k.holder = s.holder
  order by s.holder, l.first_at, s.identifier`;

/** On how many days each id showed a phone or plate, and from when to when; days are counted from the first record. */
export const holderUse = (from: number): string => `
  select identifier, holder, count(distinct ${sql.floorDivision(`seen_at - ${from}`, 86400)}) as days, min(seen_at) as first_at, max(seen_at) as last_at
  from showing group by identifier, holder`;

/** Phones and plates that two ids showed on two days or more each, with the days on which each showed another one meanwhile. */
export const contestedUse = (from: number): string => `
  with often as (select identifier, holder, days, first_at, last_at from holder_use where days >= 2),
  contested as (select identifier from often group by identifier having count(*) >= 2),
  rival as (select o.identifier, o.holder, o.days, o.first_at, o.last_at from often o join contested c on c.identifier = o.identifier),
  meanwhile as (
    select r.identifier, r.holder, count(distinct ${sql.floorDivision(`s.seen_at - ${from}`, 86400)}) as other_days
    from rival r join showing s on s.holder = r.holder
    where s.identifier <> r.identifier and left(s.identifier, 1) = left(r.identifier, 1) and s.seen_at between r.first_at and r.last_at
    group by r.identifier, r.holder
  )
  select r.identifier, r.holder, cast(r.days as DOUBLE) as days, cast(coalesce(m.other_days, 0) as DOUBLE) as other_days
  from rival r left join meanwhile m on m.identifier = r.identifier and m.holder = r.holder order by r.identifier, r.holder`;

/**
 * Showings of the pairs of `owner` (identifier, holder), the first so many of each identifier. A parcel from a phone
 * to itself shows it with two holders at once, so the holder breaks the tie.
 */
export const ownerShowing = (kept: number): string => `
  with placed as (
    select s.identifier, s.holder, s.seen_at, s.record_id, row_number() over (partition by s.identifier order by s.seen_at, s.record_id, s.holder) as place,
      count(*) over (partition by s.identifier) as sightings
    from showing s join owner o on o.identifier = s.identifier and o.holder = s.holder
  )
  select identifier, holder, seen_at, record_id, cast(sightings as DOUBLE) as sightings from placed where place <= ${kept} order by identifier, place`;

/** Ids and plates at places with known coordinates. \`other_at\`: the other end of a journey that is one record. */
export const presence = `
  with seen as (
    select 'i:' || id_no as identifier, check_in as seen_at, place_id, cast(null as BIGINT) as other_at from src_lodging where id_no is not null
    union all select 'v:' || plate, check_in, place_id, null from src_lodging where plate is not null
    union all select 'i:' || id_no, depart_at, from_place, arrive_at from src_transport where id_no is not null
    union all select 'i:' || id_no, arrive_at, to_place, depart_at from src_transport where id_no is not null and arrive_at is not null
    union all select 'i:' || id_no, passed_at, place_id, null from src_checkpoint where id_no is not null
    union all select 'v:' || plate, passed_at, place_id, null from src_checkpoint where plate is not null
  )
  select s.identifier, s.seen_at, s.other_at, p.lat, p.lon from seen s join src_place p on p.place_id = s.place_id
  where p.lat is not null and p.lon is not null`;

/**
 * Neighbouring sightings at two places within the horizon, whose degrees are far enough apart for the time: a degree is
 * at most 111.2 km in any direction, so what is left out was possible. Who goes nowhere is not compared.
 */
export const journey = (
  horizonSeconds: number,
  kept: number,
  { personKmhMax, vehicleKmhMax, kmMin, clockSeconds }: JourneyLimits,
): string => `
  with ordered as (
    select identifier, seen_at, other_at, lat, lon, row_number() over (partition by identifier order by seen_at, lat, lon, other_at nulls first) as place,
      lag(seen_at) over (partition by identifier order by seen_at, lat, lon, other_at nulls first) as from_at,
      lag(other_at) over (partition by identifier order by seen_at, lat, lon, other_at nulls first) as from_other,
      lag(lat) over (partition by identifier order by seen_at, lat, lon, other_at nulls first) as from_lat,
      lag(lon) over (partition by identifier order by seen_at, lat, lon, other_at nulls first) as from_lon
    from presence
  )
  select identifier, from_at, seen_at, from_lat, from_lon, lat, lon from ordered
  where place <= ${kept} and seen_at - from_at <= ${horizonSeconds} and (lat <> from_lat or lon <> from_lon)
    and (other_at is null or from_other is null or other_at <> from_at or from_other <> seen_at)
    and 111.2 * sqrt((lat - from_lat) * (lat - from_lat) + (lon - from_lon) * (lon - from_lon)) >=
      greatest(cast(${kmMin} as DOUBLE), cast(case when identifier like 'v:%' then ${vehicleKmhMax} else ${personKmhMax} end * (seen_at - from_at + ${clockSeconds}) as DOUBLE) / 3600)
  order by identifier, seen_at, lat, lon, from_at, from_lat, from_lon`;

/** Records of the sightings of \`hurried\` (identifier, seen_at). */
export const hurriedRecord = `
  with seen as (
    select 'i:' || id_no as identifier, check_in as seen_at, record_id from src_lodging where id_no is not null
    union all select 'v:' || plate, check_in, record_id from src_lodging where plate is not null
    union all select 'i:' || id_no, depart_at, record_id from src_transport where id_no is not null
    union all select 'i:' || id_no, arrive_at, record_id from src_transport where id_no is not null and arrive_at is not null
    union all select 'i:' || id_no, passed_at, record_id from src_checkpoint where id_no is not null
    union all select 'v:' || plate, passed_at, record_id from src_checkpoint where plate is not null
  )
  select distinct h.identifier, h.seen_at, s.record_id from hurried h join seen s on s.identifier = h.identifier and s.seen_at = cast(h.seen_at as BIGINT)
  order by h.identifier, h.seen_at, s.record_id`;

/** When identifiers of a list were first recorded anywhere. */
export const firstSeen = `
  with seen as (
    select identifier, seen_at from number_sighting union all select identifier, seen_at from presence
    union all select holder, seen_at from showing union all select identifier, seen_at from showing
  )
  select w.identifier, min(s.seen_at) as seen_at from wanted_identifier w join seen s on s.identifier = w.identifier
  group by w.identifier order by w.identifier`;
