import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { publish } from '../fixtures/bench.ts';
import { cliJson, scratch } from '../fixtures/cli.ts';
import { type ScaleRun, scaleRows, tenfold, tenfoldMost, wholeSeconds } from '../support/scale.ts';
import { scalePlot } from '../support/scale-plot.ts';

/**
 * Records to ranking at growing sizes, stage by stage. Worlds that are written already are named in
 * EXCAVATOR_BENCH_WORLDS (folders, with colons between); else `tiny` and `demo` are made. What a world took is kept, so
 * that a large one can be measured alone and on another day: the table and the plot hold all that are known.
 * EXCAVATOR_BENCH_SCRATCH names a folder with room for the homes.
 */
const space = scratch();
afterAll(() => space.drop());
const homes = process.env.EXCAVATOR_BENCH_SCRATCH ?? space.dir;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const kept = here('../../docs/bench/scale-runs.json');

function worlds(): readonly string[] {
  const named = process.env.EXCAVATOR_BENCH_WORLDS;
  if (named !== undefined) return named.split(':');
  return ['tiny', 'demo'].map((name) => {
    const out = join(space.dir, name);
    cliJson('world', '--name', name, '--seed', '11', '--out', out);
    return out;
  });
}

function measured(world: string): ScaleRun {
  const home = join(homes, `home-${basename(world)}`);
  const now = Math.floor(Date.now() / 1000);
  const said = execFileSync(
    process.execPath,
    [here('../support/scale-child.mjs'), here('../../dist/engine/index.js'), home, world, String(now), '2'],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  rmSync(home, { recursive: true, force: true });
  return { world: basename(world), ...JSON.parse(said.trim().split('\n').at(-1) ?? '') };
}

it('records to ranking, stage by stage, at growing sizes', () => {
  const before: readonly ScaleRun[] = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : [];
  const runs = new Map(before.map((run) => [run.world, run]));
  for (const world of worlds()) {
    const run = measured(world);
    runs.set(run.world, run);
    mkdirSync(dirname(kept), { recursive: true });
    const all = [...runs.values()].sort((a, b) => a.records - b.records);
    writeFileSync(kept, `${JSON.stringify(all, null, 1)}\n`);
  }
  const all = [...runs.values()].sort((a, b) => a.records - b.records);
  publish('scale', {
    title: 'Records to ranking: processor seconds of each stage',
    columns: [
      'stage',
      ...all.map(({ world, records }) => `${world} (${(records / 1e6).toFixed(2)} M)`),
      'ten times the records',
    ],
    rows: scaleRows(all),
    note: `One process a world, two threads. The last column: how many times as long ten times the records would take, by the slope between the two largest worlds; goal ${tenfoldMost} or less.`,
  });
  writeFileSync(here('../../docs/pictures/scale.svg'), scalePlot(all));
  const [small, large] = all.slice(-2);
  expect(all.length).toBeGreaterThan(0);
  if (small !== undefined && large !== undefined && large.records > 1e6)
    expect(tenfold(small, large, wholeSeconds)).toBeLessThanOrEqual(tenfoldMost);
});
