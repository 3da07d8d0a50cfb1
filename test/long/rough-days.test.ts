import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateWorld } from '../../data/world/index.ts';
import { openEngine } from '../../engine/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { scratch } from '../fixtures/cli.ts';

/** What a stream of days may bring beside ordinary ones: a place where a tenth of everything happens, a day of a year ago. */

const space = scratch();
const world = join(space.dir, 'world');
const now = Math.floor(Date.now() / 1000);
const hot: Readonly<Record<string, string>> = {
  'lodging.parquet': 'place_id',
  'checkpoint.parquet': 'place_id',
  'parcel.parquet': 'from_place',
};
const dates: Readonly<Record<string, readonly string[]>> = {
  'lodging.parquet': ['check_in', 'check_out'],
  'checkpoint.parquet': ['passed_at'],
};

/** A copy of the world whose files go through a query; `undefined` leaves a file out. */
async function rewritten(name: string, query: (file: string, source: string) => string | undefined): Promise<string> {
  const dir = join(space.dir, name);
  mkdirSync(dir);
  const lake = await openLake({ threads: 2, memoryLimitMb: 512, tempDir: join(space.dir, 'spill') });
  cpSync(join(world, 'dataset.json'), join(dir, 'dataset.json'));
  for (const file of readdirSync(world).filter((one) => one.endsWith('.parquet'))) {
    const made = query(file, sql.parquet([join(world, file)]));
    if (made !== undefined) await lake.writeParquet(made, join(dir, file));
  }
  lake.close();
  return dir;
}

/** Loads folders one after the other, runs, and gives the bytes behind the ranking and what the run took. */
async function line(name: string, dirs: readonly string[], threads = 2) {
  const home = join(space.dir, `home-${name}`);
  const engine = await openEngine({ home, now, demoSeed: 3, threads });
  try {
    for (const dir of dirs) await engine.ingest(dir);
    const processor = process.cpuUsage();
    const { runId, steps } = await engine.run();
    const { user, system } = process.cpuUsage(processor);
    const { content } = JSON.parse(readFileSync(join(home, 'lake', `ranking-${runId}`, 'manifest.json'), 'utf8'));
    const bytes: Record<string, string> = {};
    for (const folder of [content.resolve, content.contacts, content.features, `ranking-${runId}`] as string[])
      for (const file of readdirSync(join(home, 'lake', folder)))
        if (/\.(parquet|bin)$/.test(file))
          bytes[`${folder.split('-')[0]}/${file}`] = readFileSync(join(home, 'lake', folder, file)).toString('base64');
    return { bytes, seconds: (user + system) / 1e6, peakMb: Math.max(...steps.map((step) => step.peakResidentMb)) };
  } finally {
    engine.close();
  }
}

beforeAll(async () => {
  await generateWorld({
    people: 3000,
    days: 20,
    seed: 5,
    out: world,
    truth: join(space.dir, 'truth.csv'),
    format: 'parquet',
  });
}, 300_000);
afterAll(() => space.drop());

test('a place where a tenth of everything happens takes no more than half as long again, and the same bytes on one thread', async () => {
  const crowded = await rewritten('crowded', (file, source) => {
    const place = hot[file];
    if (place === undefined) return `select * from ${source}`;
    const kept = `select * replace (case when hash(record_id) % 10 = 0 then (select mode(${place}) from ${source}) else ${place} end as ${place}) from ${source}`;
    return `${kept} order by record_id`;
  });
  const plain = await line('plain', [world]);
  const two = await line('crowded', [crowded]);
  const one = await line('crowded-one', [crowded], 1);
  expect(two.seconds).toBeLessThan(1.5 * plain.seconds);
  expect(one.bytes).toEqual(two.bytes);
  expect(two.bytes['contacts/contact.parquet']).not.toBe(plain.bytes['contacts/contact.parquet']);
}, 900_000);

test('a day of a year ago gives the same bytes whether it comes first or last', async () => {
  const old = await rewritten('old', (file, source) => {
    const moved = dates[file];
    if (moved === undefined) return undefined;
    const columns = moved.map((column) => `${column} - 365 * 86400 as ${column}`).join(', ');
    const day = `(select min(${moved[0]}) from ${source})`;
    return `select * replace ('old-' || record_id as record_id, ${columns}) from ${source} where ${moved[0]} < ${day} + 86400 order by record_id`;
  });
  const last = await line('old-last', [world, old]);
  const first = await line('old-first', [old, world]);
  expect(Object.keys(last.bytes).length).toBeGreaterThan(15);
  expect(first.bytes).toEqual(last.bytes);
}, 900_000);
