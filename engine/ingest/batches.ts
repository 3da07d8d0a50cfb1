import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import { type Dialect, readManifest, sql } from '../lake/index.ts';
import type { BatchContent } from './types.ts';

const folderName = /^\d{6}-[0-9a-f]{12}$/;

export function batchesDir(sealedDir: string): string {
  return join(sealedDir, 'batches');
}

/** `000001-` and the first letters of the batch id. */
export function batchDir(sealedDir: string, batch: Pick<BatchContent, 'sequence' | 'batchId'>): string {
  return join(batchesDir(sealedDir), `${String(batch.sequence).padStart(6, '0')}-${batch.batchId.slice(0, 12)}`);
}

/** Committed batches in the order they came; a folder without a manifest is none. */
export function readBatches(sealedDir: string): readonly BatchContent[] {
  const parent = batchesDir(sealedDir);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => folderName.test(name))
    .sort()
    .flatMap((name) => readManifest<BatchContent>(join(parent, name))?.content ?? []);
}

/** The Parquet files of a table in the order of their batches. */
export function parquetFiles(sealedDir: string, batches: readonly BatchContent[], table: TableName): readonly string[] {
  return batches.flatMap((batch) => {
    const stored = batch.tables[table];
    return stored === undefined ? [] : [join(batchDir(sealedDir, batch), stored.file)];
  });
}

/** A SQL relation over the Parquet files of a table in all batches, as an engine reads them; undefined when it was never loaded. */
export function sourceRelation(
  sealedDir: string,
  batches: readonly BatchContent[],
  { parquet }: Pick<Dialect, 'parquet'> = sql,
): (table: TableName) => string | undefined {
  return (table) => {
    const files = parquetFiles(sealedDir, batches, table);
    return files.length === 0 ? undefined : parquet(files);
  };
}
