import { mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import { BOOLEAN, DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { Field, Table } from '../../schema/index.ts';
import { at } from '../array.ts';

export type Cell = string | number | boolean | null;
export type Format = 'parquet' | 'csv' | 'ndjson';

/** Rows between two part files: what bounds the memory of a long world. */
const partRows = 250_000;
const chunkRows = 2048;

const formats: Readonly<Record<Format, string>> = {
  parquet: 'format parquet, compression zstd',
  csv: 'format csv, header true',
  ndjson: 'format json, array false',
};

interface Shelf {
  readonly table: Table;
  readonly columns: Cell[][];
  appender: DuckDBAppender | undefined;
  inPart: number;
  parts: number;
  rows: number;
}

/** Takes rows of the contract's tables and writes them as part files; DuckDB turns columns into Parquet, CSV or JSON. */
export interface TableStore {
  /** Cells in the order of the table's fields. */
  add(table: string, cells: readonly Cell[]): void;
  /** Writes what has piled up; to be awaited between batches. */
  breathe(): Promise<void>;
  /** Writes the rest; returns the files by path relative to the folder. */
  close(): Promise<readonly string[]>;
  discard(): void;
  rows(): Readonly<Record<string, number>>;
}

export async function openTableStore(folder: string, format: Format, tables: readonly Table[]): Promise<TableStore> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '1GB',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  const shelves = new Map(tables.map((table) => [table.name, emptyShelf(table)]));
  const writePart = async (shelf: Shelf): Promise<void> => {
    flushChunk(shelf);
    shelf.appender?.closeSync();
    shelf.appender = undefined;
    await copyPart(connection, shelf, folder, format);
  };
  return Object.freeze({
    add: (name: string, cells: readonly Cell[]) => {
      const shelf = shelves.get(name) as Shelf;
      for (let i = 0; i < cells.length; i++) at(shelf.columns, i).push(at(cells, i));
      shelf.rows++;
      shelf.inPart++;
    },
    breathe: async () => {
      for (const shelf of shelves.values()) {
        if (shelf.inPart === 0) continue;
        shelf.appender ??= await openAppender(connection, shelf.table);
        flushChunk(shelf);
        if (shelf.inPart >= partRows) await writePart(shelf);
      }
    },
    close: async () => {
      for (const shelf of shelves.values()) {
        shelf.appender ??= await openAppender(connection, shelf.table);
        if (shelf.inPart > 0 || shelf.parts === 0) await writePart(shelf);
      }
      connection.closeSync();
      instance.closeSync();
      return await tidy(folder, format, [...shelves.values()]);
    },
    discard: () => {
      connection.closeSync();
      instance.closeSync();
    },
    rows: () => Object.fromEntries([...shelves.values()].map((shelf) => [shelf.table.name, shelf.rows])),
  });
}

function emptyShelf(table: Table): Shelf {
  const columns = Object.keys(table.fields).map((): Cell[] => []);
  return { table, columns, appender: undefined, inPart: 0, parts: 0, rows: 0 };
}

function duckType(field: Field): DuckDBType {
  if (field.type === 'instant' || field.type === 'integer') return INTEGER;
  if (field.type === 'number') return DOUBLE;
  return field.type === 'boolean' ? BOOLEAN : VARCHAR;
}

/** Instants travel as 32-bit integers (good to 2038) and become 64-bit on the way out. */
async function openAppender(connection: DuckDBConnection, table: Table): Promise<DuckDBAppender> {
  const columns = Object.entries(table.fields).map(([name, field]) => `${name} ${duckType(field)}`);
  await connection.run(`create or replace table ${table.name} (${columns.join(', ')})`);
  return await connection.createAppender(table.name);
}

function flushChunk(shelf: Shelf): void {
  const waiting = at(shelf.columns, 0).length;
  const types = Object.values(shelf.table.fields).map(duckType);
  for (let first = 0; first < waiting; first += chunkRows) {
    const size = Math.min(chunkRows, waiting - first);
    const chunk = DuckDBDataChunk.create(types, size);
    chunk.setColumns(shelf.columns.map((column) => column.slice(first, first + size)));
    shelf.appender?.appendDataChunk(chunk);
  }
  for (const column of shelf.columns) column.length = 0;
}

async function copyPart(connection: DuckDBConnection, shelf: Shelf, folder: string, format: Format): Promise<void> {
  const { name, fields } = shelf.table;
  shelf.parts++;
  shelf.inPart = 0;
  await mkdir(join(folder, name), { recursive: true });
  const columns = Object.entries(fields).map(([column, field]) =>
    duckType(field) === INTEGER ? `cast(${column} as bigint) as ${column}` : column,
  );
  const file = join(folder, name, partName(shelf.parts, format)).replaceAll("'", "''");
  await connection.run(`copy (select ${columns.join(', ')} from ${name}) to '${file}' (${formats[format]})`);
  await connection.run(`drop table ${name}`);
}

function partName(part: number, format: Format): string {
  return `part-${String(part).padStart(4, '0')}.${format}`;
}

/** A table of one part is a file beside the others; more parts stay a folder. */
async function tidy(folder: string, format: Format, shelves: readonly Shelf[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { table } of shelves) {
    const parts = (await readdir(join(folder, table.name))).sort();
    if (parts.length > 1) {
      files.push(...parts.map((part) => `${table.name}/${part}`));
      continue;
    }
    const held = join(folder, `${table.name}.held`);
    await rename(join(folder, table.name, partName(1, format)), held);
    await rmdir(join(folder, table.name));
    await rename(held, join(folder, `${table.name}.${format}`));
    files.push(`${table.name}.${format}`);
  }
  return Object.freeze(files);
}
