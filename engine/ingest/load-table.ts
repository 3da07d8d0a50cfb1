import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { type Lake, sql } from '../lake/index.ts';
import { parquetFiles } from './batches.ts';
import { type CodeName, refusal } from './codes.ts';
import { shownFailure } from './failures.ts';
import type { FilePlan, Shape } from './plan.ts';
import type { Reasons } from './reasons.ts';
import { openFile } from './relation.ts';
import * as decide from './sql/decide.ts';
import { createStage, stageFile, stageName } from './sql/stage.ts';
import * as warrants from './sql/warrants.ts';
import type { BatchContent } from './types.ts';

/** A file that is not known yet, ready to be read. */
export interface NewFile {
  readonly plan: FilePlan;
  readonly shape: Shape;
  readonly contentHash: string;
}

export interface TableWork {
  readonly lake: Lake;
  readonly sealedDir: string;
  /** Takes the Parquet files and, while it runs, the spool. */
  readonly workDir: string;
  readonly earlier: readonly BatchContent[];
  readonly now: number;
  readonly warrantNotRequired: boolean;
  readonly onBytes: (bytes: number) => void;
  readonly reasons: Reasons;
  /** The tables written so far. */
  readonly tables: BatchContent['tables'];
  readonly seen: Map<number, number>;
  readonly ignored: Map<number, readonly string[]>;
}

/** Stages the files of one table, turns rows away, writes the rest. */
export async function loadTable(
  work: TableWork,
  table: TableName,
  files: readonly NewFile[],
): Promise<{ file: string; rows: number }> {
  const { lake, workDir, seen } = work;
  const rejectedBefore = await countOf(lake, decide.rejectedName);
  await lake.run(createStage(table));
  for (const file of files) await stage(work, file);
  await decideRows(work, table);
  const file = `${table}.parquet`;
  const rows = await lake.writeParquet(decide.accepted(table), join(workDir, file));
  await lake.run(lake.dialect.drop(stageName));
  const rejected = (await countOf(lake, decide.rejectedName)) - rejectedBefore;
  const all = files.reduce((sum, { plan }) => sum + (seen.get(plan.index) ?? 0), 0);
  if (all !== rows + rejected) throw unbalanced(table, all, rows + rejected);
  return { file, rows };
}

async function stage(work: TableWork, { plan, shape, contentHash }: NewFile): Promise<void> {
  const { lake, now, reasons, workDir, onBytes } = work;
  const spoolDir = join(workDir, 'spool');
  const read = await openFile(plan, shape, contentHash, { spoolDir, reasons, onBytes });
  if (read.broken !== undefined) await lake.run(decide.rejectBroken(read.broken.from));
  const before = await countOf(lake, stageName);
  try {
    if (read.relation !== undefined) await lake.run(stageFile(plan.table, read.relation, now, reasons));
  } catch (error) {
    throw readFailure(plan, error);
  }
  const staged = (await countOf(lake, stageName)) - before;
  if (read.clean !== undefined && read.clean !== staged) throw unbalanced(plan.found.relative, read.clean, staged);
  if (plan.format === 'parquet') onBytes(plan.found.bytes);
  work.seen.set(plan.index, staged + (read.broken?.count ?? 0));
  work.ignored.set(plan.index, read.ignored);
  for (const ending of ['csv', 'faults.csv']) rmSync(join(spoolDir, `${plan.index}.${ending}`), { force: true });
}

/** A row is judged once: its own faults, then the warrant, then earlier batches, then this data set. */
async function decideRows(work: TableWork, table: TableName): Promise<void> {
  const { lake, reasons, sealedDir, earlier, warrantNotRequired } = work;
  const other = reasons.number(table, 'other_content');
  const taken = (code: CodeName) => ({ same: reasons.number(table, code), other });
  const guarded = table === 'call' && !warrantNotRequired;
  if (guarded) {
    const authorisations = relationOf(work, 'authorisation');
    await lake.run(warrants.createCovered(authorisations, relationOf(work, 'subscription')));
  }
  // The raw row of a call is kept only where a warrant would have let it in.
  await lake.run(decide.rejectFaulty(guarded ? warrants.isCovered : 'true'));
  if (guarded) await lake.run(warrants.rejectUncovered(reasons.number('call', 'no_warrant')));
  const before = parquetFiles(sealedDir, earlier, table);
  if (before.length > 0) {
    await lake.run(decide.rejectEarlier(table, sql.parquet(before), taken('duplicate_earlier')));
  }
  await lake.run(decide.rejectRepeated(table, taken('duplicate_id')));
}

/** A table in all earlier batches and in this one. */
function relationOf({ sealedDir, workDir, earlier, tables }: TableWork, table: TableName): string | undefined {
  const written = tables[table];
  const files = [
    ...parquetFiles(sealedDir, earlier, table),
    ...(written === undefined ? [] : [join(workDir, written.file)]),
  ];
  return files.length === 0 ? undefined : sql.parquet(files);
}

async function countOf(lake: Lake, table: string): Promise<number> {
  const [row] = await lake.rows<{ n: number }>(`select count(*) as n from ${table}`);
  return row?.n ?? 0;
}

function readFailure({ found, format }: FilePlan, error: unknown): Error {
  const shown = shownFailure(error, found.relative);
  const known = shown instanceof ExcavatorError && shown.code !== 'ingest_failed';
  return format === 'parquet' && !known ? refusal('parquet_unreadable', { where: found.relative }) : shown;
}

function unbalanced(where: string, expected: number, got: number): Error {
  return refusal('accounting_broken', { where, expected: `${expected} rows`, got: `${got} rows` });
}
