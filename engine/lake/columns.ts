import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBResult,
  DuckDBTypeId,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { ExcavatorError } from '../kernel/errors.ts';
import { name } from './sql.ts';
import type { Column, ColumnTable } from './types.ts';
import { copyNumbers, memoryOf } from './vector.ts';

const chunkRows = 2048;
const int32Types = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
]);
const float64Types = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UINTEGER, DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE]);

interface Growing {
  readonly kind: Column['kind'];
  values: Int32Array | Float64Array | string[];
  valid: Uint8Array;
}

/** Streams a result chunk by chunk into flat arrays, so that no row object is made. */
export async function columnsOf(result: DuckDBResult): Promise<ColumnTable> {
  const names = result.columnNames();
  const columns = names.map((column, i) => grow(kindOf(result.columnType(i).typeId, column)));
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const [i, column] of columns.entries()) fill(column, chunk, i, rows);
    rows += chunk.rowCount;
  }
  return { rows, columns: Object.fromEntries(names.map((column, i) => [column, trim(columns[i] as Growing, rows)])) };
}

function kindOf(typeId: DuckDBTypeId, column: string): Column['kind'] {
  if (int32Types.has(typeId)) return 'int32';
  if (float64Types.has(typeId)) return 'float64';
  if (typeId === DuckDBTypeId.VARCHAR) return 'text';
  throw new ExcavatorError({
    code: 'column_type_unreadable',
    kind: 'internal',
    what: 'A query returned a type that has no flat form.',
    where: `column ${column}`,
    got: DuckDBTypeId[typeId],
    expected: 'an integer of 64 bits or less, a float or text',
    advice: 'Cast the column in the query (a bigint sum is HUGEINT).',
  });
}

function grow(kind: Column['kind']): Growing {
  const values = kind === 'text' ? [] : kind === 'int32' ? new Int32Array(chunkRows) : new Float64Array(chunkRows);
  return { kind, values, valid: new Uint8Array(chunkRows) };
}

function fill(column: Growing, chunk: DuckDBDataChunk, index: number, offset: number): void {
  const vector = chunk.getColumnVector(index);
  const count = chunk.rowCount;
  reserve(column, offset + count);
  const { values, valid } = column;
  const memory = column.kind === 'text' ? undefined : memoryOf(vector);
  if (memory !== undefined) {
    copyNumbers(memory, count, values as Float64Array, valid, offset);
    return;
  }
  for (let i = 0; i < count; i++) {
    const item = vector.getItem(i);
    valid[offset + i] = item === null ? 0 : 1;
    if (column.kind === 'text') (values as string[])[offset + i] = item === null ? '' : (item as string);
    else (values as Float64Array)[offset + i] = item === null ? 0 : Number(item);
  }
}

function reserve(column: Growing, size: number): void {
  if (column.valid.length >= size) return;
  const capacity = Math.max(size, column.valid.length * 2);
  const valid = new Uint8Array(capacity);
  valid.set(column.valid);
  column.valid = valid;
  if (column.kind === 'text') return;
  const values = column.kind === 'int32' ? new Int32Array(capacity) : new Float64Array(capacity);
  values.set(column.values as Float64Array);
  column.values = values;
}

function trim(column: Growing, rows: number): Column {
  const valid = column.valid.slice(0, rows);
  if (column.kind === 'text') return { kind: 'text', values: column.values as string[], valid };
  if (column.kind === 'int32') return { kind: 'int32', values: (column.values as Int32Array).slice(0, rows), valid };
  return { kind: 'float64', values: (column.values as Float64Array).slice(0, rows), valid };
}

/** Appends flat columns to a new table, `chunkRows` at a time. A float64 column of whole numbers stays DOUBLE. */
export async function appendTable(connection: DuckDBConnection, table: string, data: ColumnTable): Promise<void> {
  const entries = Object.entries(data.columns);
  const declared = entries.map(([column, { kind }]) => `${name(column)} ${sqlType(kind)}`);
  await connection.run(`create or replace table ${name(table)} (${declared.join(', ')})`);
  const appender = await connection.createAppender(table);
  const types = entries.map(([, { kind }]) => (kind === 'int32' ? INTEGER : kind === 'float64' ? DOUBLE : VARCHAR));
  for (let start = 0; start < data.rows; start += chunkRows) {
    const end = Math.min(start + chunkRows, data.rows);
    const chunk = DuckDBDataChunk.create(types, end - start);
    for (const [i, [, column]] of entries.entries()) setColumn(chunk, i, column, start, end);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function sqlType(kind: Column['kind']): string {
  return kind === 'int32' ? 'INTEGER' : kind === 'float64' ? 'DOUBLE' : 'VARCHAR';
}

/** Numbers without nulls go in as a block of memory, eleven at a time as fast as one by one. */
function setColumn(chunk: DuckDBDataChunk, index: number, column: Column, start: number, end: number): void {
  const vector = chunk.getColumnVector(index);
  const items = column.kind === 'text' ? undefined : memoryOf(vector)?.items;
  const whole =
    items !== undefined && !(items instanceof BigInt64Array) && !column.valid.subarray(start, end).includes(0);
  if (!whole) {
    chunk.setColumnValues(index, slice(column, start, end));
    return;
  }
  items.set((column.values as Float64Array).subarray(start, end));
  vector.flush();
}

function slice(column: Column, start: number, end: number): DuckDBValue[] {
  const values: DuckDBValue[] = [];
  for (let i = start; i < end; i++) values.push(column.valid[i] === 1 ? (column.values[i] as DuckDBValue) : null);
  return values;
}
