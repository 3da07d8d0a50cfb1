/** Named steps that say whom a phone and a name stand for together, where a record shows no id. */

/** The phone of an order, for its tickets that show none: those bought together carry one. */
export const orderPhone = `
  with bare as (select order_id from src_transport where order_id is not null and phone is null group by order_id)
  select r.order_id, min(r.phone) as phone from src_transport r join bare b on b.order_id = r.order_id where r.phone is not null
  group by r.order_id having min(r.phone) = max(r.phone)`;

/** Every phone with a name and without an id; `travels` where somebody was there in person. */
export const namedUse = `
  select phone, name, count(*) as uses, max(travels) as travels from (
    select phone, guest_name as name, 1 as travels from src_lodging where id_no is null and phone is not null and guest_name is not null
    union all select phone, passenger_name, 1 from src_transport where id_no is null and phone is not null and passenger_name is not null
    union all select o.phone, r.passenger_name, 1 from src_transport r join order_phone o on o.order_id = r.order_id
      where r.id_no is null and r.phone is null and r.passenger_name is not null
    union all select sender_phone, sender_name, 0 from src_parcel where sender_id_no is null and sender_phone is not null and sender_name is not null
    union all select recipient_phone, recipient_name, 0 from src_parcel where recipient_phone is not null and recipient_name is not null
  ) used group by phone, name`;

/** Names shown with ids that no register knows; the registers name the others. */
export const idName = `
  with shown as (
    select id_no, guest_name as name from src_lodging where id_no is not null and guest_name is not null
    union all select id_no, passenger_name from src_transport where id_no is not null and passenger_name is not null
    union all select id_no, person_name from src_checkpoint where id_no is not null and person_name is not null
    union all select sender_id_no, sender_name from src_parcel where sender_id_no is not null and sender_name is not null
  ),
  counted as (
    select s.id_no, s.name, count(*) as uses from shown s left join src_person p on p.id_no = s.id_no and p.name is not null
    where p.id_no is null group by s.id_no, s.name
  ),
  placed as (select id_no, name, row_number() over (partition by id_no order by uses desc, name) as place from counted)
  select id_no, min(name) as name from src_person where name is not null group by id_no
  union all select id_no, name from placed where place = 1`;

/** Whom a phone may stand for: ids it was shown with, and ids that a register gives it to. */
export const phoneHolder = `
  select phone, id_no, cast(sum(showings) as BIGINT) as showings, max(registered) as registered from (
    select substr(identifier, 3) as phone, substr(holder, 3) as id_no, showings, 0 as registered from shown_pair where identifier like 'p:%'
    union all select phone, id_no, 0, 1 from src_subscription
  ) known group by phone, id_no`;

/** The same with the phones that are others with a typing error. */
export const phoneHolderWithSlips = `
  select phone, id_no, max(showings) as showings, max(registered) as registered from (
    select phone, id_no, showings, registered from phone_holder
    union all select substr(s.identifier, 3), h.id_no, h.showings, h.registered from slip s join phone_holder h on 'p:' || h.phone = s.meant
  ) known left join told_apart n on n.a = 'p:' || known.phone and n.b = 'i:' || known.id_no where n.a is null
  group by phone, id_no`;

/** The id among a phone's that bears the name; of several the one registered, then the one shown most. */
export const exactBearer = `
  with fitting as (
    select u.phone, u.name, h.id_no, row_number() over (partition by u.phone, u.name order by h.registered desc, h.showings desc, h.id_no) as place
    from named_use u join phone_holder h on h.phone = u.phone join id_name m on m.id_no = h.id_no and m.name = u.name
  )
  select phone, name, id_no from fitting where place = 1`;

/** What is left: nobody of the phone's bears that very name. */
export const unnamedUse = `
  select u.phone, u.name, u.uses, u.travels from named_use u left join exact_bearer e on e.phone = u.phone and e.name = u.name
  where e.phone is null`;

/** The names that a phone's ids bear, for those uses. */
export const heldName = `
  select distinct u.phone, u.name, h.id_no, m.name as held_name from (select * from unnamed_use) u
  join phone_holder h on h.phone = u.phone join id_name m on m.id_no = h.id_no
  order by u.phone, u.name, h.id_no`;

/** The name that a phone without any id is used with most. */
export const ownName = `
  with free as (
    select u.phone, u.name, row_number() over (partition by u.phone order by u.uses desc, u.name) as place
    from unnamed_use u left join phone_holder h on h.phone = u.phone where h.phone is null
  )
  select phone, name as own_name from free where place = 1`;

/**
 * Who does things with whom: tickets of one order, guests of one booking, people at one address. Groups of more
 * than `crowd` say nothing.
 */
export const circle = (crowd: number): string => `
  with member as (
    select 'o:' || order_id as gathering, id_no from src_transport where order_id is not null and id_no is not null
    union select 'b:' || place_id || ' ' || booking_id, id_no from src_lodging where booking_id is not null and id_no is not null
    union select 'a:' || r.recipient_address, e.id_no from src_parcel r join exact_bearer e on e.phone = r.recipient_phone and e.name = r.recipient_name
      where r.recipient_address is not null
  ),
  small as (select gathering from member group by gathering having count(*) between 2 and ${crowd})
  select m.gathering, m.id_no from member m join small s on s.gathering = m.gathering`;

/** Namesakes of an unnamed use among those who do things with a holder of the phone; the one met most often, if it is one. */
export const circleBearer = `
  with wanted as (select phone, name from loose_use),
  called as (
    select c.gathering, c.id_no, m.name from circle c join id_name m on m.id_no = c.id_no
    join (select name from wanted group by name) w on w.name = m.name
  ),
  near as (
    select w.phone, w.name, o.id_no, count(distinct o.gathering) as met
    from wanted w join phone_holder h on h.phone = w.phone
    join circle c on c.id_no = h.id_no join called o on o.gathering = c.gathering and o.name = w.name and o.id_no <> h.id_no
    group by w.phone, w.name, o.id_no
  ),
  placed as (
    select phone, name, id_no, met, row_number() over (partition by phone, name order by met desc, id_no) as place,
      lead(met) over (partition by phone, name order by met desc, id_no) as next_met
    from near
  )
  select phone, name, id_no from placed where place = 1 and (next_met is null or next_met < met)`;
