import { expect, test } from 'vitest';
import { averageLinkage } from '../../engine/kernel/average-linkage.ts';
import { createLayout, fitMixture, type Patterns } from '../../engine/kernel/fellegi-sunter.ts';
import { createRng } from '../../engine/kernel/rng.ts';

const planted = {
  m: [
    [0.85, 0.1, 0.05],
    [0.7, 0.2, 0.1],
    [0.9, 0.1],
    [0.6, 0.4],
    [0.8, 0.15, 0.05],
  ],
  u: [
    [0.01, 0.04, 0.95],
    [0.02, 0.08, 0.9],
    [0.1, 0.9],
    [0.05, 0.95],
    [0.005, 0.02, 0.975],
  ],
  lambda: 0.02,
  pairs: 200_000,
  missing: 0.1,
};

function plantedPatterns(seed: number): Patterns {
  const rng = createRng(seed);
  const draw = (shares: readonly number[]): number => {
    let rest = rng.uniform();
    for (const [level, share] of shares.entries()) {
      rest -= share;
      if (rest < 0) return level;
    }
    return shares.length - 1;
  };
  const counts = new Map<string, number>();
  for (let i = 0; i < planted.pairs; i++) {
    const from = rng.uniform() < planted.lambda ? planted.m : planted.u;
    const levels = from.map((shares) => (rng.uniform() < planted.missing ? -1 : draw(shares)));
    counts.set(levels.join(), (counts.get(levels.join()) ?? 0) + 1);
  }
  return {
    levels: Int8Array.from([...counts.keys()].flatMap((key) => key.split(',').map(Number))),
    counts: Float64Array.from(counts.values()),
  };
}

const start = (sizes: Int32Array, parents: Int32Array) => {
  const layout = createLayout(sizes, parents);
  const cells = layout.tables[sizes.length];
  const m = new Float64Array(cells);
  for (let c = 0; c < sizes.length; c++)
    for (let i = layout.tables[c]; i < layout.tables[c + 1]; i++)
      m[i] = (i - layout.tables[c]) % sizes[c] === 0 ? 0.7 : 0.3 / (sizes[c] - 1);
  return { layout, m, ceiling: new Float64Array(cells).fill(1) };
};
const options = { priorPairs: 1, rowPairs: 20, maxIterations: 500, tolerance: 1e-7 };

test('EM recovers planted m and prevalence within 5 %', () => {
  const seed = 42;
  const sizes = Int32Array.from(planted.m, (shares) => shares.length);
  const { layout, m, ceiling } = start(sizes, new Int32Array(5).fill(-1));
  const fit = fitMixture(layout, plantedPatterns(seed), {
    ...options,
    m,
    ceiling,
    u: Float64Array.from(planted.u.flat()),
    lambda: 0.001,
    totalPairs: planted.pairs,
  });
  expect(fit.converged, `seed ${seed}`).toBe(true);
  expect(Math.abs(fit.lambda / planted.lambda - 1)).toBeLessThan(0.05);
  for (const [c, shares] of planted.m.entries())
    for (const [level, share] of shares.entries()) {
      const found = fit.m[layout.tables[c] + level];
      // A share of 5 % of 4,000 matches has a standard error of 7 % of itself: small shares get 1 point.
      expect(Math.abs(found - share), `comparison ${c} level ${level}`).toBeLessThan(Math.max(0.05 * share, 0.01));
    }
});

test('a ceiling holds and the rest keeps its proportions', () => {
  const sizes = Int32Array.of(3, 2);
  const { layout, m, ceiling } = start(sizes, Int32Array.of(-1, -1));
  ceiling[2] = 0.2;
  const patterns = { levels: Int8Array.of(0, 0, 1, 0, 2, 0), counts: Float64Array.of(30, 10, 60) };
  const fit = fitMixture(layout, patterns, {
    ...options,
    priorPairs: 0.001,
    m,
    ceiling,
    u: Float64Array.of(0.01, 0.01, 0.98, 0.001, 0.999),
    lambda: 0.5,
    totalPairs: 1000,
  });
  expect(fit.m[2]).toBeCloseTo(0.2, 6);
  expect(fit.m[0] + fit.m[1] + fit.m[2]).toBeCloseTo(1, 9);
  expect(fit.m[0] / fit.m[1]).toBeGreaterThan(2.9);
});

test('a comparison that follows another adds nothing where it was to be expected', () => {
  const sizes = Int32Array.of(2, 2);
  const layout = createLayout(sizes, Int32Array.of(-1, 0));
  expect([...layout.tables]).toEqual([0, 2, 8]);
  // Among non-matches the second agrees whenever the first does: agreement in both is no double evidence.
  const u = Float64Array.of(0.01, 0.99, 0.01, 0.99, 0.999, 0.001, 0.001, 0.999);
  const patterns = { levels: Int8Array.of(0, 0, 1, 1), counts: Float64Array.of(100, 9900) };
  const m = Float64Array.of(0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.1);
  const fit = fitMixture(layout, patterns, {
    ...options,
    m,
    u,
    ceiling: new Float64Array(8).fill(1),
    maxIterations: 1,
    lambda: 0.001,
    totalPairs: 10_000,
  });
  const alone = 1 / (1 + 999 * (0.01 / 0.9));
  expect(fit.posterior[0]).toBeCloseTo(1 / (1 + 999 * (0.01 / 0.9) * (0.999 / 0.9)), 6);
  expect(fit.posterior[0]).toBeLessThan(alone);
});

const links = (size: number, list: readonly (readonly [number, number, number])[], source?: readonly number[]) => ({
  size,
  from: Int32Array.from(list, ([a]) => a),
  to: Int32Array.from(list, ([, b]) => b),
  weight: Float64Array.from(list, ([, , w]) => w),
  ...(source ? { source: Int32Array.from(source) } : {}),
});

test('a single strong link does not join two groups that disagree', () => {
  const inside = [
    [0, 1, 9],
    [0, 2, 9],
    [1, 2, 9],
    [3, 4, 9],
    [3, 5, 9],
    [4, 5, 9],
  ] as const;
  const across = [0, 1, 2].flatMap((a) => [3, 4, 5].map((b) => [a, b, -8] as const));
  const bridged = across.map(([a, b, w]) => (a === 2 && b === 3 ? ([a, b, 8] as const) : ([a, b, w] as const)));
  expect([...averageLinkage(links(6, [...inside, ...bridged]), 0, -6)]).toEqual([0, 0, 0, 3, 3, 3]);
  // Nothing else known about the two groups: missing links speak against a lone bridge.
  expect([...averageLinkage(links(6, [...inside, [2, 3, 8]]), 0, -6)]).toEqual([0, 0, 0, 3, 3, 3]);
  // Negative control: the same bridge joins two records.
  expect([...averageLinkage(links(2, [[0, 1, 10]]), 0, -6)]).toEqual([0, 0]);
});

test('a blurred pair is closed by its group', () => {
  const list = [
    [0, 1, 8],
    [1, 2, 8],
    [0, 2, -2],
  ] as const;
  expect([...averageLinkage(links(3, list), 0, -6)]).toEqual([0, 0, 0]);
});

test('two records of one source stay apart where the source says two at once', () => {
  const list = [
    [0, 2, 9],
    [1, 2, 8],
  ] as const;
  expect([...averageLinkage(links(3, list), 0, -6)]).toEqual([0, 0, 0]);
  expect([...averageLinkage(links(3, list, [0, 0, 1]), 0, -6)]).toEqual([0, 1, 0]);
});
