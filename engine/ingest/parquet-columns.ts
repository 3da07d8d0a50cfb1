import { type TableName, tableByName } from '../../data/schema/index.ts';
import { type Lake, sql } from '../lake/index.ts';
import { refusal } from './codes.ts';
import type { ColumnSources } from './column-sources.ts';
import type { FoundFile } from './folder.ts';
import { fits, type RawType, rawTypeOf } from './sql/raw-type.ts';

/** SQL types by column name, in the order of the file. */
export type ParquetColumns = ReadonlyMap<string, string>;

/** @throws parquet_unreadable */
export async function readParquetColumns(lake: Lake, { path, relative }: FoundFile): Promise<ParquetColumns> {
  try {
    const rows = await lake.rows<{ column_name: string; column_type: string }>(
      `select column_name, column_type from (describe select * from read_parquet(${sql.text(path)}))`,
    );
    return new Map(rows.map(({ column_name, column_type }) => [column_name, column_type]));
  } catch {
    throw refusal('parquet_unreadable', { where: relative, expected: 'a complete Parquet file' });
  }
}

/** @throws column_type_unfit */
export function checkTypes(file: string, table: TableName, columns: ParquetColumns, sources: ColumnSources): void {
  for (const [column, field] of Object.entries(tableByName(table).fields)) {
    const source = sources.of[column];
    if (source?.kind !== 'column') continue;
    const type = columns.get(source.name) ?? '';
    const raw = rawTypeOf(type);
    if (raw !== undefined && fits(raw, field.type)) continue;
    throw refusal('column_type_unfit', { where: `${file}, column ${source.name}`, got: type, expected: field.type });
  }
}

/** The columns that a row can be made of. */
export function rawColumns(
  columns: ParquetColumns,
): ReadonlyMap<string, { readonly sql: string; readonly type: RawType }> {
  return new Map(
    [...columns].flatMap(([column, type]) => {
      const raw = rawTypeOf(type);
      return raw === undefined ? [] : [[column, { sql: sql.name(column), type: raw }] as const];
    }),
  );
}
