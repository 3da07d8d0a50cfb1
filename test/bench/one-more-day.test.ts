import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { StepUse } from '../../engine/index.ts';
import { type Lake, openLake, sql } from '../../engine/lake/index.ts';
import { publish } from '../fixtures/bench.ts';
import { cliJson, scratch } from '../fixtures/cli.ts';

/**
 * One more day against a run from nothing. A world without its last day is loaded and run, then the day comes as a batch of
 * its own; beside it a home that gets both and runs once. Every run has a process of its own and two threads, and the
 * bytes of the two rankings and of all they were made from must be the same. EXCAVATOR_BENCH_WORLDS names worlds that are
 * written already (the first is taken), else `demo` is made; EXCAVATOR_BENCH_SCRATCH a folder with room for the homes.
 */
const space = scratch();
afterAll(() => space.drop());
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What one more day may take: a share of a full run, and seconds. */
const dayShare = 0.03;
const daySeconds = 10;

/** The instant that says on which day a row came; tables without one come with the first batch. */
const dates: Readonly<Record<string, string>> = {
  lodging: 'check_in',
  transport: 'depart_at',
  checkpoint: 'passed_at',
  parcel: 'sent_at',
  call: 'started_at',
  subscription: 'valid_from',
  vehicle: 'valid_from',
  authorisation: 'valid_from',
  case_person: 'established_at',
};
const tables = [...Object.keys(dates), 'place', 'person'];

interface DayRun {
  readonly steps: readonly StepUse[];
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly persons: number;
  readonly bytes: string;
}

function world(): string {
  const named = process.env.EXCAVATOR_BENCH_WORLDS?.split(':')[0];
  if (named !== undefined) return named;
  const out = join(space.dir, 'demo');
  cliJson('world', '--name', 'demo', '--seed', '11', '--out', out);
  return out;
}

/** The world as two batches: all days but the last, and the last. @returns rows of the second */
async function cut(from: string, before: string, day: string): Promise<number> {
  const lake = await openLake({ threads: 2, memoryLimitMb: 1024, tempDir: join(space.dir, 'spill') });
  const last = await lastDay(lake, from);
  let rows = 0;
  for (const dir of [before, day]) {
    mkdirSync(dir);
    cpSync(join(from, 'dataset.json'), join(dir, 'dataset.json'));
  }
  for (const table of tables) {
    const source = sourceOf(from, table);
    if (source === undefined) continue;
    const date = dates[table];
    const part = async (condition: string, dir: string): Promise<number> => {
      const file = join(dir, `${table}.parquet`);
      const written = await lake.writeParquet(`select * from ${source} where ${condition}`, file);
      if (written === 0) rmSync(file);
      return written;
    };
    await part(date === undefined ? 'true' : `${date} < ${last}`, before);
    if (date !== undefined) rows += await part(`${date} >= ${last}`, day);
  }
  lake.close();
  return rows;
}

/** Epoch seconds a day before the newest record. */
async function lastDay(lake: Lake, from: string): Promise<number> {
  const newest = ['lodging', 'transport', 'checkpoint', 'parcel']
    .map((table) => `select max(${dates[table]}) as moment from ${sourceOf(from, table)}`)
    .join(' union all ');
  const [row] = await lake.rows<{ moment: number }>(`select max(moment) as moment from (${newest}) as newest`);
  return (row?.moment ?? 0) - 86400 + 1;
}

function sourceOf(from: string, table: string): string | undefined {
  if (existsSync(join(from, `${table}.parquet`))) return sql.parquet([join(from, `${table}.parquet`)]);
  return existsSync(join(from, table)) ? sql.parquet([join(from, table, '*.parquet')]) : undefined;
}

function run(home: string, now: number, ...batches: readonly string[]): DayRun {
  const args = [here('../../dist/engine/index.js'), home, String(now), '2', ...batches];
  const said = execFileSync(process.execPath, [here('../support/daily-child.mjs'), ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(said.trim().split('\n').at(-1) ?? '');
}

it('one more day gives the bytes of a run from nothing', async () => {
  const from = world();
  const homes = process.env.EXCAVATOR_BENCH_SCRATCH ?? space.dir;
  const at = (name: string): string => join(homes, `one-more-day-${name}`);
  const [before, day, daily, whole] = [at('before'), at('day'), at('daily'), at('whole')] as const;
  mkdirSync(dirname(before), { recursive: true });
  try {
    const rows = await cut(from, before, day);
    const now = Math.floor(Date.now() / 1000);
    run(daily, now, before);
    const next = run(daily, now, day);
    const once = run(whole, now, before, day);
    expect(next.bytes).toBe(once.bytes);

    const clock = (steps: readonly StepUse[], name: string): string => {
      const step = steps.find((one) => one.step === name);
      return step === undefined ? '' : step.reused ? 'as it is' : step.seconds.toFixed(1);
    };
    const most = dayShare * once.seconds + daySeconds;
    publish('one-more-day', {
      title: `One more day: ${basename(from)}, ${rows.toLocaleString('en')} records of the last day, ${next.persons.toLocaleString('en')} persons`,
      columns: ['stage', 'from nothing (s)', 'one more day (s)'],
      rows: [
        ...once.steps.map(({ step }) => [step, clock(once.steps, step), clock(next.steps, step)]),
        ['the whole run', once.seconds.toFixed(1), next.seconds.toFixed(1)],
        ['processor seconds', once.processorSeconds.toFixed(1), next.processorSeconds.toFixed(1)],
        ['share of a run from nothing', '', (next.seconds / once.seconds).toFixed(2)],
        ['goal (s)', '', most.toFixed(1)],
      ],
      note: `Every run in a process of its own, two threads; the bytes of both are the same. Goal: ${100 * dayShare} % of a run from nothing and ${daySeconds} s.`,
    });
  } finally {
    for (const dir of [before, day, daily, whole]) rmSync(dir, { recursive: true, force: true });
  }
});
