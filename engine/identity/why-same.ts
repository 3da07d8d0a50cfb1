import { join } from 'node:path';
import type { Home } from '../home.ts';
import { readBatches, sourceRelation } from '../ingest/index.ts';
import { escapedRecordId } from '../kernel/record-ids.ts';
import { sql } from '../lake/index.ts';
import { explainPair, openSources } from '../resolve/index.ts';
import type { Finding, Sameness, SamenessLine } from '../types.ts';
import { runOf } from '../views/index.ts';
import { type FindingFolders, findingFolders, findingsOf } from './findings.ts';
import { identifierOf } from './identifier-of.ts';

/** Columns of the event tables that hold persons; a record stands for the first that is filled. */
const personColumns = [
  ['stay', 'person'],
  ['leg', 'person'],
  ['passage', 'person'],
  ['shipment', 'coalesce(sender, recipient)'],
  ['conversation', 'caller'],
] as const;

/** A register or a national id settles it; its weight is a bound, not a measurement. */
const certain = 20;

interface Side {
  /** Pseudonym of today. */
  readonly person: string | null;
  /** Pseudonyms that stand for it in findings: today's and those it gave up. */
  readonly known: ReadonlySet<string>;
}

/**
 * Why two records or pseudonyms are one person, or why not, a weight a line in bits: the findings of the newest run,
 * what registers and shown ids say, and what the linkage weighs of the two. Names no identifier.
 */
export async function whySame(home: Home, a: string, b: string): Promise<Sameness> {
  const run = runOf(home, undefined);
  const { open, sealed } = findingFolders(home, run.runId);
  const { rows } = await findingsOf(home, { runId: run.runId });
  const [one, other] = [await sideOf(home, open, rows, a), await sideOf(home, open, rows, b)];
  const same = one.person !== null && one.person === other.person;
  const between = rows.filter((row) => concerns(row, one, other, same));
  const lines = [...between.flatMap(linesOf), ...(await writtenAlike(home, run.asOf, { open, sealed }, a, b))];
  if (same) lines.unshift(...(await registered(home, open, sealed, one.person as string)));
  else lines.push(...apart(one, other, between));
  return { a, b, person_a: one.person, person_b: other.person, same, lines };
}

async function sideOf(home: Home, open: string, rows: readonly Finding[], name: string): Promise<Side> {
  const given = name.startsWith('P-') ? name : await personOfRecord(home, open, name);
  if (given === null) return { person: null, known: new Set() };
  const merges = rows.filter(({ kind }) => kind === 'merge');
  let person = given;
  for (
    let step = merges.find((row) => row.person_b === person);
    step !== undefined;
    step = merges.find((row) => row.person_b === person)
  ) {
    person = step.person_a;
  }
  const known = new Set([person]);
  for (let size = 0; size < known.size; ) {
    size = known.size;
    for (const row of merges) if (known.has(row.person_a) && row.person_b !== null) known.add(row.person_b);
  }
  return { person, known };
}

async function personOfRecord(home: Home, open: string, record: string): Promise<string | null> {
  const table = (name: string): string => sql.parquet([join(open, `${name}.parquet`)]);
  const parts = personColumns.map(
    ([name, person]) =>
      `select ${person} as person from ${table(name)} where record_id = ${sql.text(escapedRecordId(record))}`,
  );
  const [found] = await home.lake.rows<{ pseudonym: string }>(
    `select p.pseudonym from (${parts.join(' union all ')}) r join ${table('person')} p on p.person = r.person limit 1`,
  );
  return found?.pseudonym ?? null;
}

function concerns(row: Finding, one: Side, other: Side, same: boolean): boolean {
  const { person_a, person_b } = row;
  if (person_b === null) return false;
  if (same) return one.known.has(person_a) && one.known.has(person_b);
  return (
    (one.known.has(person_a) && other.known.has(person_b)) || (other.known.has(person_a) && one.known.has(person_b))
  );
}

function linesOf({ finding, kind, probability, weights }: Finding): SamenessLine[] {
  if (kind === 'merge')
    return weights.map(({ what, weight }) => ({ what, weight: Math.min(certain, inBits(weight)), finding }));
  if (kind === 'cannot_link') return weights.map((line) => ({ ...line, weight: -certain, finding }));
  return weights.map(({ what, weight }) => ({
    what: `${kind} (${probability.toFixed(3)}): ${what}`,
    weight: inBits(weight),
    finding,
  }));
}

