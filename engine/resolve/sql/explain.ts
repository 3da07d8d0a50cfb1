import { sql } from '../../lake/index.ts';
import type { SlipKind } from '../slips/index.ts';

/** Steps that say of two identifiers what the records say, for the explanation of one pair. */

const bare = (identifiers: readonly string[]): string => identifiers.map((one) => sql.text(one.slice(2))).join(', ');

/** Names that the identifiers are used with. */
export const namesOf = (kind: SlipKind, identifiers: readonly string[]): string => {
  const list = bare(identifiers);
  if (kind === 'v') return 'select cast(null as STRING) as identifier, cast(null as STRING) as name where 1 = 0';
  const column = kind === 'i' ? 'id_no' : 'phone';
  const parts = [
    `select '${kind}:' || ${column} as identifier, guest_name as name from src_lodging where ${column} in (${list})`,
    `select '${kind}:' || ${column}, passenger_name from src_transport where ${column} in (${list})`,
    `select '${kind}:' || sender_${kind === 'i' ? 'id_no' : 'phone'}, sender_name from src_parcel where sender_${kind === 'i' ? 'id_no' : 'phone'} in (${list})`,
    kind === 'i'
      ? `select 'i:' || id_no, name from src_person where id_no in (${list})`
      : `select 'p:' || recipient_phone, recipient_name from src_parcel where recipient_phone in (${list})`,
    ...(kind === 'i' ? [`select 'i:' || id_no, person_name from src_checkpoint where id_no in (${list})`] : []),
  ];
  return `select distinct identifier, name from (${parts.join(' union all ')}) named where name is not null order by identifier, name`;
};

/** Phones and plates shown with an id, addresses of a phone, ids shown with a plate. */
export const matesOf = (kind: SlipKind, identifiers: readonly string[]): string => {
  const list = bare(identifiers);
  const parts: Readonly<Record<SlipKind, readonly string[]>> = {
    i: [
      `select 'i:' || id_no as identifier, 'p:' || phone as mate from src_lodging where id_no in (${list}) and phone is not null`,
      `select 'i:' || id_no, 'p:' || phone from src_transport where id_no in (${list}) and phone is not null`,
      `select 'i:' || sender_id_no, 'p:' || sender_phone from src_parcel where sender_id_no in (${list}) and sender_phone is not null`,
      `select 'i:' || id_no, 'v:' || plate from src_checkpoint where id_no in (${list}) and plate is not null`,
    ],
    p: [
      `select 'p:' || recipient_phone as identifier, recipient_address as mate from src_parcel where recipient_phone in (${list}) and recipient_address is not null`,
      `select 'p:' || sender_phone, sender_address from src_parcel where sender_phone in (${list}) and sender_address is not null`,
    ],
    v: [
      `select 'v:' || plate as identifier, 'i:' || id_no as mate from src_checkpoint where plate in (${list}) and id_no is not null`,
    ],
  };
  return `select distinct identifier, mate from (${parts[kind].join(' union all ')}) shown order by identifier, mate`;
};

/** How often each was written. */
export const timesOf = (kind: SlipKind, identifiers: readonly string[]): string => {
  const list = bare(identifiers);
  const parts: Readonly<Record<SlipKind, readonly string[]>> = {
    i: [
      `select 'i:' || id_no as identifier from src_lodging where id_no in (${list})`,
      `select 'i:' || id_no from src_transport where id_no in (${list})`,
      `select 'i:' || sender_id_no from src_parcel where sender_id_no in (${list})`,
    ],
    p: [
      `select 'p:' || phone as identifier from src_transport where phone in (${list})`,
      `select 'p:' || phone from src_lodging where phone in (${list})`,
      `select 'p:' || recipient_phone from src_parcel where recipient_phone in (${list})`,
    ],
    v: [`select 'v:' || plate as identifier from src_checkpoint where plate in (${list})`],
  };
  return `select identifier, count(*) as times from (${parts[kind].join(' union all ')}) written group by identifier order by identifier`;
};

/** Persons of the register with a name, and all; the larger count last. */
export const nameCount = (name: string): string => `
  select cast(count(*) as INTEGER) as n from src_person where name = ${sql.text(name)}
  union all select cast(count(*) as INTEGER) from src_person where name is not null order by n`;
