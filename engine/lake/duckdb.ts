import { mkdirSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { appendTable, columnsOf } from './columns.ts';
import { text } from './sql.ts';
import type { Cell, ColumnTable, Lake, LakeOptions } from './types.ts';

/** DuckDB in this process over Parquet. Extensions are neither fetched nor loaded. */
export async function openLake(options: LakeOptions): Promise<Lake> {
  mkdirSync(options.tempDir, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${options.memoryLimitMb}MB`,
    temp_directory: options.tempDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  return lakeOver(instance, connection);
}

function lakeOver(instance: DuckDBInstance, connection: DuckDBConnection): Lake {
  const run = async (sql: string): Promise<void> => {
    await connection.run(sql);
  };
  const rows = async <R extends Readonly<Record<string, Cell>>>(sql: string): Promise<R[]> => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowObjectsJS().map((row) => plain(row) as R);
  };
  return {
    run,
    rows,
    columns: async (sql) => columnsOf(await connection.stream(sql)),
    writeParquet: async (sql, file) => {
      await run(`copy (${sql}) to ${text(file)} (format parquet, compression zstd, row_group_size 122880)`);
      const [count] = await rows<{ n: number }>(`select count(*) as n from read_parquet(${text(file)})`);
      return count?.n ?? 0;
    },
    createTable: (name: string, table: ColumnTable) => appendTable(connection, name, table),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function plain(row: Record<string, unknown>): Record<string, Cell> {
  const result: Record<string, Cell> = {};
  for (const [key, value] of Object.entries(row))
    result[key] = typeof value === 'bigint' ? Number(value) : (value as Cell);
  return result;
}
