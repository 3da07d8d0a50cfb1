import { UnionFind } from '../kernel/union-find.ts';
import type { Lake } from '../lake/index.ts';
import { pseudonym } from '../vault/index.ts';
import { textColumn } from './lake-columns.ts';
import type { IdentityLink } from './lifetimes/index.ts';
import type { Slip } from './slips/index.ts';
import * as lifetimes from './sql/lifetimes.ts';

/** Persons from 0: the identifier that names each. The table `person_key` says whose an identifier is. */
export interface NumberedPersons {
  readonly names: readonly string[];
}

/**
 * Gives every identifier a person number, in the table `person_key`. Clusters are sets of claims joined by union-find; numbers
 * follow the smallest identifier of each cluster, so they do not depend on the order of the rows.
 * `links` join clusters further; the joined person keeps the pseudonym of the id among them, else of the
 * one seen first, so that a pseudonym stays when records are added.
 */
export async function numberPersons(
  lake: Lake,
  links: readonly IdentityLink[],
  slips: readonly Slip[],
): Promise<NumberedPersons> {
  const { columns, rows } = await lake.columns(
    'select identifier from identifier union select identifier from bearer order by identifier',
  );
  const identifiers = textColumn({ columns, rows }, 'identifier');
  const index = new Map(identifiers.map((identifier, i) => [identifier, i]));
  const sets = new UnionFind(rows);
  const claims = await lake.columns('select identifier, holder from claim order by identifier');
  const holders = textColumn(claims, 'holder');
  for (const [i, identifier] of textColumn(claims, 'identifier').entries()) {
    sets.union(index.get(identifier) as number, index.get(holders[i] as string) as number);
  }
  const slipNames = await joinSlips(lake, sets, index, slips);
  const { person, names } = numberSets(
    sets,
    identifiers,
    await joinLinked(lake, sets, identifiers, index, links, slipNames),
  );
  await lake.createTable('person_key', {
    rows,
    columns: {
      identifier: { kind: 'text', values: identifiers, valid: all(rows) },
      person: { kind: 'int32', values: person, valid: all(rows) },
    },
  });
  return { names };
}

/** The pseudonym of everybody, in the table `person_pseudonym`. */
export async function keepPseudonyms(lake: Lake, key: Buffer, { names }: NumberedPersons): Promise<void> {
  await lake.createTable('person_pseudonym', {
    rows: names.length,
    columns: {
      person: { kind: 'int32', values: Int32Array.from(names.keys()), valid: all(names.length) },
      pseudonym: { kind: 'text', values: names.map((name) => pseudonym(key, name)), valid: all(names.length) },
    },
  });
}

/** Joins the linked sets; returns the identifier that names each joined set, by its root. */
async function joinLinked(
  lake: Lake,
  sets: UnionFind,
  identifiers: readonly string[],
  index: ReadonlyMap<string, number>,
  links: readonly IdentityLink[],
  slipNames: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<number, string>> {
  if (links.length === 0) return slipNames;
  const ends = links.map(({ identifierA, identifierB }) => [index.get(identifierA), index.get(identifierB)] as const);
  const roots = [...new Set(ends.flat().map((end) => sets.find(end as number)))].sort((a, b) => a - b);
  const nameOf = (root: number): string => slipNames.get(root) ?? (identifiers[root] as string);
  const seen = await firstSeen(lake, roots.map(nameOf));
  for (const [a, b] of ends) sets.union(a as number, b as number);
  const names = new Map([...slipNames].map(([root, name]) => [sets.find(root), name]));
  for (const root of roots) {
    const name = nameOf(root);
    const standing = names.get(sets.find(root));
    if (standing === undefined || isOlder(name, standing, seen)) names.set(sets.find(root), name);
  }
  return names;
}

/**
 * Joins identifiers with those they were meant to be. Such a person is named by the identifier that a register
 * knows, else by the one that was meant; a phone or plate with a registered holder stays apart from it (`tenure`).
 */
async function joinSlips(
  lake: Lake,
  sets: UnionFind,
  index: ReadonlyMap<string, number>,
  slips: readonly Slip[],
): Promise<ReadonlyMap<number, string>> {
  if (slips.length === 0) return new Map();
  const held = await lake.columns(
    `select r.identifier from registered r join slip s on s.meant = r.identifier group by r.identifier order by r.identifier`,
  );
  const registered = new Set(textColumn(held, 'identifier'));
  const person = await lake.columns(
    `select s.meant from slip s join src_person p on s.meant = 'i:' || p.id_no group by s.meant order by s.meant`,
  );
  const known = new Set(textColumn(person, 'meant'));
  const names = new Map<number, string>();
  for (const { identifier, meant } of slips) {
    if (registered.has(meant)) continue;
    const [a, b] = [index.get(identifier), index.get(meant)];
    if (a === undefined || b === undefined) continue;
    const standing = [names.get(sets.find(a)), names.get(sets.find(b))].find(
      (name) => name !== undefined && known.has(name),
    );
    const claimed = [a, b].map((one) => names.get(sets.find(one)));
    sets.union(a, b);
    names.set(sets.find(a), standing ?? (known.has(meant) ? meant : (claimed[1] ?? claimed[0] ?? meant)));
  }
  return new Map([...names].map(([root, name]) => [sets.find(root), name]));
}

/** Ids before numbers and plates, then what was seen first. */
function isOlder(one: string, other: string, seen: ReadonlyMap<string, number>): boolean {
  const [id, otherId] = [one.startsWith('i:'), other.startsWith('i:')];
  if (id !== otherId) return id;
  return (seen.get(one) ?? Infinity) < (seen.get(other) ?? Infinity);
}

async function firstSeen(lake: Lake, identifiers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const values = { kind: 'text' as const, values: identifiers, valid: all(identifiers.length) };
  await lake.createTable('wanted_identifier', { rows: identifiers.length, columns: { identifier: values } });
  const rows = await lake.rows<{ identifier: string; seen_at: number }>(lifetimes.firstSeen);
  await lake.run(lake.dialect.drop('wanted_identifier'));
  return new Map(rows.map(({ identifier, seen_at }) => [identifier, seen_at]));
}

/** The pseudonyms of some identifiers in a numbering, while its `person_key` stands. */
export async function pseudonymsOf(
  lake: Lake,
  key: Buffer,
  { names }: NumberedPersons,
  identifiers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (identifiers.length === 0) return new Map();
  const values = [...new Set(identifiers)].sort();
  const wanted = { kind: 'text' as const, values, valid: all(values.length) };
  await lake.createTable('wanted_identifier', { rows: values.length, columns: { identifier: wanted } });
  const rows = await lake.rows<{ identifier: string; person: number }>(
    'select k.identifier, k.person from wanted_identifier w join person_key k on k.identifier = w.identifier order by k.identifier',
  );
  await lake.run(lake.dialect.drop('wanted_identifier'));
  return new Map(rows.map(({ identifier, person }) => [identifier, pseudonym(key, names[person] as string)]));
}

function numberSets(
  sets: UnionFind,
  identifiers: readonly string[],
  namedBy: ReadonlyMap<number, string>,
): { person: Int32Array; names: string[] } {
  const person = new Int32Array(identifiers.length);
  const names: string[] = [];
  for (let i = 0; i < identifiers.length; i++) {
    const root = sets.find(i);
    if (root === i) person[i] = names.push(namedBy.get(i) ?? (identifiers[i] as string)) - 1;
    else person[i] = person[root] as number;
  }
  return { person, names };
}

function all(rows: number): Uint8Array {
  return new Uint8Array(rows).fill(1);
}
