import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateWorld } from '../../data/world/index.ts';
import { type Engine, openEngine, type RunReport, roles } from '../../engine/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { scratch } from '../fixtures/cli.ts';
import { seed } from '../support/seed.ts';

/** Epoch seconds of all homes here; the world lies before it. */
const now = Math.floor(Date.now() / 1000);
const batches = 20;
const events = ['lodging', 'transport', 'checkpoint', 'parcel', 'call'];
const space = scratch();
const world = join(space.dir, 'world');
const part = (name: string): string => join(space.dir, `batch-${name}`);

/** By a path from here, as people give one. */
const openHome = (name: string): Promise<Engine> =>
  openEngine({ home: relative(process.cwd(), join(space.dir, name)), now, demoSeed: 3, threads: 2 });

/** The registers, and the events dealt out at random: record by record, so that every batch reaches back to the first day. */
async function dealOut(): Promise<void> {
  const lake = await openLake({ threads: 2, memoryLimitMb: 512, tempDir: join(space.dir, 'spill') });
  const files = readdirSync(world);
  for (const batch of ['registers', ...Array.from({ length: batches }, (_, i) => String(i))]) {
    mkdirSync(part(batch));
    cpSync(join(world, 'dataset.json'), join(part(batch), 'dataset.json'));
  }
  for (const file of files) {
    const table = file.replace('.parquet', '');
    if (table === file) continue;
    if (!events.includes(table)) {
      cpSync(join(world, file), join(part('registers'), file));
      continue;
    }
    for (let i = 0; i < batches; i++)
      await lake.writeParquet(
        `select * from ${sql.parquet([join(world, file)])} where hash(record_id, ${seed}) % ${batches} = ${i} order by record_id`,
        join(part(String(i)), file),
      );
  }
  lake.close();
}

/** The bytes behind a ranking: every file of the folders that it was made from, by what they hold and not by their keys. */
function bytesOf(home: string, { runId }: RunReport): Record<string, string> {
  const lakeDir = join(space.dir, home, 'lake');
  const content = JSON.parse(readFileSync(join(lakeDir, `ranking-${runId}`, 'manifest.json'), 'utf8')).content;
  const found: Record<string, string> = {};
  for (const dir of [content.resolve, content.contacts, content.features, `ranking-${runId}`] as string[])
    for (const file of readdirSync(join(lakeDir, dir)))
      if (file !== 'manifest.json' && /\.(parquet|bin)$/.test(file))
        found[`${dir.split('-')[0]}/${file}`] = readFileSync(join(lakeDir, dir, file)).toString('base64');
  return found;
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
  await dealOut();
}, 120_000);
afterAll(() => space.drop());

