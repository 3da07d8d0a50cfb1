import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import { type Lake, readManifest, sql, writeDurably } from '../lake/index.ts';
import { batchDir, readBatches } from './batches.ts';
import type { BatchContent } from './types.ts';

/** Which rows of a table go: a SQL condition over its columns, undefined for none. */
export type Going = (table: TableName) => string | undefined;

const kept = new Set(['manifest.json', 'quarantine.parquet']);

/** Names a batch with what was taken out of it since: part of the key of everything computed from it. */
export function batchPrint({ batchId, tables }: BatchContent): string {
  const rewritten = Object.values(tables).filter(({ file }) => /\.\d+\.parquet$/.test(file));
  return [batchId, ...rewritten.map(({ file }) => file)].join(' ');
}

export interface GoingRecords {
  /** Record ids by table. */
  readonly records: ReadonlyMap<TableName, readonly string[]>;
  /** Ids of the batches that hold them. */
  readonly batches: ReadonlySet<string>;
}

/** Records that would go; only of tables whose rows have an id. */
export async function goingRecords(lake: Lake, sealedDir: string, going: Going): Promise<GoingRecords> {
  const found = new Map<TableName, readonly string[]>();
  const batches = new Set<string>();
  for (const batch of readBatches(sealedDir)) {
    for (const [table, { file }] of entriesOf(batch)) {
      const condition = going(table);
      if (condition === undefined) continue;
      const path = join(batchDir(sealedDir, batch), file);
      const rows = await lake.columns(`select record_id from ${sql.parquet([path])} where ${condition}`);
      const ids = (rows.columns.record_id?.values ?? []) as readonly string[];
      if (ids.length === 0) continue;
      found.set(table, [...(found.get(table) ?? []), ...ids]);
      batches.add(batch.batchId);
    }
  }
  return { records: found, batches };
}

/**
 * Writes every table anew without the rows that go, and removes the old files. Each batch changes in one rename of its
 * manifest; a death leaves the old file or the new one named, and the next call removes what is named by nobody.
 * @returns rows gone by table
 */
export async function rewriteBatches(
  lake: Lake,
  sealedDir: string,
  going: Going,
): Promise<Readonly<Record<string, number>>> {
  const gone: Record<string, number> = {};
  for (const batch of readBatches(sealedDir)) {
    const dir = batchDir(sealedDir, batch);
    sweep(dir, batch);
    const tables: Record<string, { readonly file: string; readonly rows: number }> = { ...batch.tables };
    for (const [table, stored] of entriesOf(batch)) {
      const condition = going(table);
      if (condition === undefined) continue;
      const from = sql.parquet([join(dir, stored.file)]);
      const file = nextName(stored.file);
      const rows = await lake.writeParquet(`select * from ${from} where (${condition}) is not true`, join(dir, file));
      gone[table] = (gone[table] ?? 0) + stored.rows - rows;
      if (rows < stored.rows) tables[table] = { file, rows };
    }
    commitTables(dir, batch, tables);
  }
  return gone;
}

/** Names the new files of a batch, in one rename of its manifest, and removes the old ones. */
export function commitTables(dir: string, batch: BatchContent, tables: BatchContent['tables']): void {
  const content: BatchContent = { ...batch, tables };
  const manifest = readManifest<BatchContent>(dir);
  writeDurably(join(dir, 'manifest.json'), `${JSON.stringify({ ...manifest, content }, null, 2)}\n`);
  sweep(dir, content);
}

function entriesOf({ tables }: BatchContent): [TableName, { readonly file: string; readonly rows: number }][] {
  return Object.entries(tables) as [TableName, { readonly file: string; readonly rows: number }][];
}

/** `lodging.parquet`, `lodging.1.parquet`, `lodging.2.parquet`, … */
export function nextName(file: string): string {
  const [, table = '', revision = '0'] = /^(\w+?)(?:\.(\d+))?\.parquet$/.exec(basename(file)) ?? [];
  return `${table}.${Number(revision) + 1}.parquet`;
}

/** Files of a batch that its manifest does not name. */
export function sweep(dir: string, { tables }: BatchContent): void {
  const named = new Set(Object.values(tables).map(({ file }) => file));
  for (const name of readdirSync(dir))
    if (!named.has(name) && !kept.has(name)) rmSync(join(dir, name), { recursive: true });
}
