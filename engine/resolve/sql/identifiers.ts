/**
 * Named steps that say which identifiers exist and which belong together.
 * An identifier is `i:` national id, `p:` phone or `v:` plate; `i:` sorts first, so a cluster is named by its id.
 */

/** Every (phone or plate, national id) seen together on a row of a record, and on how many rows. */
export const shownPair = `
  select identifier, holder, count(*) as showings from (
  select 'p:' || phone as identifier, 'i:' || id_no as holder from src_lodging where phone is not null and id_no is not null
  union all
  select 'p:' || phone, 'i:' || id_no from src_transport where phone is not null and id_no is not null
  union all
  select 'p:' || sender_phone, 'i:' || sender_id_no from src_parcel where sender_phone is not null and sender_id_no is not null
  union all
  select 'v:' || plate, 'i:' || id_no from src_checkpoint where plate is not null and id_no is not null
  ) shown group by identifier, holder`;

/** Phones and plates that a register gives to somebody at some time. */
export const registered = `
  select distinct 'p:' || phone as identifier from src_subscription
  union
  select distinct 'v:' || plate from src_vehicle`;

/**
 * A phone or plate without a registered holder belongs to the one national id it is ever shown with.
 * Shown with two, it stays a person of its own: guessing would merge strangers.
 */
export const claim = `
  select t.identifier, min(t.holder) as holder
  from shown_pair t left join registered r on r.identifier = t.identifier
  where r.identifier is null
  group by t.identifier
  having min(t.holder) = max(t.holder)`;

/** Every identifier that any record or register names. */
export const identifier = `
  select 'i:' || id_no as identifier from src_person
  union select 'i:' || id_no from src_lodging where id_no is not null
  union select 'i:' || id_no from src_transport where id_no is not null
  union select 'i:' || id_no from src_checkpoint where id_no is not null
  union select 'i:' || sender_id_no from src_parcel where sender_id_no is not null
  union select 'i:' || id_no from src_subscription
  union select 'i:' || id_no from src_vehicle
  union select 'i:' || id_no from src_case_person where id_no is not null
  union select 'p:' || phone from src_subscription
  union select 'p:' || phone from src_lodging where phone is not null
  union select 'p:' || phone from src_transport where phone is not null
  union select 'p:' || sender_phone from src_parcel where sender_phone is not null
  union select 'p:' || recipient_phone from src_parcel where recipient_phone is not null
  union select 'p:' || caller from src_call
  union select 'p:' || callee from src_call
  union select 'p:' || phone from src_case_person where phone is not null
  union select 'v:' || plate from src_vehicle
  union select 'v:' || plate from src_lodging where plate is not null
  union select 'v:' || plate from src_checkpoint where plate is not null`;

/**
 * Who holds a phone or a plate, and when: from `valid_from` up to, not including, `valid_to`. Rows of one
 * identifier do not overlap. Where the registers name several holders at once the one registered last counts
 * (an old entry is often left open), then the smaller person number. Open ends are far away. What is written with a
 * typing error (`slip`) is held by whoever holds what was meant.
 */
export const tenure = `
  with held as (
    select 'p:' || s.phone as identifier, k.person, s.valid_from, coalesce(s.valid_to, 9999999999) as valid_to
    from src_subscription s join person_key k on k.identifier = 'i:' || s.id_no
    union all
    select 'v:' || v.plate, k.person, v.valid_from, coalesce(v.valid_to, 9999999999)
    from src_vehicle v join person_key k on k.identifier = 'i:' || v.id_no
    union all
    select x.identifier, k.person, s.valid_from, coalesce(s.valid_to, 9999999999)
    from slip x join src_subscription s on 'p:' || s.phone = x.meant join person_key k on k.identifier = 'i:' || s.id_no
    union all
    select x.identifier, k.person, v.valid_from, coalesce(v.valid_to, 9999999999)
    from slip x join src_vehicle v on 'v:' || v.plate = x.meant join person_key k on k.identifier = 'i:' || v.id_no
  ),
  change as (select identifier, valid_from as changed_at from held union select identifier, valid_to from held),
  span as (
    select identifier, changed_at as valid_from, lead(changed_at) over (partition by identifier order by changed_at) as valid_to from change
  ),
  told as (
    select s.identifier, s.valid_from, s.valid_to, h.person,
      row_number() over (partition by s.identifier, s.valid_from order by h.valid_from desc, h.person) as place
    from span s
    join held h on h.identifier = s.identifier and h.valid_from <= s.valid_from and s.valid_to <= h.valid_to
  )
  select identifier, person, valid_from, valid_to from told where place = 1`;
