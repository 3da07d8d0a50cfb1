import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageLinkage } from '../../engine/kernel/average-linkage.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { linkRecords } from '../../engine/linkage/index.ts';
import { makePeople, type People, writePeople } from '../fixtures/linkage-people.ts';

const folder = mkdtempSync(join(tmpdir(), 'linkage-laws-'));

/** Matching pairs as sets of ids, without regard to order. */
async function matchesOf(people: People, name: string): Promise<string[]> {
  const fileA = join(folder, `${name}.csv`);
  const out = join(folder, `${name}-pairs.csv`);
  writePeople(fileA, people);
  await linkRecords({ fileA, id: 'ref', truth: 'who', out, threads: 2, memoryLimitMb: 800 });
  const lines = readFileSync(out, 'utf8').trim().split('\n').slice(1);
  const matched = lines.map((line) => line.split(',')).filter((row) => row[4] === 'true');
  return matched.map(([a, b]) => [a, b].sort().join('~')).sort();
}

test('order of rows and of columns, case and outer blanks change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
      const people = makePeople({
        seed,
        people: 110,
        repeats: 1,
        errorRate: 0.2,
        missingRate: 0.1,
        language: 'western',
      });
      const rng = createRng(seed);
      const turned = [...people.rows].sort(() => (rng.uniform() < 0.5 ? -1 : 1));
      const shouted = turned.map((row) =>
        row.map((x, i) => (i === 0 || i === row.length - 1 ? x : ` ${x.toUpperCase()} `)),
      );
      const straight = await matchesOf(people, 'straight');
      expect(straight.length).toBeGreaterThan(10);
      expect(await matchesOf({ ...people, rows: shouted }, 'turned')).toEqual(straight);
    }),
    { numRuns: 3, seed: 11 },
  );
});

test('average linkage agrees with a slow one that weighs every pair of groups anew', () => {
  const pair = fc.record({ a: fc.nat(7), b: fc.nat(7), w: fc.integer({ min: -40, max: 40 }) });
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 25 }), (drawn) => {
      const byPair = new Map<string, readonly [number, number, number]>();
      for (const { a, b, w } of drawn)
        if (a !== b)
          byPair.set(`${Math.min(a, b)},${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b), w + a / 16 + b / 256]);
      const list = [...byPair.values()];
      const links = {
        size: 8,
        from: Int32Array.from(list, ([a]) => a),
        to: Int32Array.from(list, ([, b]) => b),
        weight: Float64Array.from(list, ([, , w]) => w),
      };
      expect([...averageLinkage(links, 0, -6)]).toEqual(slowLinkage(8, list));
    }),
    { numRuns: 300, seed: 5 },
  );
});

function slowLinkage(size: number, list: readonly (readonly [number, number, number])[]): number[] {
  let groups = Array.from({ length: size }, (_, i) => [i]);
  for (;;) {
    let best = 0;
    let join: readonly [number, number] | undefined;
    for (const [i, x] of groups.entries())
      for (const [j, y] of groups.entries()) {
        if (i >= j) continue;
        const between = list.filter(([a, b]) => (x.includes(a) && y.includes(b)) || (x.includes(b) && y.includes(a)));
        if (between.length === 0) continue;
        const due = Math.max(between.length, Math.min(x.length, y.length, 3));
        const mean = (between.reduce((sum, [, , w]) => sum + w, 0) - 6 * (due - between.length)) / due;
        if (mean > best + 1e-12) [best, join] = [mean, [i, j]];
      }
    if (!join) break;
    const [i, j] = join;
    const merged = [...groups[i], ...groups[j]];
    groups = groups.filter((_, k) => k !== i && k !== j);
    groups.push(merged);
    groups.sort((x, y) => Math.min(...x) - Math.min(...y));
  }
  const cluster = new Array<number>(size);
  for (const group of groups) for (const item of group) cluster[item] = Math.min(...group);
  return cluster;
}
