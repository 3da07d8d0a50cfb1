import { renameSync, rmSync } from 'node:fs';
import { type Column, type Lake, sql } from '../../lake/index.ts';
import type { Values } from './measure.ts';

/**
 * Writes `id` and the columns, one row a node, in the order of the ids' text, as CSV or Parquet; the
 * file appears when it is whole. What has no value (NaN) is left empty.
 */
export async function writeColumns(
  lake: Lake,
  file: string,
  format: 'csv' | 'parquet',
  rows: number,
  columns: Readonly<Record<string, Values>>,
): Promise<void> {
  const node = Int32Array.from({ length: rows }, (_, i) => i);
  const entries = Object.entries({ node, ...columns }).map(([name, values]) => [name, column(values)] as const);
  await lake.createTable('measured', { rows, columns: Object.fromEntries(entries) });
  const names = Object.keys(columns).map((name) => `, m.${sql.name(name)}`);
  const query = `select n.id as id${names.join('')} from node as n join measured as m on m.node = n.node order by n.node`;
  const partial = `${file}.partial`;
  const options = format === 'csv' ? 'format csv, header true' : 'format parquet, compression zstd';
  try {
    await lake.run(`copy (${query}) to ${sql.text(partial)} (${options})`);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function column(values: Values): Column {
  const valid = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
  if (values instanceof Int32Array) return { kind: 'int32', values, valid };
  return { kind: 'float64', values, valid };
}