describe(`day by day (seed ${seed})`, () => {
  it('twenty batches in random order, one of them twice, give the bytes of one load, and --check agrees', async () => {
    const rng = createRng(seed);
    const order = Array.from({ length: batches }, (_, i) => String(i)).sort(() => rng.uniform() - 0.5);
    const whole = await openHome('whole');
    const daily = await openHome('daily');
    try {
      await whole.ingest(world);
      const once = await whole.run();

      await daily.ingest(part('registers'));
      for (const [i, batch] of order.entries()) {
        await daily.ingest(part(batch));
        if (i === 6) await daily.run();
        if (i === 12) expect((await daily.ingest(part(order[3] as string))).alreadyLoaded).toBe(true);
      }
      const plan = await daily.planRun();
      expect(plan.steps.map(({ step, reused }) => [step, reused])).toEqual([
        ['resolve', false],
        ['contacts', false],
        ['features', false],
        ['ranking', false],
      ]);
      const why = plan.steps[0]?.why ?? [];
      expect(why.filter((one) => /^batch \d+ came: /.test(one))).toHaveLength(13);
      const last = await daily.run();
      expect(bytesOf('daily', last)).toEqual(bytesOf('whole', once));

      const check = await daily.checkRun();
      expect(check.files.length).toBeGreaterThan(20);
      expect(check.files.filter(({ equal }) => !equal)).toEqual([]);
      expect(check.equal).toBe(true);
      expect(await daily.run()).toMatchObject({ runId: last.runId });
    } finally {
      whole.close();
      daily.close();
    }
  }, 240_000);

  it('says that nothing is to be done, and what a date or a decision changes', async () => {
    const daily = await openHome('daily');
    try {
      const { steps, asOf } = await daily.planRun();
      expect(steps.map(({ reused }) => reused)).toEqual([true, true, true, true]);
      const earlier = await daily.planRun({ asOf: asOf - 86400 });
      expect(earlier.steps[0]).toMatchObject({ reused: false });
      expect(earlier.steps[0]?.why[0]).toMatch(/^the date moves from /);
      expect(earlier.steps[1]?.why).toEqual([
        'resolve is computed anew; taken as they are if that gives the events they were found in',
      ]);
      expect(earlier.steps[2]?.why).toEqual(['resolve is computed anew']);
    } finally {
      daily.close();
    }
  });

  it('names who rose and fell since the run before, and takes the change of each score apart exactly', async () => {
    const daily = await openHome('daily');
    try {
      for (const role of roles) {
        const { changes, runId, since } = await daily.rankChanges({ role, top: 30 });
        expect(since).not.toBe(runId);
        expect(changes.length).toBeGreaterThan(0);
        for (const one of changes) {
          expect(one.rank).not.toBe(one.rankBefore);
          expect(one.kind).toBe(
            one.rank === null ? 'left' : one.rankBefore === null ? 'came' : one.rank < one.rankBefore ? 'rose' : 'fell',
          );
          expect(one.why.length > 0).toBe(one.rank !== null && one.rankBefore !== null);
        }
      }
    } finally {
      daily.close();
    }
  });

  it('takes the contacts as they are where a batch establishes somebody and changes no event', async () => {
    const daily = await openHome('daily');
    const lake = await openLake({ threads: 1, memoryLimitMb: 512, tempDir: join(space.dir, 'spill') });
    try {
      const [known, people] = ['case_person', 'person'].map((name) => sql.parquet([join(world, `${name}.parquet`)]));
      mkdirSync(part('case'));
      cpSync(join(world, 'dataset.json'), join(part('case'), 'dataset.json'));
      await lake.writeParquet(
        `select * replace ((select min(id_no) from ${people} where id_no not in (select id_no from ${known} where id_no is not null)) as id_no)
         from ${known} where role = 'user' and id_no is not null order by id_no limit 1`,
        join(part('case'), 'case_person.parquet'),
      );
      await daily.ingest(part('case'));
      const { steps, established } = await daily.run();
      const reused = (step: string): boolean | undefined => steps.find((one) => one.step === step)?.reused;
      expect(['resolve', 'contacts', 'features'].map(reused)).toEqual([false, true, false]);
      expect(established.user).toBe(((await daily.status()).runs[1] as RunReport).established.user + 1);
    } finally {
      lake.close();
      daily.close();
    }
  }, 120_000);

  it('gives no reasons where an earlier run read other features', async () => {
    const daily = await openHome('daily');
    try {
      const { since } = await daily.rankChanges({ role: 'user' });
      const lakeDir = join(space.dir, 'daily', 'lake');
      const { content } = JSON.parse(readFileSync(join(lakeDir, `ranking-${since}`, 'manifest.json'), 'utf8'));
      const file = join(lakeDir, content.features, 'features.bin');
      const bytes = readFileSync(file);
      const name = bytes.indexOf('["') + 2;
      bytes[name] = 'z'.charCodeAt(0);
      writeFileSync(file, bytes);
      const { changes } = await daily.rankChanges({ role: 'user' });
      expect(changes.length).toBeGreaterThan(0);
      expect(changes.flatMap(({ why }) => why)).toEqual([]);
    } finally {
      daily.close();
    }
  });

  it('negative control: one byte of one stored file, and --check names that file', async () => {
    const daily = await openHome('daily');
    try {
      const { runId } = (await daily.status()).runs[0] as RunReport;
      const file = join(space.dir, 'daily', 'lake', `ranking-${runId}`, 'ranking.parquet');
      appendFileSync(file, 'x');
      const check = await daily.checkRun();
      expect(check.equal).toBe(false);
      expect(check.files.filter(({ equal }) => !equal).map((one) => one.file)).toEqual(['ranking/ranking.parquet']);
    } finally {
      daily.close();
    }
  });
});
