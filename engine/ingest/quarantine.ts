import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import { type Lake, sql } from '../lake/index.ts';
import { batchDir, parquetFiles, readBatches } from './batches.ts';
import type { BatchContent } from './types.ts';

/** Which raw rows of a batch go: a SQL condition over `quarantine.parquet`, undefined for none. */
export type QuarantineGoing = (batch: BatchContent) => Promise<string | undefined>;

/**
 * A quarantined row has no date that can be trusted: it counts as old as the newest row of its source that came with it,
 * and where none was accepted it goes at once.
 */
export function quarantinedBefore(
  lake: Lake,
  sealedDir: string,
  limits: ReadonlyMap<TableName, { readonly column: string; readonly before: number }>,
): QuarantineGoing {
  return async (batch) => {
    const going: string[] = [];
    for (const [table, { column, before }] of limits) {
      const files = parquetFiles(sealedDir, [batch], table);
      const [row] =
        files.length === 0
          ? []
          : await lake.rows<{ n: number }>(
              `select count(*) as n from ${sql.parquet(files)} as loaded where ${column} >= ${before}`,
            );
      if ((row?.n ?? 0) === 0) going.push(sql.text(table));
    }
    return going.length === 0 ? undefined : `"table" in (${going.join(', ')})`;
  };
}

/** Raw rows of a source that hold the id of a record: another version of it, or what it was mistaken for. */
export function quarantinedOf(table: string, record: string): QuarantineGoing {
  const pattern = sql.text(`%${record.replace(/[!%_]/g, '!$&')}%`);
  return async () => `"table" = ${sql.text(table)} and raw like ${pattern} escape '!'`;
}

/** Writes `quarantine.parquet` of every batch anew without the rows that go, in one rename each. @returns rows gone */
export async function rewriteQuarantine(lake: Lake, sealedDir: string, going: QuarantineGoing): Promise<number> {
  let gone = 0;
  for (const batch of readBatches(sealedDir)) {
    const dir = batchDir(sealedDir, batch);
    const file = join(dir, 'quarantine.parquet');
    const condition = existsSync(file) ? await going(batch) : undefined;
    if (condition === undefined) continue;
    const [row] = await lake.rows<{ n: number }>(
      `select count(*) as n from ${sql.parquet([file])} as kept where ${condition}`,
    );
    if ((row?.n ?? 0) === 0) continue;
    const fresh = join(dir, 'quarantine.next.parquet');
    await lake.writeParquet(`select * from ${sql.parquet([file])} as kept where (${condition}) is not true`, fresh);
    renameSync(fresh, file);
    gone += row?.n ?? 0;
  }
  return gone;
}
