import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { tableNames } from '../../../data/schema/index.ts';
import { generateWorld, type WorldOptions, type WorldReport } from '../../../data/world/index.ts';

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own; removed when the process of the test file ends. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'excavator-world-'));
  folders.push(folder);
  return folder;
}

export async function makeWorld(folder: string, options: Partial<WorldOptions> = {}): Promise<WorldReport> {
  const size = { people: 2000, days: 20, seed: 7, format: 'parquet' } as const;
  return await generateWorld({ ...size, out: join(folder, 'world'), ...options });
}

/** The world's tables and its truth as views of a database. */
export async function openWorld(
  report: WorldReport,
  format: WorldOptions['format'] = 'parquet',
): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const readers = { parquet: 'read_parquet', csv: 'read_csv', ndjson: 'read_json' } as const;
  for (const name of tableNames) {
    const single = join(report.out, `${name}.${format}`);
    const path = existsSync(single) ? single : join(report.out, name, `*.${format}`);
    await connection.run(`create view "${name}" as select * from ${readers[format]}('${path}')`);
  }
  await connection.run(`create view truth as select * from read_csv('${report.truth}', all_varchar = true)`);
  return connection;
}

export async function rows(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** First cell of the first row as a number. */
export async function count(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await rows(connection, sql);
  return Number(Object.values(row ?? {})[0]);
}

export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
