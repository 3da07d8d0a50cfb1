import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { generateWorld } from '../../../data/world/index.ts';

export interface SmallWorld {
  readonly dir: string;
  readonly truth: string;
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'excavator-gate-'));
  folders.push(folder);
  return folder;
}

/** 3,000 people and 15 days, seed 7: about 50 guilty people. */
export async function cleanWorld(format: 'parquet' | 'csv' | 'ndjson' = 'parquet'): Promise<SmallWorld> {
  const folder = scratch();
  const { out, truth } = await generateWorld({
    people: 3000,
    days: 15,
    seed: 7,
    format,
    out: join(folder, 'world'),
  });
  return { dir: out, truth };
}

/**
 * A copy of the world in which one table is what the SQL says. It reads the old rows from `old` (with `pos`, their place in
 * the file) and may ask `guilty` (id_no, role) and `guilty_phone` (phone).
 */
export async function planted(world: SmallWorld, tables: Readonly<Record<string, string>>): Promise<SmallWorld> {
  const dir = join(scratch(), 'world');
  cpSync(world.dir, dir, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const read = (name: string): string => `read_parquet('${join(world.dir, `${name}.parquet`)}')`;
  await connection.run(
    `create table guilty as select id_no, role from read_csv('${world.truth}', all_varchar = true) where role <> 'none' and id_no is not null`,
  );
  await connection.run(
    `create table guilty_phone as select distinct phone from ${read('subscription')} join guilty using (id_no)`,
  );
  for (const [name, sql] of Object.entries(tables)) {
    const file = join(dir, `${name}.parquet`);
    if (!existsSync(file)) throw new Error(`no table ${name} to plant in`);
    await connection.run(`create or replace table old as select row_number() over () as pos, * from ${read(name)}`);
    await connection.run(`copy (${sql}) to '${file}' (format parquet)`);
  }
  connection.closeSync();
  instance.closeSync();
  return { dir, truth: world.truth };
}
