import { join } from 'node:path';
import { type TableName, tableByName } from '../../data/schema/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { type Lake, sql } from '../lake/index.ts';
import { batchDir, parquetFiles, readBatches } from './batches.ts';
import type { Source } from './column-sources.ts';
import { createReasons } from './reasons.ts';
import { commitTables, nextName, sweep } from './rewrite.ts';
import type { RawType } from './sql/raw-type.ts';
import { createStage, type FileRelation, stageFile, stageName } from './sql/stage.ts';
import * as warrants from './sql/warrants.ts';
import type { BatchContent } from './types.ts';

/** New values for named columns of one record, as text; the empty text empties a column. */
export interface Correction {
  readonly table: TableName;
  readonly record: string;
  readonly set: Readonly<Record<string, string>>;
}

const rawTypes: Readonly<Record<string, RawType>> = {
  text: 'text',
  enum: 'text',
  instant: 'integer',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
};

/**
 * Judges the corrected row by every rule of an import, then writes its table anew with it; the old file goes. The batch
 * changes in one rename of its manifest. The caller holds the home's lock.
 * @param sound called when the row is sound and before anything is written
 * @throws ExcavatorError column_unknown, correction_empty, correction_refused, record_unknown
 */
export async function correctRow(
  lake: Lake,
  sealedDir: string,
  correction: Correction,
  now: number,
  sound: () => void,
): Promise<void> {
  demandColumns(correction);
  const batches = readBatches(sealedDir);
  const batch = await batchOf(lake, sealedDir, batches, correction);
  if (batch === undefined) throw refused('record_unknown', 'There is no such record.');
  try {
    await judge(lake, sealedDir, batches, batch, correction, now);
    sound();
    await write(lake, sealedDir, batch, correction);
  } finally {
    await lake.run(lake.dialect.drop(stageName));
    await lake.run(lake.dialect.drop(warrants.coveredName));
  }
}

const isIt = ({ record }: Correction): string => `record_id = ${sql.text(record)}`;

/** The batch that holds the record. */
async function batchOf(lake: Lake, sealedDir: string, batches: readonly BatchContent[], correction: Correction) {
  for (const batch of batches) {
    const files = parquetFiles(sealedDir, [batch], correction.table);
    if (files.length === 0) continue;
    const [row] = await lake.rows<{ n: number }>(
      `select count(*) as n from ${sql.parquet(files)} as loaded where ${isIt(correction)}`,
    );
    if ((row?.n ?? 0) > 0) return batch;
  }
  return undefined;
}

/** Stages the row as an import would, with the new values, and asks whether it has a fault or lacks a warrant. */
async function judge(
  lake: Lake,
  sealedDir: string,
  batches: readonly BatchContent[],
  batch: BatchContent,
  correction: Correction,
  now: number,
): Promise<void> {
  const { table } = correction;
  const reasons = createReasons();
  await lake.run(createStage(table));
  const from = `(select * from ${sql.parquet(parquetFiles(sealedDir, [batch], table))} as loaded where ${isIt(correction)}) as old`;
  await lake.run(stageFile(table, relationOf(correction, from), now, reasons));
  const [row] = await lake.rows<{ fault: number }>(`select fault from ${stageName}`);
  if (row !== undefined && row.fault !== 0) throw refused('correction_refused', reasons.at(row.fault).words);
  if (table !== 'call' || batch.dataset.warrantNotRequired) return;
  const all = (name: TableName): string | undefined => {
    const files = parquetFiles(sealedDir, batches, name);
    return files.length === 0 ? undefined : sql.parquet(files);
  };
  await lake.run(warrants.createCovered(all('authorisation'), all('subscription')));
  const covered = await lake.rows(`select position from ${stageName} s where ${warrants.isCovered}`);
  if (covered.length === 0) throw refused('correction_refused', 'No warrant would cover the call as corrected.');
}

function relationOf({ table, set }: Correction, from: string): FileRelation {
  const fields = Object.entries(tableByName(table).fields);
  const sources: Record<string, Source> = {};
  for (const [column] of fields) {
    const value = set[column]?.trim();
    if (value === undefined) sources[column] = { kind: 'column', name: column };
    else if (value !== '') sources[column] = { kind: 'constant', value };
  }
  const raw = new Map(
    fields.map(([column, { type }]) => [column, { sql: sql.name(column), type: rawTypes[type] ?? 'text' }]),
  );
  return { fileIndex: 0, format: 'parquet', from, line: '1', raw, sources, recordPrefix: '' };
}

async function write(lake: Lake, sealedDir: string, batch: BatchContent, correction: Correction): Promise<void> {
  const { table } = correction;
  const dir = batchDir(sealedDir, batch);
  const stored = batch.tables[table];
  if (stored === undefined) return;
  sweep(dir, batch);
  const { fields, key } = tableByName(table);
  const columns = Object.keys(fields).map(sql.name).join(', ');
  const file = nextName(stored.file);
  const rows = await lake.writeParquet(
    `select ${columns} from (
       select ${columns} from ${sql.parquet([join(dir, stored.file)])} as loaded where not (${isIt(correction)})
       union all select ${columns} from ${stageName}) as both_parts
     order by ${key.map((column) => `${sql.name(column)} nulls first`).join(', ')}`,
    join(dir, file),
  );
  commitTables(dir, batch, { ...batch.tables, [table]: { file, rows } });
}

function demandColumns({ table, set }: Correction): void {
  const { fields, key } = tableByName(table);
  const columns = Object.keys(set);
  const open = Object.keys(fields).filter((column) => !key.includes(column));
  if (columns.length === 0)
    throw refused('correction_empty', 'A correction needs at least one column.', open.join(', '));
  if (columns.some((column) => !open.includes(column)))
    throw refused('column_unknown', 'There is no such column, or it names the record.', open.join(', '));
}

/** Says no value: a wrong one may be somebody's name. */
function refused(code: string, what: string, expected?: string): ExcavatorError {
  return new ExcavatorError({
    code,
    kind: code === 'record_unknown' ? 'not_found' : 'usage',
    what,
    ...(expected === undefined ? {} : { expected }),
    advice: 'Name the table, the record and its columns as the contract writes them; nothing was changed.',
  });
}
