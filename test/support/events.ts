import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findContacts } from '../../engine/contacts/index.ts';
import { type Lake, sql } from '../../engine/lake/index.ts';

export interface Stay {
  record_id: string;
  person: number;
  place_id: string;
  room: string | null;
  booking_id: string | null;
  check_in: number;
  check_out: number | null;
}
export interface Leg {
  record_id: string;
  person: number;
  mode: string;
  service_id: string;
  from_place: string;
  to_place: string;
  depart_at: number;
  arrive_at: number | null;
  seat: string | null;
  order_id: string | null;
  purchased_at: number | null;
}
export interface Passage {
  record_id: string;
  person: number;
  place_id: string;
  passed_at: number;
  direction: string | null;
  vehicle_type: string | null;
}
export interface Shipment {
  record_id: string;
  sender: number | null;
  recipient: number | null;
  from_place: string;
  to_place: string;
  sent_at: number;
  goods: string | null;
  weight_kg: number | null;
  sender_unverified: number;
}
export interface Conversation {
  record_id: string;
  caller: number;
  callee: number;
  started_at: number;
  duration_s: number | null;
  kind: string | null;
  caller_cell: string | null;
  callee_cell: string | null;
}
export interface Place {
  place_id: string;
  kind: string;
  area_id: string;
  lat: number | null;
  lon: number | null;
  border_km: number | null;
}

/** Events of persons, as resolve hands them on. */
export interface Events {
  readonly stay?: readonly Stay[];
  readonly leg?: readonly Leg[];
  readonly passage?: readonly Passage[];
  readonly shipment?: readonly Shipment[];
  readonly conversation?: readonly Conversation[];
  readonly place?: readonly Place[];
}

const columns: Readonly<Record<keyof Events, string>> = {
  stay: 'record_id VARCHAR, person INTEGER, place_id VARCHAR, room VARCHAR, booking_id VARCHAR, check_in BIGINT, check_out BIGINT',
  leg: 'record_id VARCHAR, person INTEGER, mode VARCHAR, service_id VARCHAR, from_place VARCHAR, to_place VARCHAR, depart_at BIGINT, arrive_at BIGINT, seat VARCHAR, order_id VARCHAR, purchased_at BIGINT',
  passage:
    'record_id VARCHAR, person INTEGER, place_id VARCHAR, passed_at BIGINT, direction VARCHAR, vehicle_type VARCHAR',
  shipment:
    'record_id VARCHAR, sender INTEGER, recipient INTEGER, from_place VARCHAR, to_place VARCHAR, sent_at BIGINT, goods VARCHAR, weight_kg DOUBLE, sender_unverified INTEGER',
  conversation:
    'record_id VARCHAR, caller INTEGER, callee INTEGER, started_at BIGINT, duration_s BIGINT, kind VARCHAR, caller_cell VARCHAR, callee_cell VARCHAR',
  place: 'place_id VARCHAR, kind VARCHAR, area_id VARCHAR, lat DOUBLE, lon DOUBLE, border_km DOUBLE',
};

let made = 0;

/** Writes the events as Parquet into a new folder and makes the views the features read. */
export async function writeEvents(lake: Lake, dir: string, events: Events): Promise<(table: string) => string> {
  const folder = join(dir, `events-${++made}`);
  mkdirSync(folder, { recursive: true });
  const file = (table: string): string => join(folder, `${table}.parquet`);
  for (const [table, declared] of Object.entries(columns) as [keyof Events, string][]) {
    await lake.run(`create or replace temp table given (${declared})`);
    const names = declared.split(', ').map((column) => column.split(' ')[0]);
    const rows = (events[table] ?? []) as unknown as readonly Record<string, unknown>[];
    const values = rows.map(
      (row) =>
        `(${names.map((name) => (row[name] === null ? 'null' : typeof row[name] === 'string' ? sql.text(row[name]) : String(row[name]))).join(', ')})`,
    );
    if (values.length > 0) await lake.run(`insert into given values ${values.join(', ')}`);
    await lake.writeParquet('select * from given', file(table));
    await lake.run(lake.dialect.view(table, `select * from ${sql.parquet([file(table)])}`));
  }
  return file;
}

export type ContactRow = {
  a: number;
  b: number;
  channel: string;
  meetings: number;
  weight_micro: number;
  first_at: number;
  last_at: number;
  records: string;
};
export type EdgeRow = { a: number; b: number; weight_micro: number; meetings: number };

export interface FoundContacts {
  readonly contacts: ContactRow[];
  readonly edges: EdgeRow[];
  readonly report: Awaited<ReturnType<typeof findContacts>>;
  readonly files: readonly [contact: string, edge: string];
}

/** Events -> contacts by the stage itself. */
export async function contactsOf(
  lake: Lake,
  dir: string,
  events: Events,
  utcOffsetSeconds?: number,
): Promise<FoundContacts> {
  const tableFile = await writeEvents(lake, dir, events);
  const folder = join(dir, `contacts-${made}`);
  mkdirSync(folder);
  const options = utcOffsetSeconds === undefined ? {} : { utcOffsetSeconds };
  const report = await findContacts(lake, tableFile, folder, () => undefined, options);
  const files = [join(folder, 'contact.parquet'), join(folder, 'edge.parquet')] as const;
  return {
    contacts: await lake.rows<ContactRow>(`select * from ${sql.parquet([files[0]])}`),
    edges: await lake.rows<EdgeRow>(`select * from ${sql.parquet([files[1]])}`),
    report,
    files,
  };
}

/** Rows with every optional column empty, to write tests with. */
export const stay = (record_id: string, person: number, check_in: number, more: Partial<Stay> = {}): Stay => ({
  record_id,
  person,
  place_id: 'h',
  room: null,
  booking_id: null,
  check_in,
  check_out: null,
  ...more,
});
export const leg = (record_id: string, person: number, depart_at: number, more: Partial<Leg> = {}): Leg => ({
  record_id,
  person,
  mode: 'bus',
  service_id: 's',
  from_place: 'x',
  to_place: 'y',
  depart_at,
  arrive_at: null,
  seat: null,
  order_id: null,
  purchased_at: null,
  ...more,
});
export const passage = (
  record_id: string,
  person: number,
  passed_at: number,
  place_id = 'c',
  more: Partial<Passage> = {},
): Passage => ({ record_id, person, place_id, passed_at, direction: 'in', vehicle_type: null, ...more });
export const shipment = (
  record_id: string,
  sender: number | null,
  recipient: number | null,
  sent_at: number,
  more: Partial<Shipment> = {},
): Shipment => ({
  record_id,
  sender,
  recipient,
  from_place: 'x',
  to_place: 'y',
  sent_at,
  goods: null,
  weight_kg: null,
  sender_unverified: 0,
  ...more,
});
export const conversation = (
  record_id: string,
  caller: number,
  callee: number,
  started_at: number,
  more: Partial<Conversation> = {},
): Conversation => ({
  record_id,
  caller,
  callee,
  started_at,
  duration_s: null,
  kind: null,
  caller_cell: null,
  callee_cell: null,
  ...more,
});
