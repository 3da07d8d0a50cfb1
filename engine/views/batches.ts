import type { Home } from '../home.ts';
import { type FileAccount, readBatches } from '../ingest/index.ts';

/** A batch of records in a home, by its manifest. */
export interface BatchView {
  readonly batchId: string;
  /** Place in the order in which batches came, from 1. */
  readonly sequence: number;
  readonly timezone: string;
  /** Rows that are there now, by table: corrections and retention take some away. */
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** The account of each file as it was when it came in. */
  readonly files: readonly FileAccount[];
}

/** Every batch, newest first. */
export function batchesOf(home: Home): readonly BatchView[] {
  return readBatches(home.sealedDir)
    .map(({ batchId, sequence, dataset, tables, files }) => ({
      batchId,
      sequence,
      timezone: dataset.timezone,
      tables: Object.entries(tables).map(([table, { rows }]) => ({ table, rows })),
      files,
    }))
    .reverse();
}
