import { join } from 'node:path';
import { config } from '../config/index.ts';
import { hashOf, hashOfFile, type Lake } from '../lake/index.ts';
import { findAboard } from './aboard/index.ts';
import { findBearers } from './bearers/index.ts';
import { keepHoldings } from './holdings.ts';
import { textTable, withNumbers } from './lake-columns.ts';
import { dropLifetimes, findLifetimes, type IdentityDecision, writeFindings } from './lifetimes/index.ts';
import { keepPseudonyms, numberPersons, pseudonymsOf } from './persons.ts';
import { findSlips, type Slip, type SlipKind, type SlipWeights } from './slips/index.ts';
import * as bearers from './sql/bearers.ts';
import * as events from './sql/events.ts';
import * as identifiers from './sql/identifiers.ts';
import * as lifetimeSteps from './sql/lifetimes.ts';
import { person } from './sql/person.ts';
import { eventTables, type Resolved, resolvedTables } from './types.ts';
import { writeSlips } from './write-slips.ts';

/** Tables kept while persons are made, beside those of the folders below. */
const made = [
  'told_same',
  'told_apart',
  'rival',
  'shown_pair',
  'order_phone',
  'registered',
  'claim',
  'slip',
  'bearer',
  'identifier',
  'tenure',
  'driven',
  'driven_record',
  'person_key',
  'person_pseudonym',
];

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
  await keep('shown_pair', identifiers.shownPair);
  await keep('order_phone', bearers.orderPhone);
  await keep('registered', identifiers.registered);
  await keep('claim', identifiers.claim);
  await keepTold(lake, decisions);
  await keep('claim', identifiers.claimNotToldApart);
  await keep('identifier', identifiers.identifier);
  const { slips, notices, weights } = await likeness(lake, keep, decisions);
  const first = await numberPersons(lake, [], slips);
  await keep('tenure', identifiers.tenure(config.identity.joinFrom));
  const lifetimes = await findLifetimes(lake, decisions);
  const named = [...lifetimes.states, ...lifetimes.links].flatMap(({ identifierA, identifierB }) =>
    identifierB === undefined ? [identifierA] : [identifierA, identifierB],
  );
  const before = await pseudonymsOf(lake, key, first, named);
  const joined = lifetimes.links.length > 0;
  const persons = joined ? await numberPersons(lake, lifetimes.links, slips) : first;
  await keepPseudonyms(lake, key, persons);
  if (joined) await keep('tenure', identifiers.tenure(config.identity.joinFrom));
  const names = { before, after: await pseudonymsOf(lake, key, persons, named) };
  const findings = await writeFindings(lake, key, lifetimes, names, sealedDir, openDir);
  await writeSlips(lake, slips, weights, sealedDir);
  await findAboard(lake);
  await keepHoldings(lake, lifetimes, join(sealedDir, 'holding.parquet'));
  await dropLifetimes(lake);
  for (const [name, query] of Object.entries(events.keyTables)) await keep(name, query);
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
  for (const name of [...Object.keys(events.keyTables), ...made, ...resolvedTables]) await lake.run(dialect.drop(name));
  return {
    persons: persons.names.length,
    events: hashOf(...eventTables.map((table) => hashOfFile(join(openDir, `${table}.parquet`)))),
    rows,
    findings,
    notices: [...notices, ...lifetimes.notices],
  };
}

/** Identifiers with typing errors, then whom phones and names stand for. Keeps `presence`, `slip` and `bearer`. */
async function likeness(
  lake: Lake,
  keep: (name: string, query: string) => Promise<void>,
  decisions: readonly IdentityDecision[],
): Promise<{
  readonly slips: readonly Slip[];
  readonly notices: readonly string[];
  readonly weights: Partial<Record<SlipKind, SlipWeights>>;
}> {
  await keep('id_name', bearers.idName);
  await keep('named_use', bearers.namedUse);
  await keep('phone_holder', bearers.phoneHolder);
  await keep('presence', lifetimeSteps.presence);
  const apart = decisions
    .filter(({ decision }) => decision === 'not_same')
    .map(({ identifierA, identifierB }) => [identifierA, identifierB] as const);
  const slips: Slip[] = [];
  const weights: Partial<Record<SlipKind, SlipWeights>> = {};
  const notices: string[] = [];
  for (const kind of ['i', 'p', 'v'] as const) {
    const found = await findSlips(lake, kind, apart);
    for (const slip of found.slips) slips.push(slip);
    notices.push(...found.notices);
    if (found.weights !== undefined) weights[kind] = found.weights;
  }
  await lake.createTable(
    'slip',
    withNumbers(
      textTable({ identifier: slips.map(({ identifier }) => identifier), meant: slips.map(({ meant }) => meant) }),
      { probability: Float64Array.from(slips, ({ probability }) => probability) },
    ),
  );
  await keep('phone_holder', bearers.phoneHolderWithSlips);
  await findBearers(lake);
  await keep('showing', lifetimeSteps.showing);
  const [first] = await lake.rows<{ at: number | null }>('select min(seen_at) as at from showing');
  await keep('holder_use', lifetimeSteps.holderUse(first?.at ?? 0));
  await keep('group_showing', lifetimeSteps.groupShowing);
  await keep('likely_user', identifiers.likelyUser(first?.at ?? 0));
  const { usersMax } = config.identity;
  const [crowded] = await lake.rows<{ n: number }>(identifiers.crowdedUse(usersMax));
  if ((crowded?.n ?? 0) > 0)
    notices.push(
      `Holders: ${crowded?.n} phones or plates are shown by more than ${usersMax} each; the register holds.`,
    );
  await keep('rival', identifiers.rival(first?.at ?? 0, usersMax));
  for (const name of ['likely_user', 'group_showing', 'id_name', 'named_use', 'phone_holder'])
    await lake.run(lake.dialect.drop(name));
  return { slips, notices, weights };
}

/** What people decided, as tables of pairs in both directions. */
async function keepTold(lake: Lake, decisions: readonly IdentityDecision[]): Promise<void> {
  for (const [table, wanted] of [
    ['told_same', 'same'],
    ['told_apart', 'not_same'],
  ] as const) {
    const pairs = decisions.filter(({ decision }) => decision === wanted);
    const a = pairs.flatMap(({ identifierA, identifierB }) => [identifierA, identifierB]);
    const b = pairs.flatMap(({ identifierA, identifierB }) => [identifierB, identifierA]);
    await lake.createTable(table, textTable({ a, b }));
  }
}
