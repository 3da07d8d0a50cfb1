import { join } from 'node:path';
import type { Lake } from '../lake/index.ts';
import { numberPersons } from './persons.ts';
import * as events from './sql/events.ts';
import * as identifiers from './sql/identifiers.ts';
import type { Resolved } from './types.ts';

/** Home area as registered, else the area where most of the person's records are. */
const area = `
  with seen as (
    select person, place_id from stay union all select person, from_place from leg union all select person, place_id from passage
    union all select sender, from_place from shipment where sender is not null
    union all select recipient, to_place from shipment where recipient is not null
    union all select caller, caller_cell from conversation where caller_cell is not null
    union all select callee, callee_cell from conversation where callee_cell is not null
  ),
  counted as (select s.person, p.area_id, count(*) as n from seen s join src_place p on p.place_id = s.place_id group by s.person, p.area_id),
  most as (select person, max(n) as n from counted group by person),
  usual as (select c.person, min(c.area_id) as area_id from counted c join most m on m.person = c.person and m.n = c.n group by c.person),
  home as (select k.person, min(r.home_area) as area_id from src_person r join person_key k on k.identifier = 'i:' || r.id_no group by k.person)
  select n.person, n.pseudonym, coalesce(h.area_id, u.area_id) as area_id
  from person_pseudonym n left join home h on h.person = n.person left join usual u on u.person = n.person`;

const helpers = [
  'lodging_id',
  'lodging_phone',
  'lodging_plate',
  'transport_id',
  'transport_phone',
  'checkpoint_id',
  'checkpoint_plate',
  'sender_id',
  'sender_phone',
  'recipient_phone',
  'caller_phone',
  'callee_phone',
] as const;
const helperSql: Readonly<Record<(typeof helpers)[number], string>> = {
  lodging_id: events.lodgingId,
  lodging_phone: events.lodgingPhone,
  lodging_plate: events.lodgingPlate,
  transport_id: events.transportId,
  transport_phone: events.transportPhone,
  checkpoint_id: events.checkpointId,
  checkpoint_plate: events.checkpointPlate,
  sender_id: events.senderId,
  sender_phone: events.senderPhone,
  recipient_phone: events.recipientPhone,
  caller_phone: events.callerPhone,
  callee_phone: events.calleePhone,
};

/**
 * Records -> events of persons. Reads the `src_` views; the mapping from identifier to person goes to
 * `sealedDir`, everything else, free of raw identifiers, to `openDir`.
 */
export async function resolve(lake: Lake, key: Buffer, sealedDir: string, openDir: string): Promise<Resolved> {
  const temp = async (name: string, query: string): Promise<void> =>
    lake.run(`create or replace temp table ${name} as ${query}`);
  await temp('shown_together', identifiers.shownTogether);
  await temp('registered', identifiers.registered);
  await temp('claim', identifiers.claim);
  await temp('identifier', identifiers.identifier);
  const persons = await numberPersons(lake, key);
  await temp('tenure', identifiers.tenure);
  for (const name of helpers) await temp(name, helperSql[name]);
  const rows: Record<string, number> = {};
  const write = async (name: string, query: string, order: string): Promise<void> => {
    await temp(name, query);
    rows[name] = await lake.writeParquet(`select * from ${name} order by ${order}`, join(openDir, `${name}.parquet`));
  };
  await write('stay', events.stay, 'check_in, record_id');
  await write('leg', events.leg, 'depart_at, record_id');
  await write('passage', events.passage, 'passed_at, record_id');
  await write('shipment', events.shipment, 'sent_at, record_id');
  await write('conversation', events.conversation, 'started_at, record_id');
  await write('established', events.established, 'person, role, established_at, case_no');
  await write('place', 'select place_id, kind, area_id, lat, lon, border_km from src_place', 'place_id');
  await write('person', area, 'person');
  await lake.writeParquet('select * from person_key order by identifier', join(sealedDir, 'person_key.parquet'));
  for (const name of [
    ...helpers,
    'shown_together',
    'registered',
    'claim',
    'identifier',
    'tenure',
    'person_key',
    'person_pseudonym',
    'stay',
    'leg',
    'passage',
    'shipment',
    'conversation',
    'established',
    'place',
    'person',
  ]) {
    await lake.run(`drop table if exists ${name}`);
  }
  return { persons, rows };
}
