/**
 * Named steps that turn records into events of persons. Raw identifiers end here. The person of a record is the id
 * it shows; else whom its phone and name together stand for (`phone_name`); else the holder of the phone or plate
 * at that time; else the phone or plate itself.
 */

/** Persons by what a record shows, split by kind so that no key is made a row. */
export const keyTables: Readonly<Record<string, string>> = {
  id_person: "select substr(identifier, 3) as id_no, person from person_key where identifier like 'i:%'",
  phone_person: "select substr(identifier, 3) as phone, person from person_key where identifier like 'p:%'",
  plate_person: "select substr(identifier, 3) as plate, person from person_key where identifier like 'v:%'",
  phone_name: 'select b.phone, b.name, k.person from bearer b join person_key k on k.identifier = b.identifier',
  phone_tenure:
    "select substr(identifier, 3) as phone, person, valid_from, valid_to from tenure where identifier like 'p:%'",
  plate_tenure:
    "select substr(identifier, 3) as plate, person, valid_from, valid_to from tenure where identifier like 'v:%'",
};

/** The joins behind a phone or plate of a record at an instant; aliases get the suffix. */
const phoneJoins = (phone: string, at: string, suffix: string): string => `
  left join phone_tenure t${suffix} on t${suffix}.phone = ${phone} and t${suffix}.valid_from <= ${at} and ${at} < t${suffix}.valid_to
  left join phone_person k${suffix} on k${suffix}.phone = ${phone}`;
const plateJoins = (plate: string, at: string): string => `
  left join plate_tenure tv on tv.plate = ${plate} and tv.valid_from <= ${at} and ${at} < tv.valid_to
  left join plate_person kv on kv.plate = ${plate}`;
const nameJoin = (id: string, phone: string, name: string, suffix: string): string => `
  left join phone_name n${suffix} on n${suffix}.phone = case when ${id} is null then ${phone} end and n${suffix}.name = ${name}`;

/** Lists of record ids are text with a space between meetings and a plus between the two of a pair: see kernel/record-ids.ts. */
const recordId = "replace(replace(replace(r.record_id, '%', '%25'), ' ', '%20'), '+', '%2B') as record_id";

export const stay = `
  select * from (
    select ${recordId}, coalesce(i.person, n.person, t.person, k.person, tv.person, kv.person) as person, r.place_id, r.room, r.booking_id,
      r.check_in, r.check_out
    from src_lodging r
    left join id_person i on i.id_no = r.id_no
    ${nameJoin('r.id_no', 'r.phone', 'r.guest_name', '')}${phoneJoins('r.phone', 'r.check_in', '')}${plateJoins('r.plate', 'r.check_in')}
  ) found where person is not null`;

/** Tickets of one order carry one phone: a ticket without it takes that of the others. */
export const leg = `
  select * from (
    select ${recordId}, coalesce(i.person, n.person, t.person, k.person) as person, r.mode, r.service_id, r.from_place, r.to_place,
      r.depart_at, r.arrive_at, r.seat, r.order_id, r.purchased_at
    from src_transport r
    left join order_phone o on o.order_id = case when r.phone is null then r.order_id end
    left join id_person i on i.id_no = r.id_no
    ${nameJoin('r.id_no', 'coalesce(r.phone, o.phone)', 'r.passenger_name', '')}${phoneJoins('coalesce(r.phone, o.phone)', 'r.depart_at', '')}
  ) found where person is not null`;

/** A plate on a trip without its keeper is whoever was read with it, or nobody (`driven_record`). */
export const passage = `
  select * from (
    select ${recordId}, coalesce(i.person, case when d.record_id is null then coalesce(tv.person, kv.person) else d.person end) as person, r.place_id, r.passed_at, r.direction, r.vehicle_type
    from src_checkpoint r
    left join id_person i on i.id_no = r.id_no
    left join driven_record d on d.record_id = r.record_id
    ${plateJoins('r.plate', 'r.passed_at')}
  ) found where person is not null`;

/** A sender without a national id is unverified; the phone as written stands for the sender. */
export const shipment = `
  select ${recordId}, coalesce(i.person, ns.person, ts.person, ks.person) as sender, coalesce(nq.person, tq.person, kq.person) as recipient,
    r.from_place, r.to_place, r.sent_at, r.goods, r.weight_kg, case when r.sender_id_no is null then 1 else 0 end as sender_unverified
  from src_parcel r
  left join id_person i on i.id_no = r.sender_id_no
  ${nameJoin('r.sender_id_no', 'r.sender_phone', 'r.sender_name', 's')}${phoneJoins('r.sender_phone', 'r.sent_at', 's')}
  left join phone_name nq on nq.phone = r.recipient_phone and nq.name = r.recipient_name
  ${phoneJoins('r.recipient_phone', 'r.sent_at', 'q')}`;

export const conversation = `
  select * from (
    select ${recordId}, coalesce(ta.person, ka.person) as caller, coalesce(tb.person, kb.person) as callee, r.started_at, r.duration_s,
      r.kind, r.caller_cell, r.callee_cell
    from src_call r
    ${phoneJoins('r.caller', 'r.started_at', 'a')}${phoneJoins('r.callee', 'r.started_at', 'b')}
  ) found where caller is not null and callee is not null`;

/** What is established about a person; a phone stands for who held it then. */
export const established = `
  select distinct coalesce(t.person, k.person) as person, c.role, c.established_at, c.case_no
  from src_case_person c
  join person_key k on k.identifier = case when c.id_no is not null then 'i:' || c.id_no else 'p:' || c.phone end
  left join tenure t on c.id_no is null and t.identifier = 'p:' || c.phone
    and t.valid_from <= c.established_at and c.established_at < t.valid_to`;
