import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateWorld } from '../../data/world/index.ts';
import { openEngine } from '../../engine/index.ts';
import { scratch } from '../fixtures/cli.ts';

/** A run that is killed goes on where its last manifest stands, and ends in the bytes of a run that was left alone. */

const space = scratch();
const world = join(space.dir, 'world');
const now = Math.floor(Date.now() / 1000);
const built = fileURLToPath(new URL('../../dist/engine/index.js', import.meta.url));

/** One run in a process of its own. */
const script = `
  const { openEngine } = await import(process.argv[1]);
  const engine = await openEngine({ home: process.argv[2], now: Number(process.argv[3]), demoSeed: 3, threads: 2 });
  await engine.run();
  engine.close();`;

/** The same where no file may grow beyond a size, with one thread: says the code of the error. */
const refused = `
  const { openEngine } = await import(process.argv[1]);
  const engine = await openEngine({ home: process.argv[2], now: Number(process.argv[3]), demoSeed: 3, threads: 1 });
  console.log(await engine.run().then(() => 'whole', ({ code }) => code));
  engine.close();`;

function runWithin(home: string, kilobytes: number): string {
  const limited = `ulimit -f ${kilobytes}; exec "$@"`;
  const node = [process.execPath, '--input-type=module', '-e', refused, built, join(space.dir, home), String(now)];
  return spawnSync('bash', ['-c', limited, 'bash', ...node], { encoding: 'utf8' }).stdout.trim();
}

const open = (name: string, threads = 2) => openEngine({ home: join(space.dir, name), now, demoSeed: 3, threads });

/** Starts a run and kills it as soon as a folder of the lake, `.partial` or whole, is there; true when it died of that. */
async function runUntil(home: string, appears: RegExp): Promise<boolean> {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    script,
    built,
    join(space.dir, home),
    String(now),
  ]);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const watch = setInterval(() => {
    const lake = join(space.dir, home, 'lake');
    if (existsSync(lake) && readdirSync(lake).some((name) => appears.test(name))) child.kill('SIGKILL');
  }, 2);
  const signal = await ended;
  clearInterval(watch);
  return signal === 'SIGKILL';
}

/** Every file below the lake of a home by its bytes. */
function bytesOf(home: string): Record<string, string> {
  const lake = join(space.dir, home, 'lake');
  const found: Record<string, string> = {};
  for (const entry of readdirSync(lake, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(lake.length)] = createHash('sha256').update(readFileSync(path)).digest('hex');
  }
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
  for (const name of ['alone', 'killed', 'full']) {
    const engine = await open(name);
    await engine.ingest(world);
    if (name === 'alone') await engine.run();
    engine.close();
  }
}, 240_000);
afterAll(() => space.drop());

test('killed before and after each step is kept, it ends in the same bytes, and steps that were kept are not done again', async () => {
  const deaths: string[] = [];
  for (const step of ['resolve', 'contacts', 'features', 'ranking'])
    for (const [when, appears] of [
      ['before', new RegExp(`^${step}-[0-9a-f]+\\.partial$`)],
      ['after', new RegExp(`^${step}-[0-9a-f]+$`)],
    ] as const)
      if (await runUntil('killed', appears)) deaths.push(`${when} ${step}`);
  // The last folder and the end of the process may be too close for a signal to come between.
  expect(deaths.slice(0, 7)).toEqual(
    ['resolve', 'contacts', 'features', 'ranking'].flatMap((step) => [`before ${step}`, `after ${step}`]).slice(0, 7),
  );
  const engine = await open('killed');
  try {
    const { steps } = await engine.run();
    const kept = steps.filter(({ step }) => ['resolve', 'contacts', 'features'].includes(step));
    expect(kept.map(({ reused }) => reused)).toEqual([true, true, true]);
    expect(kept.every(({ bytes = 0 }) => bytes > 10_000)).toBe(true);
    expect(bytesOf('killed')).toEqual(bytesOf('alone'));
    expect((await engine.checkRun()).equal).toBe(true);
  } finally {
    engine.close();
  }
}, 240_000);

test('a disk that is full in resolve, then in features, is said; with room again one thread ends in the bytes of two', async () => {
  expect(runWithin('full', 60)).toBe('disk_full');
  expect(readdirSync(join(space.dir, 'full', 'lake'))).toEqual([]);
  expect(runWithin('full', 2000)).toBe('disk_full');
  const kept = readdirSync(join(space.dir, 'full', 'lake')).map((name) => name.split('-')[0]);
  expect(kept.sort()).toEqual(['contacts', 'resolve']);
  const engine = await open('full', 1);
  try {
    const { steps } = await engine.run();
    expect(steps.find(({ step }) => step === 'resolve')?.reused).toBe(true);
    expect(bytesOf('full')).toEqual(bytesOf('alone'));
  } finally {
    engine.close();
  }
}, 240_000);
