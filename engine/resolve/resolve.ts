import { join } from 'node:path';
import { type Lake, sql } from '../lake/index.ts';
import { dropLifetimes, findLifetimes, type IdentityDecision, writeFindings } from './lifetimes/index.ts';
import { numberPersons, pseudonymsOf } from './persons.ts';
import * as events from './sql/events.ts';
import * as identifiers from './sql/identifiers.ts';
import { person } from './sql/person.ts';
import { type Resolved, resolvedTables } from './types.ts';

/** One step a column that names a person; together they say who each record is about. */
const lookups = [
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
const lookupSql: Readonly<Record<(typeof lookups)[number], string>> = {
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
export async function resolve(
  lake: Lake,
  key: Buffer,
  sealedDir: string,
  openDir: string,
  decisions: readonly IdentityDecision[] = [],
): Promise<Resolved> {
  const { dialect } = lake;
  const keep = async (name: string, query: string): Promise<void> => lake.run(dialect.keep(name, query));
  await keep('shown_together', identifiers.shownTogether);
  await keep('registered', identifiers.registered);
  await keep('claim', identifiers.claim);
  await keepApart(lake, decisions);
  await keep('identifier', identifiers.identifier);
  const first = await numberPersons(lake, key);
  await keep('tenure', identifiers.tenure);
  const lifetimes = await findLifetimes(lake, decisions);
  const named = [...lifetimes.states, ...lifetimes.links].flatMap(({ identifierA, identifierB }) =>
    identifierB === undefined ? [identifierA] : [identifierA, identifierB],
  );
  const before = await pseudonymsOf(lake, named);
  const joined = lifetimes.links.length > 0;
  const persons = joined ? await numberPersons(lake, key, lifetimes.links) : first;
  if (joined) await keep('tenure', identifiers.tenure);
  const names = { before, after: await pseudonymsOf(lake, named) };
  const findings = await writeFindings(lake, key, lifetimes, names, sealedDir, openDir);
  await dropLifetimes(lake);
  for (const name of lookups) await keep(name, lookupSql[name]);
  const rows: Record<string, number> = {};
  const write = async (name: string, query: string, order: string): Promise<void> => {
    await keep(name, query);
    rows[name] = await lake.writeParquet(`select * from ${name} order by ${order}`, join(openDir, `${name}.parquet`));
  };
  await write('stay', events.stay, 'check_in, record_id');
  await write('leg', events.leg, 'depart_at, record_id');
  await write('passage', events.passage, 'passed_at, record_id');
  await write('shipment', events.shipment, 'sent_at, record_id');
  await write('conversation', events.conversation, 'started_at, record_id');
  await write('established', events.established, 'person, role, established_at, case_no');
  await write('place', 'select place_id, kind, area_id, lat, lon, border_km from src_place', 'place_id');
  await write('person', person, 'person');
  await lake.writeParquet('select * from person_key order by identifier', join(sealedDir, 'person_key.parquet'));
  const made = ['shown_together', 'registered', 'claim', 'identifier', 'tenure', 'person_key', 'person_pseudonym'];
  for (const name of [...lookups, ...made, ...resolvedTables]) await lake.run(dialect.drop(name));
  return { persons, rows, findings, notices: lifetimes.notices };
}

/** A phone or plate that somebody told apart from an id is not claimed by it. */
async function keepApart(lake: Lake, decisions: readonly IdentityDecision[]): Promise<void> {
  for (const { decision, identifierA, identifierB } of decisions) {
    if (decision !== 'not_same') continue;
    const [a, b] = [sql.text(identifierA), sql.text(identifierB)];
    await lake.run(
      lake.dialect.keep(
        'claim',
        `select identifier, holder from claim where not (identifier = ${a} and holder = ${b}) and not (identifier = ${b} and holder = ${a})`,
      ),
    );
  }
}
