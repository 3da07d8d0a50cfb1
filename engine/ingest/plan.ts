import { type TableName, tableNames } from '../../data/schema/index.ts';
import type { Lake } from '../lake/index.ts';
import { refusal } from './codes.ts';
import { type ColumnSources, matchColumns, type Reading } from './column-sources.ts';
import { expectReadable } from './failures.ts';
import { type Format, type FoundFile, formatOf, matchesGlob, noteName, tableOf } from './folder.ts';
import type { MapFile } from './map-file.ts';
import { checkTypes, type ParquetColumns, readParquetColumns } from './parquet-columns.ts';
import { readHeader } from './split/csv-header.ts';

/** One file of the data set and how it will be read. */
export interface FilePlan {
  /** Place in the order of paths; decides which of two rows came first. */
  readonly index: number;
  readonly found: FoundFile;
  readonly format: Format;
  readonly table: TableName;
  readonly reading: Reading;
}

/** What is known of the columns before the rows are read; NDJSON names its columns row by row. */
export type Shape =
  | { readonly format: 'csv'; readonly names: readonly string[]; readonly sources: ColumnSources }
  | { readonly format: 'parquet'; readonly columns: ParquetColumns; readonly sources: ColumnSources }
  | { readonly format: 'ndjson' };

export interface Plan {
  readonly files: readonly FilePlan[];
  readonly notices: readonly string[];
}

/** The tables whose rows decide about calls come before them. */
const order: readonly TableName[] = [
  'authorisation',
  'subscription',
  ...tableNames.filter((table) => table !== 'authorisation' && table !== 'subscription'),
];

/**
 * Chooses a table for every file: the map first, then the file's name.
 * @throws no_tables
 */
export function planFiles(
  folder: string,
  found: readonly FoundFile[],
  map: MapFile | undefined,
  ignore: readonly string[],
  warrantNotRequired: boolean,
): Plan {
  const notices: string[] = [];
  const files: FilePlan[] = [];
  for (const file of found) {
    if (file.relative === noteName) continue;
    const rule = map?.files.find((candidate) => matchesGlob(file.relative, candidate.file));
    const table = rule?.table ?? tableOf(file.relative);
    const format = formatOf(file.relative);
    if (table === undefined || format === undefined) {
      notices.push(`${file.relative} is no table of the contract and was left alone.`);
      continue;
    }
    const reading = { file: file.relative, table, rule, ignore: new Set(ignore), warrantNotRequired };
    files.push({ index: files.length, found: file, format, table, reading });
  }
  for (const { file } of map?.files ?? []) {
    if (!found.some(({ relative }) => matchesGlob(relative, file)))
      notices.push(`The map names ${file}, which no file matches.`);
  }
  if (files.length === 0)
    throw refusal('no_tables', { where: folder, expected: `files named ${tableNames.join(', ')}` });
  return { files, notices };
}

/** The tables of the plan in the order they are read. */
export function tablesOf(files: readonly FilePlan[]): readonly TableName[] {
  return order.filter((table) => files.some((file) => file.table === table));
}

/**
 * Reads header or schema, so that a file of the wrong shape is refused before anything is stored.
 * @throws file_unreadable, empty_file, no_header, unknown_column, missing_column, duplicate_column, column_type_unfit, parquet_unreadable
 */
export async function readShape(lake: Lake, { found, format, reading }: FilePlan): Promise<Shape> {
  expectReadable(found);
  if (format === 'ndjson') return { format };
  if (found.bytes === 0) throw refusal('empty_file', { where: found.relative, got: '0 bytes', expected: 'a table' });
  if (format === 'csv') {
    const names = readHeader(found.path, found.relative);
    return { format, names, sources: matchColumns(reading, names) };
  }
  const columns = await readParquetColumns(lake, found);
  const sources = matchColumns(reading, [...columns.keys()]);
  checkTypes(found.relative, reading.table, columns, sources);
  return { format, columns, sources };
}