/** What the linkage weighed, or would weigh, of the two identifiers behind the names. */
async function writtenAlike(
  home: Home,
  asOf: number,
  folders: FindingFolders,
  a: string,
  b: string,
): Promise<SamenessLine[]> {
  const [one, other] = [await identifierOf(home, folders, a), await identifierOf(home, folders, b)];
  if (one === undefined || other === undefined || one === other) return [];
  await openSources(home.lake, sourceRelation(home.sealedDir, readBatches(home.sealedDir)), asOf);
  const explained = await explainPair(home.lake, folders.sealed, one, other);
  return (explained?.lines ?? []).map(({ what, bits }) => ({
    what: `${sorts[one.slice(0, 1)]}: ${what}`,
    weight: Math.round(bits * 100) / 100,
    finding: null,
  }));
}

const sorts: Readonly<Record<string, string>> = { i: 'ids', p: 'phones', v: 'plates' };

/** Findings keep natural logarithms. */
function inBits(nats: number): number {
  return Math.round((nats / Math.LN2) * 100) / 100;
}

/** How many identifiers the registers and the ids shown give to one person. */
async function registered(home: Home, open: string, sealed: string, person: string): Promise<SamenessLine[]> {
  const [row] = await home.lake.rows<{ ids: number; phones: number; plates: number }>(
    `select cast(sum(case when k.identifier like 'i:%' then 1 else 0 end) as BIGINT) as ids,
       cast(sum(case when k.identifier like 'p:%' then 1 else 0 end) as BIGINT) as phones,
       cast(sum(case when k.identifier like 'v:%' then 1 else 0 end) as BIGINT) as plates
     from ${sql.parquet([join(sealed, 'person_key.parquet')])} k
     join ${sql.parquet([join(open, 'person.parquet')])} p on p.person = k.person where p.pseudonym = ${sql.text(person)}`,
  );
  const held = await heldNumbers(home, open, sealed, person);
  const { ids = 0, phones = 0, plates = 0 } = row ?? {};
  const lines: SamenessLine[] = [];
  if (ids > 0)
    lines.push({
      what: 'both name one national id, or a number or plate of its holder at that time',
      weight: certain,
      finding: null,
    });
  if (held > 0)
    lines.push({ what: `${held} phones or plates are registered to this id`, weight: certain, finding: null });
  if (ids > 0 && phones + plates > 0)
    lines.push({
      what: `${phones} phones and ${plates} plates without a registered holder were shown with this id alone or joined to it`,
      weight: certain,
      finding: null,
    });
  if (ids === 0 && phones + plates === 1)
    lines.push({ what: 'both name one number or plate that no register knows', weight: certain, finding: null });
  return lines;
}

async function heldNumbers(home: Home, open: string, sealed: string, person: string): Promise<number> {
  const relation = sourceRelation(home.sealedDir, readBatches(home.sealedDir));
  const parts = (
    [
      ['subscription', 'phone'],
      ['vehicle', 'plate'],
    ] as const
  ).flatMap(([table, column]) => {
    const loaded = relation(table);
    return loaded === undefined ? [] : [`select ${column} as held, id_no from ${loaded} as ${table}_row`];
  });
  if (parts.length === 0) return 0;
  const [row] = await home.lake.rows<{ n: number }>(
    `select count(distinct h.held) as n from (${parts.join(' union all ')}) h
     join ${sql.parquet([join(sealed, 'person_key.parquet')])} k on k.identifier = 'i:' || h.id_no
     join ${sql.parquet([join(open, 'person.parquet')])} p on p.person = k.person where p.pseudonym = ${sql.text(person)}`,
  );
  return row?.n ?? 0;
}

function apart(one: Side, other: Side, between: readonly Finding[]): SamenessLine[] {
  if (one.person === null || other.person === null) {
    return [{ what: 'one of the two is in no record of this run', weight: 0, finding: null }];
  }
  if (between.length > 0)
    return [
      {
        what: 'the evidence together is below the probability from which persons are joined, or a register or a person says otherwise',
        weight: 0,
        finding: null,
      },
    ];
  return [
    {
      what: 'no id, register or succession ties them; without evidence two persons are two',
      weight: -certain,
      finding: null,
    },
  ];
}
