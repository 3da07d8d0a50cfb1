import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableNames } from '../../../data/schema/index.ts';
import type { WorldReport } from '../../../data/world/index.ts';
import { faults } from './conformity.ts';
import { count, makeWorld, openWorld, scratch } from './open-world.ts';

const folder = scratch();
let report: WorldReport;
let connection: DuckDBConnection;

beforeAll(async () => {
  report = await makeWorld(folder);
  connection = await openWorld(report);
});
afterAll(() => connection.closeSync());

describe('a world of 2,000 people and 20 days, seed 7', () => {
  it('fits the contract row by row', async () => {
    expect(await faults(connection)).toEqual([]);
  });

  it('the check finds what is planted', async () => {
    const broken = await openWorld(report);
    await broken.run(
      'create or replace view lodging as select * replace (check_in - 9000000 as check_out) from lodging_kept'.replace(
        'lodging_kept',
        `read_parquet('${report.out}/lodging.parquet')`,
      ),
    );
    await broken.run(
      `create or replace view place as select * replace ('castle' as kind) from read_parquet('${report.out}/place.parquet')`,
    );
    const found = await faults(broken);
    expect(found.some((line) => line.includes('order check_in check_out'))).toBe(true);
    expect(found.some((line) => line.startsWith('place:') && line.includes('kind values'))).toBe(true);
    broken.closeSync();
  });

  it('has rows in every table, a note, and the truth outside', async () => {
    for (const name of tableNames) expect(report.rows[name], name).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(report.out, 'dataset.json'), 'utf8'))).toEqual({
      timezone: 'Asia/Shanghai',
      synthetic: true,
      name: 'world-2000x20',
      seed: 7,
    });
    expect(report.truth.startsWith(`${report.out}/`)).toBe(false);
    expect(existsSync(`${report.out}.partial`)).toBe(false);
    expect(report.files.every((file) => existsSync(join(report.out, file)))).toBe(true);
  });

  it('has a truth row for everyone in the register and for strangers by phone', async () => {
    expect(await count(connection, 'select count(*) from person anti join truth using (id_no)')).toBe(0);
    expect(await count(connection, 'select count(*) from truth where (id_no is null) = (phone is null)')).toBe(0);
    expect(await count(connection, 'select count(*) from truth where id_no is null')).toBeGreaterThan(3);
    const labelled =
      "case_no, c.role from case_person c where basis in ('conviction', 'seizure', 'treatment_record', 'adjudicated_statement')";
    expect(await count(connection, `select count(*) from (select ${labelled})`)).toBe(report.rows.case_person);
  });

  it('lets no event lie outside its days', async () => {
    const bounds = 'max(check_in) - min(check_in) < 20 * 86400';
    expect(await count(connection, `select cast(${bounds} as int) from lodging`)).toBe(1);
  });
});

describe.each(['csv', 'ndjson'] as const)('the same world as %s', (format) => {
  it('holds the same rows', async () => {
    const other = await makeWorld(scratch(), { format });
    expect(other.rows).toEqual(report.rows);
    const read = await openWorld(other, format);
    for (const name of tableNames)
      expect(await count(read, `select count(*) from "${name}"`), name).toBe(report.rows[name]);
    const sum = 'select sum(check_in) from lodging';
    expect(await count(read, sum)).toBe(await count(connection, sum));
    read.closeSync();
  });
});
