import { join } from 'node:path';
import { recordList } from '../../kernel/record-ids.ts';
import { type Column, type ColumnTable, hashOf, type Lake, sql } from '../../lake/index.ts';
import { pseudonym } from '../../vault/index.ts';
import type { EvidenceLine, IdentifierState, IdentityLink, Lifetimes } from './types.ts';

/** A finding as it is stored: pseudonyms only; its identifiers are in the sealed half under the same name. */
export interface StoredFinding {
  readonly finding: string;
  readonly kind: string;
  readonly probability: number;
  readonly person_a: string;
  readonly person_b: string | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly record_count: number;
  /** The first record ids as a list of kernel/record-ids.ts. */
  readonly records: string;
  readonly evidence: string;
  /** The evidence lines as JSON. */
  readonly weights: string;
  /** 1 where the two are one person because of it. */
  readonly joined: number;
}

/**
 * Writes `finding.parquet` into the open folder and `finding_identifier.parquet` into the sealed one. The name of
 * a finding is keyed and depends on its kind and identifiers only, so it stays the same from run to run.
 * @returns findings written
 */
export async function writeFindings(
  lake: Lake,
  key: Buffer,
  { states, links }: Lifetimes,
  names: { readonly before: ReadonlyMap<string, string>; readonly after: ReadonlyMap<string, string> },
  sealedDir: string,
  openDir: string,
): Promise<number> {
  const joined = new Set(links.flatMap(({ state }) => (state === undefined ? [] : [state])));
  const all = [...states, ...links.map(mergeOf)]
    .map((state) => ({ state, finding: findingName(key, state) }))
    .sort(
      (a, b) =>
        order(a.state.kind, b.state.kind) || b.state.probability - a.state.probability || order(a.finding, b.finding),
    );
  const person = (identifier: string | undefined): string | null =>
    identifier === undefined ? null : (names.before.get(identifier) ?? pseudonym(key, identifier));
  const rows = all.map(({ state, finding }): StoredFinding => {
    const merge = state.kind === 'merge';
    const [a, b] = [person(state.identifierA), person(state.identifierB)];
    const survivor = names.after.get(state.identifierA) ?? a;
    const turned = merge && survivor === b;
    return {
      finding,
      kind: state.kind,
      probability: Math.round(state.probability * 1e6) / 1e6,
      person_a: (turned ? b : a) as string,
      person_b: turned ? a : b,
      first_at: state.firstAt,
      last_at: state.lastAt,
      record_count: state.recordCount,
      records: recordList(state.records),
      evidence: state.evidence.map(inWords).join('; '),
      weights: JSON.stringify(state.evidence.map(({ what, weight }) => ({ what, weight: rounded(weight) }))),
      joined: merge || joined.has(state) ? 1 : 0,
    };
  });
  await write(lake, 'finding', findingTable(rows), join(openDir, 'finding.parquet'));
  const sealed = all.map(({ state, finding }) => [
    finding,
    state.identifierA,
    state.identifierB ?? '',
    state.subject ?? '',
  ]);
  await write(
    lake,
    'finding_identifier',
    {
      rows: sealed.length,
      columns: Object.fromEntries(
        ['finding', 'identifier_a', 'identifier_b', 'subject'].map((name, i) => [
          name,
          texts(sealed.map((row) => row[i] as string)),
        ]),
      ),
    },
    join(sealedDir, 'finding_identifier.parquet'),
  );
  return rows.length;
}

/** That two persons became one is a finding of its own: the surviving pseudonym is A, the one given up is B. */
function mergeOf({ identifierA, identifierB, probability, state }: IdentityLink): IdentifierState {
  const because: EvidenceLine =
    state === undefined
      ? { what: 'a person decided that they are the same', weight: Number.MAX_SAFE_INTEGER }
      : {
          what: `one took over from the other (${state.kind})`,
          weight: Math.log(probability / (1 - Math.min(probability, 1 - 1e-12))),
        };
  return {
    kind: 'merge',
    probability,
    identifierA,
    identifierB,
    firstAt: state?.firstAt ?? 0,
    lastAt: state?.lastAt ?? 0,
    recordCount: state?.recordCount ?? 0,
    records: state?.records ?? [],
    evidence: [because],
  };
}

function findingName(key: Buffer, { kind, identifierA, identifierB, subject }: IdentifierState): string {
  return `F-${pseudonym(key, `finding:${hashOf(kind, identifierA, identifierB ?? '', subject ?? '')}`).slice(2)}`;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const rounded = (weight: number): number => Math.round(weight * 100) / 100;

function inWords({ what, weight }: EvidenceLine): string {
  return Math.abs(weight) > 1e6 ? what : `${what} (${weight < 0 ? '' : '+'}${weight.toFixed(1)})`;
}

function findingTable(rows: readonly StoredFinding[]): ColumnTable {
  const text = (name: keyof StoredFinding): Column => texts(rows.map((row) => row[name] as string | null));
  const number = (name: keyof StoredFinding): Column => ({
    kind: 'float64',
    values: Float64Array.from(rows, (row) => row[name] as number),
    valid: new Uint8Array(rows.length).fill(1),
  });
  return {
    rows: rows.length,
    columns: {
      finding: text('finding'),
      kind: text('kind'),
      probability: number('probability'),
      person_a: text('person_a'),
      person_b: text('person_b'),
      first_at: number('first_at'),
      last_at: number('last_at'),
      record_count: number('record_count'),
      records: text('records'),
      evidence: text('evidence'),
      weights: text('weights'),
      joined: number('joined'),
    },
  };
}

function texts(values: readonly (string | null)[]): Column {
  return {
    kind: 'text',
    values: values.map((value) => value ?? ''),
    valid: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
  };
}

async function write(lake: Lake, name: string, table: ColumnTable, file: string): Promise<void> {
  const numbered = {
    rows: table.rows,
    columns: {
      ...table.columns,
      place: {
        kind: 'int32' as const,
        values: Int32Array.from({ length: table.rows }, (_, i) => i),
        valid: new Uint8Array(table.rows).fill(1),
      },
    },
  };
  await lake.createTable(name, numbered);
  await lake.writeParquet(
    `select ${Object.keys(table.columns).map(sql.name).join(', ')} from ${name} order by place`,
    file,
  );
  await lake.run(lake.dialect.drop(name));
}
