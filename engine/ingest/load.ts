import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import type { Lake } from '../lake/index.ts';
import { examplesPerCode, type RejectedCount, type RejectedRow } from './account.ts';
import { codes } from './codes.ts';
import { loadTable, type NewFile, type TableWork } from './load-table.ts';
import { type FilePlan, tablesOf } from './plan.ts';
import { createReasons, type Reasons } from './reasons.ts';
import * as account from './sql/account.ts';
import { createRejected, rejectedName } from './sql/decide.ts';
import { stageName } from './sql/stage.ts';
import { coveredName } from './sql/warrants.ts';
import type { BatchContent } from './types.ts';

export type LoadContext = Pick<
  TableWork,
  'lake' | 'sealedDir' | 'workDir' | 'earlier' | 'now' | 'warrantNotRequired' | 'onBytes'
>;

export interface Loaded {
  readonly tables: BatchContent['tables'];
  /** Rows seen, by index of the file. */
  readonly seen: ReadonlyMap<number, number>;
  readonly rejected: readonly RejectedCount[];
  /** The first rejected rows of each file and reason. */
  readonly first: readonly RejectedRow[];
  readonly reasons: Reasons;
  /** Columns left out, by index of the file. */
  readonly ignored: ReadonlyMap<number, readonly string[]>;
}

/** Reads every file, decides about every row and writes one Parquet file a table into the work folder. */
export async function load(context: LoadContext, files: readonly NewFile[]): Promise<Loaded> {
  const tables: Partial<Record<TableName, { file: string; rows: number }>> = {};
  const work: TableWork = { ...context, tables, reasons: createReasons(), seen: new Map(), ignored: new Map() };
  const spoolDir = join(context.workDir, 'spool');
  mkdirSync(spoolDir, { recursive: true, mode: 0o700 });
  await context.lake.run(createRejected);
  for (const table of tablesOf(files.map(({ plan }) => plan))) {
    tables[table] = await loadTable(
      work,
      table,
      files.filter(({ plan }) => plan.table === table),
    );
  }
  rmSync(spoolDir, { recursive: true });
  const rejected = await context.lake.rows<RejectedCount & Record<string, number>>(account.rejectedPerReason);
  const first = await context.lake.rows<RejectedRow & Record<string, number>>(account.firstRejected(examplesPerCode));
  return { tables, seen: work.seen, rejected, first, reasons: work.reasons, ignored: work.ignored };
}

/** Writes the quarantined rows of some files to `quarantine.parquet` and returns how many there are. */
export async function writeQuarantine(
  { lake, workDir }: LoadContext,
  reasons: Reasons,
  files: readonly FilePlan[],
): Promise<number> {
  const words = reasons.list.map(({ table, column, code, words }, i) => {
    return [i + 1, table, column, code, codes[code].outcome, words] as const;
  });
  const reasonColumns = ['number', 'table_name', 'column_name', 'code', 'outcome', 'reason'];
  await lake.run(account.createLiterals(account.reasonName, reasonColumns, words));
  const names = files.map(({ index, found }) => [index, found.relative] as const);
  await lake.run(account.createLiterals(account.fileName, ['number', 'file'], names));
  return lake.writeParquet(account.quarantine, join(workDir, 'quarantine.parquet'));
}

/** Gives the memory back. A failure here must not hide the error before it; the next load replaces the tables. */
export async function dropTables(lake: Lake): Promise<void> {
  for (const table of [stageName, rejectedName, coveredName, account.reasonName, account.fileName]) {
    await lake.run(lake.dialect.drop(table)).catch(() => undefined);
  }
}
