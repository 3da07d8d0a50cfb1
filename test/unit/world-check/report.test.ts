import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDataSet } from '../../../scripts/world-check/data-set.ts';
import { checkWorld, type WorldCheck, writeReport } from '../../../scripts/world-check/index.ts';
import { whoDidWhat } from '../../../scripts/world-check/people.ts';
import { writeShuffled } from '../../../scripts/world-check/shuffle-edges.ts';
import { cleanWorld, type SmallWorld, scratch } from './plant.ts';

let world: SmallWorld;
let report: WorldCheck;
beforeAll(async () => {
  world = await cleanWorld();
  report = await checkWorld({ ...world, line: false });
});

describe('the report', () => {
  it('is one page that needs nothing else, and its numbers', () => {
    const [page, numbers] = writeReport(report, join(scratch(), 'report'));
    const html = readFileSync(page, 'utf8');
    expect(html).not.toMatch(/https?:|<script|<link|<img|@import|url\(|NaN|undefined|Infinity/);
    expect(html.match(/<svg/g)?.length).toBeGreaterThan(10);
    for (const { title } of report.gates) expect(html).toContain(title.replaceAll('"', '&quot;'));
    expect(JSON.parse(readFileSync(numbers, 'utf8'))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(existsSync(`${page}.partial`)).toBe(false);
  });
});

describe('a data set in other files', () => {
  it('says the same: CSV with a table in two parts, NDJSON', async () => {
    const csv = await cleanWorld('csv');
    const [head, ...lines] = readFileSync(join(csv.dir, 'lodging.csv'), 'utf8').trimEnd().split('\n');
    mkdirSync(join(csv.dir, 'lodging'));
    writeFileSync(join(csv.dir, 'lodging', 'part-0001.csv'), `${[head, ...lines.slice(0, 700)].join('\n')}\n`);
    writeFileSync(join(csv.dir, 'lodging', 'part-0002.csv'), `${[head, ...lines.slice(700)].join('\n')}\n`);
    rmSync(join(csv.dir, 'lodging.csv'));
    for (const other of [csv, await cleanWorld('ndjson')]) {
      const { gates } = await checkWorld({ ...other, line: false });
      expect(JSON.stringify(gates) === JSON.stringify(report.gates)).toBe(true);
    }
  });
});

describe('what cannot be checked', () => {
  it('is refused in words', async () => {
    await expect(checkWorld({ dir: scratch(), truth: world.truth })).rejects.toMatchObject({ code: 'check_no_tables' });
    await expect(checkWorld({ dir: world.dir, truth: '/nowhere.csv' })).rejects.toMatchObject({
      code: 'check_no_truth',
    });
  });
});

describe('shuffled edges', () => {
  it('keep everybody’s number of records and lose who met whom', async () => {
    const folder = scratch();
    const before = await openDataSet(world.dir, world.truth);
    await whoDidWhat(before);
    await writeShuffled(before, folder);
    const after = await openDataSet(folder, world.truth);
    const counts = (table: string, who: string): string =>
      `select ${who}, count(*) as n from "${table}" where ${who} is not null group by all order by all`;
    for (const [table, who] of [
      ['lodging', 'id_no, place_id'],
      ['transport', 'id_no, from_place, mode'],
      ['checkpoint', 'plate, place_id'],
      ['parcel', 'recipient_phone, to_place'],
    ] as const) {
      const sql = counts(table, who).replace(`where ${who} is not null`, '');
      expect(await after.rows(sql), table).toEqual(await before.rows(sql));
    }
    const rides = `select count(*) as n from (select order_id, string_agg(id_no, '|' order by id_no) as people from transport
      where id_no is not null group by order_id having count(*) > 1)`;
    const together = `select order_id, string_agg(id_no, '|' order by id_no) as people from transport where id_no is not null group by order_id having count(*) > 1 order by 1`;
    expect(Number((await before.rows(rides))[0]?.n)).toBeGreaterThan(50);
    const left = new Set((await before.rows(together)).map((one) => `${one.order_id} ${one.people}`));
    const kept = (await after.rows(together)).filter((one) => left.has(`${one.order_id} ${one.people}`));
    expect(kept.length).toBeLessThan(0.2 * left.size);
    before.close();
    after.close();
  });
});
