import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import {
  type DatasetNote,
  type Field,
  type TableName,
  tableByName,
  tableNames,
  truth,
} from '../../data/schema/index.ts';
import { ExcavatorError } from '../../engine/index.ts';

/** A data set and its truth as tables of a scratch database; `rowid` is the position of a row in its files. */
export interface DataSet {
  readonly note: DatasetNote;
  /** Seconds that local time is ahead of UTC. */
  readonly offsetSeconds: number;
  run(sql: string): Promise<void>;
  /** Columns of numbers; empty cells are NaN. */
  numbers(sql: string): Promise<Readonly<Record<string, Float64Array>>>;
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): void;
}

const readers = { parquet: 'read_parquet', csv: 'read_csv', ndjson: 'read_json' } as const;
type Format = keyof typeof readers;

/** @throws ExcavatorError check_no_truth, check_no_tables */
export async function openDataSet(dir: string, truthFile: string): Promise<DataSet> {
  if (!existsSync(truthFile)) throw noTruth(truthFile);
  const scratch = mkdtempSync(join(tmpdir(), 'excavator-check-'));
  const instance = await DuckDBInstance.create(join(scratch, 'check.duckdb'), {
    // One thread: sums of fractions come out the same every time.
    threads: '1',
    memory_limit: '1GB',
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    if ((await load(connection, dir, truthFile)) === 0) throw noTables(dir);
  } catch (cause) {
    close();
    throw cause;
  }
  const note = noteOf(dir);
  return Object.freeze({
    note,
    offsetSeconds: offsetOf(note.timezone ?? 'Asia/Shanghai'),
    run: async (sql: string) => void (await connection.run(sql)),
    numbers: async (sql: string) => numberColumns(connection, sql),
    rows: async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close,
  });
}

async function load(connection: DuckDBConnection, dir: string, truthFile: string): Promise<number> {
  let found = 0;
  for (const name of tableNames) {
    const relation = relationOf(dir, name);
    if (relation !== undefined) found++;
    await loadTable(connection, name, tableByName(name).fields, relation);
  }
  await loadTable(connection, 'truth', truth.fields, readerOf('csv', [truthFile]));
  return found;
}

/** Files of a table: `<table>.<format>`, or all of `<table>/` in order of their names. */
function relationOf(dir: string, name: TableName): string | undefined {
  for (const format of Object.keys(readers) as Format[]) {
    const single = join(dir, `${name}.${format}`);
    if (existsSync(single)) return readerOf(format, [single]);
    if (!existsSync(join(dir, name))) continue;
    const parts = readdirSync(join(dir, name)).filter((file) => file.endsWith(`.${format}`));
    if (parts.length > 0)
      return readerOf(
        format,
        parts.sort().map((file) => join(dir, name, file)),
      );
  }
  return undefined;
}

function readerOf(format: Format, files: readonly string[]): string {
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  const options = format === 'csv' ? ', all_varchar = true, header = true' : '';
  return `${readers[format]}([${list}]${options})`;
}

async function loadTable(
  connection: DuckDBConnection,
  name: string,
  fields: Readonly<Record<string, Field>>,
  relation: string | undefined,
): Promise<void> {
  const held = new Set<string>();
  if (relation !== undefined) {
    for (const row of (await connection.runAndReadAll(`describe select * from ${relation}`)).getRowObjectsJson())
      held.add(String(row.column_name));
  }
  const columns = Object.entries(fields).map(([column, field]) => cellSql(column, field, held.has(column)));
  const from = relation === undefined ? 'where false' : `from ${relation}`;
  await connection.run(`create table "${name}" as select ${columns.join(', ')} ${from}`);
}

/** Instants come as epoch seconds or as ISO 8601 with an offset. */
function cellSql(column: string, field: Field, held: boolean): string {
  const types = {
    text: 'varchar',
    enum: 'varchar',
    instant: 'bigint',
    integer: 'bigint',
    number: 'double',
    boolean: 'boolean',
  };
  const type = types[field.type];
  if (!held) return `cast(null as ${type}) as "${column}"`;
  const text = `nullif(cast("${column}" as varchar), '')`;
  if (field.type !== 'instant') return `cast(${text} as ${type}) as "${column}"`;
  return `coalesce(try_cast(${text} as bigint), cast(epoch(try_cast(${text} as timestamptz)) as bigint)) as "${column}"`;
}

async function numberColumns(connection: DuckDBConnection, sql: string): Promise<Record<string, Float64Array>> {
  const reader = await connection.runAndReadAll(sql);
  const columns = reader.getColumnsObject();
  return Object.fromEntries(
    Object.entries(columns).map(([name, cells]) => [
      name,
      Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
    ]),
  );
}

function noteOf(dir: string): DatasetNote {
  const file = join(dir, 'dataset.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DatasetNote) : {};
}

/** The zone's offset in winter; the hours of day of a gate need no better. */
function offsetOf(timezone: string): number {
  const at = new Date(Date.UTC(2024, 0, 1));
  const local = new Date(at.toLocaleString('en-US', { timeZone: timezone }));
  const utc = new Date(at.toLocaleString('en-US', { timeZone: 'UTC' }));
  return Math.round((local.getTime() - utc.getTime()) / 1000);
}

function noTruth(file: string): ExcavatorError {
  return new ExcavatorError({
    code: 'check_no_truth',
    kind: 'usage',
    what: 'There is no truth file of that name.',
    got: file,
    expected: 'the truth of the data set, for example <dir>.truth.csv',
    advice: 'Name the file that `excavator world` wrote beside the data set.',
  });
}

function noTables(dir: string): ExcavatorError {
  return new ExcavatorError({
    code: 'check_no_tables',
    kind: 'usage',
    what: 'The folder holds no table of the contract.',
    got: dir,
    expected: '<table>.csv, .ndjson or .parquet, or a folder <table>/ of such files',
    advice: 'Name the folder of a data set.',
  });
}
