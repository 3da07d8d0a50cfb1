import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import type { Book } from '../audit/index.ts';
import type { Home } from '../home.ts';
import {
  type Correction,
  correctRow,
  type Going,
  goingRecords,
  type QuarantineGoing,
  quarantinedBefore,
  quarantinedOf,
  rewriteBatches,
  rewriteQuarantine,
} from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { sql } from '../lake/index.ts';
import { forgetRecords, leadsCiting, withdrawCiting } from '../leads/index.ts';
import type { Deployment } from '../rights/index.ts';
import type { Identities } from '../vault/index.ts';
import { learntFrom } from './learnt-from.ts';
import { identitiesNeeded } from './sealed-identities.ts';

const daySeconds = 86_400;
const eventTables = ['lodging', 'transport', 'checkpoint', 'parcel', 'call'] as const;
const dateColumn: Partial<Record<TableName, string>> = {
  lodging: 'check_in',
  transport: 'depart_at',
  checkpoint: 'passed_at',
  parcel: 'sent_at',
  call: 'started_at',
};

/** What would go, or went. */
export interface Purged {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly before: number | null }[];
  /** Leads that cite a record that goes: withdrawn where live, and rid of it in any state. */
  readonly leads: readonly string[];
  /** Models of this home trained on records that go: train again and promote, or roll back to the baseline. */
  readonly models: readonly string[];
  /** Those of them that are named only because their folder does not say what they learnt from. */
  readonly modelsUnsure: readonly string[];
  /** Quarantined raw rows that went with them; a preview does not count them. */
  readonly quarantined?: number;
}

/** What became of a correction; it names columns, never values. */
export interface Corrected {
  readonly table: string;
  readonly columns: readonly string[];
  /** Leads that cite the record: taken back where live. */
  readonly leads: readonly string[];
}

/** Rows past the limit of their source. */
export function pastLimit(deployment: Deployment | undefined, at: number): Going {
  return (table) => {
    const [days, column] = [deployment?.retentionDays?.[table], dateColumn[table]];
    return days === undefined || column === undefined ? undefined : `${column} < ${at - days * daySeconds}`;
  };
}

/** Quarantined raw rows past the limit of their source. */
export function quarantinePastLimit({ lake, sealedDir }: Home, deployment: Deployment | undefined, at: number) {
  const limits = new Map<TableName, { column: string; before: number }>();
  for (const table of eventTables) {
    const [days, column] = [deployment?.retentionDays?.[table], dateColumn[table]];
    if (days !== undefined && column !== undefined) limits.set(table, { column, before: at - days * daySeconds });
  }
  return quarantinedBefore(lake, sealedDir, limits);
}

export { quarantinedOf };

/** @throws ExcavatorError table_unknown */
export function eventTable(table: string): TableName {
  const found = eventTables.find((name) => name === table);
  if (found === undefined) throw tableUnknown();
  return found;
}

/** One record by its id. @throws ExcavatorError table_unknown */
export function oneRecord(table: string, record: string): Going {
  eventTable(table);
  return (one) => (one === table ? `record_id = ${sql.text(record)}` : undefined);
}

export async function previewOf(home: Home, book: Book, going: Going): Promise<Purged> {
  const { records, batches } = await goingRecords(home.lake, home.sealedDir, going);
  const tables = [...records].map(([table, ids]) => ({ table, rows: ids.length, before: beforeOf(going(table)) }));
  const { models, unsure } = learntFrom(home, batches);
  const leads = leadsCiting(book, new Set([...records.values()].flat()));
  return { tables, leads, models, modelsUnsure: unsure };
}

/**
 * Lets rows go, with everything derived from them. Leads first, then the records, then what was computed: begun again
 * after a death it does what is left. Call while holding the home's lock; run the line afterwards.
 */
export async function letGo(
  home: Home,
  book: Book,
  identities: Identities,
  going: Going,
  quarantine: QuarantineGoing,
  at: number,
  by: string,
  code: 'records_corrected' | 'records_purged',
): Promise<Purged> {
  const preview = await previewOf(home, book, going);
  const { records } = await goingRecords(home.lake, home.sealedDir, going);
  forgetRecords(book, new Set([...records.values()].flat()), at, by, code);
  await rewriteBatches(home.lake, home.sealedDir, going);
  const quarantined = await rewriteQuarantine(home.lake, home.sealedDir, quarantine);
  clearAfter(home, book, identities, at, by);
  return { ...preview, quarantined };
}

/**
 * Puts new values into one record: the raw row in the sealed zone changes, live leads that cite it are taken back, and
 * what was computed goes. Call while holding the home's lock; run the line afterwards.
 */
export async function correctRecord(
  home: Home,
  book: Book,
  identities: Identities,
  correction: Correction,
  at: number,
  by: string,
): Promise<Corrected> {
  let leads: readonly string[] = [];
  await correctRow(home.lake, home.sealedDir, correction, at, () => {
    leads = withdrawCiting(book, new Set([correction.record]), at, by);
  });
  await rewriteQuarantine(home.lake, home.sealedDir, quarantinedOf(correction.table, correction.record));
  clearAfter(home, book, identities, at, by);
  return { table: correction.table, columns: Object.keys(correction.set), leads };
}

/** What was computed and whom nothing needs any more. */
function clearAfter(home: Home, book: Book, identities: Identities, at: number, by: string): void {
  identities.forget(at, by, identitiesNeeded(book));
  dropDerived(home);
  // What was erased is still in the write-ahead log until its pages are moved.
  home.ledger.database.pragma('wal_checkpoint(truncate)');
}

/** Every folder that a run computed: it is computed anew from what is left. */
function dropDerived({ lakeDir, sealedDir }: Home): void {
  for (const dir of [lakeDir, sealedDir]) {
    if (!existsSync(dir)) continue;
    for (const name of readdirSync(dir))
      if (/^(resolve|contacts|features|ranking)-/.test(name)) rmSync(join(dir, name), { recursive: true });
  }
}

function beforeOf(condition: string | undefined): number | null {
  const [, before] = /< (-?\d+)$/.exec(condition ?? '') ?? [];
  return before === undefined ? null : Number(before);
}

function tableUnknown(): ExcavatorError {
  return new ExcavatorError({
    code: 'table_unknown',
    kind: 'usage',
    what: 'There are no records in a table of this name.',
    expected: eventTables.join(', '),
    advice: 'Name the source that the record came from.',
  });
}
