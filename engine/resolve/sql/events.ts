/** Named steps that turn records into events of persons. Raw identifiers end here. */

/** The person behind an identifier at an instant: its holder then, else the identifier itself. */
const personOf = (source: string, key: string, at: string): string => `
  select r.record_id, coalesce(t.person, k.person) as person
  from ${source} r
  join person_key k on k.identifier = ${key}
  left join tenure t on t.identifier = ${key} and t.valid_from <= r.${at} and r.${at} < t.valid_to`;

const byId = (source: string, column: string): string => `
  select r.record_id, k.person from ${source} r join person_key k on k.identifier = 'i:' || r.${column}`;

export const lodgingPhone = personOf('src_lodging', "'p:' || r.phone", 'check_in');
export const lodgingPlate = personOf('src_lodging', "'v:' || r.plate", 'check_in');
export const transportPhone = personOf('src_transport', "'p:' || r.phone", 'depart_at');
export const checkpointPlate = personOf('src_checkpoint', "'v:' || r.plate", 'passed_at');
export const senderPhone = personOf('src_parcel', "'p:' || r.sender_phone", 'sent_at');
export const recipientPhone = personOf('src_parcel', "'p:' || r.recipient_phone", 'sent_at');
export const callerPhone = personOf('src_call', "'p:' || r.caller", 'started_at');
export const calleePhone = personOf('src_call', "'p:' || r.callee", 'started_at');
export const lodgingId = byId('src_lodging', 'id_no');
export const transportId = byId('src_transport', 'id_no');
export const checkpointId = byId('src_checkpoint', 'id_no');
export const senderId = byId('src_parcel', 'sender_id_no');

/** Lists of record ids are text with a space between meetings and a plus between the two of a pair: see kernel/record-ids.ts. */
const recordId = "replace(replace(replace(r.record_id, '%', '%25'), ' ', '%20'), '+', '%2B') as record_id";

export const stay = `
  select ${recordId}, coalesce(i.person, p.person, v.person) as person, r.place_id, r.room, r.booking_id, r.check_in, r.check_out
  from src_lodging r
  left join lodging_id i on i.record_id = r.record_id
  left join lodging_phone p on p.record_id = r.record_id
  left join lodging_plate v on v.record_id = r.record_id
  where coalesce(i.person, p.person, v.person) is not null`;

export const leg = `
  select ${recordId}, coalesce(i.person, p.person) as person, r.mode, r.service_id, r.from_place, r.to_place, r.depart_at, r.arrive_at,
    r.seat, r.order_id, r.purchased_at
  from src_transport r
  left join transport_id i on i.record_id = r.record_id
  left join transport_phone p on p.record_id = r.record_id
  where coalesce(i.person, p.person) is not null`;

export const passage = `
  select ${recordId}, coalesce(i.person, v.person) as person, r.place_id, r.passed_at, r.direction, r.vehicle_type
  from src_checkpoint r
  left join checkpoint_id i on i.record_id = r.record_id
  left join checkpoint_plate v on v.record_id = r.record_id
  where coalesce(i.person, v.person) is not null`;

/** A sender without a national id is unverified; the phone as written stands for the sender. */
export const shipment = `
  select ${recordId}, coalesce(i.person, s.person) as sender, q.person as recipient, r.from_place, r.to_place, r.sent_at,
    r.goods, r.weight_kg, case when r.sender_id_no is null then 1 else 0 end as sender_unverified
  from src_parcel r
  left join sender_id i on i.record_id = r.record_id
  left join sender_phone s on s.record_id = r.record_id
  left join recipient_phone q on q.record_id = r.record_id`;

export const conversation = `
  select ${recordId}, a.person as caller, b.person as callee, r.started_at, r.duration_s, r.kind, r.caller_cell, r.callee_cell
  from src_call r
  join caller_phone a on a.record_id = r.record_id
  join callee_phone b on b.record_id = r.record_id`;

/** What is established about a person; a phone stands for who held it then. */
export const established = `
  select distinct coalesce(t.person, k.person) as person, c.role, c.established_at, c.case_no
  from src_case_person c
  join person_key k on k.identifier = case when c.id_no is not null then 'i:' || c.id_no else 'p:' || c.phone end
  left join tenure t on c.id_no is null and t.identifier = 'p:' || c.phone
    and t.valid_from <= c.established_at and c.established_at < t.valid_to`;
