import { mkdirSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { appendTable, columnsOf } from './columns.ts';
import { duckdb } from './dialect.ts';
import { shortageOr } from './fault.ts';
import { text } from './sql.ts';
import type { Cell, Lake, LakeOptions } from './types.ts';

/** DuckDB in this process over Parquet. Extensions are neither fetched nor loaded. */
export async function openLake(options: LakeOptions): Promise<Lake> {
  try {
    mkdirSync(options.tempDir, { recursive: true });
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: `${options.memoryLimitMb}MB`,
      temp_directory: options.tempDir,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    return lakeOver(instance, await instance.connect());
  } catch (error) {
    throw shortageOr(error, options.tempDir);
  }
}

function lakeOver(instance: DuckDBInstance, connection: DuckDBConnection): Lake {
  const inTurn = turns();
  const count = async (sql: string): Promise<number> => {
    const reader = await connection.runAndReadAll(sql);
    return Number(reader.getRowsJS()[0]?.[0] ?? 0);
  };
  return {
    dialect: duckdb,
    run: (sql) =>
      inTurn(async () => {
        await connection.run(sql);
      }),
    rows: <R extends Readonly<Record<string, Cell>>>(sql: string) =>
      inTurn(async () => {
        // A chunk at a time: of a long result nobody else waits for the whole.
        const found: R[] = [];
        for await (const chunk of (await connection.run(sql)).yieldRowObjectJs())
          for (const row of chunk) found.push(plain(row) as R);
        return found;
      }),
    columns: (sql) => inTurn(async () => columnsOf(await connection.stream(sql))),
    writeParquet: (sql, file) =>
      inTurn(async () => {
        await connection.run(
          `copy (${sql}) to ${text(file)} (format parquet, compression zstd, row_group_size 122880)`,
        );
        return count(`select count(*) from ${duckdb.parquet([file])}`);
      }),
    createTable: (table, data) => inTurn(() => appendTable(connection, table, data)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * One statement after the other: a statement that starts while another's result is still being read from the
 * same connection would close that result. A failed turn does not hold up the next.
 */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work).catch((error: unknown) => {
      throw shortageOr(error, 'lake');
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}

function plain(row: Record<string, unknown>): Record<string, Cell> {
  const result: Record<string, Cell> = {};
  for (const [key, value] of Object.entries(row))
    result[key] = typeof value === 'bigint' ? Number(value) : (value as Cell);
  return result;
}
