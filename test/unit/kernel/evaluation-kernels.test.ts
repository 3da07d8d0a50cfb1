import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swapEnds } from '../../../engine/kernel/edge-swap.ts';
import { spearman } from '../../../engine/kernel/rank-correlation.ts';
import { centralInterval, drawCounts, weightedMeasures } from '../../../engine/kernel/ranking-bootstrap.ts';
import { averagePrecision, brierScore, calibrationError } from '../../../engine/kernel/ranking-metrics.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { decileShares, stabilityIndex } from '../../../engine/kernel/stability-index.ts';

const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.boolean(), fc.integer({ min: 0, max: 3 })), {
  minLength: 1,
  maxLength: 40,
});

describe('weightedMeasures', () => {
  it('with counts, equal the plain measures of a list in which everybody stands so often', () => {
    fc.assert(
      fc.property(people, (list) => {
        const ordered = [...list].sort((a, b) => b[0] - a[0]);
        const rows = (copies: (count: number) => number) =>
          ordered.flatMap(([score, label, count]) =>
            Array.from({ length: copies(count) }, () => [score / 10, label] as const),
          );
        const longer = rows((count) => count);
        fc.pre(longer.some(([, label]) => label));
        const found = weightedMeasures(
          {
            scores: Float64Array.from(ordered, ([score]) => score / 10),
            labels: Uint8Array.from(ordered, ([, label]) => Number(label)),
            cluster: Int32Array.from(ordered.keys()),
            missed: new Int32Array(0),
          },
          Uint8Array.from(ordered, ([, , count]) => count),
          [5],
        );
        const scores = Float64Array.from(longer, ([score]) => score);
        const labels = Uint8Array.from(longer, ([, label]) => Number(label));
        expect(found.auprc).toBeCloseTo(averagePrecision(scores, labels), 9);
        expect(found.brier).toBeCloseTo(brierScore(scores, labels), 9);
        expect(found.ece).toBeCloseTo(calibrationError(scores, labels), 9);
        const looked = Math.min(5, labels.length);
        expect(found.precision[0]).toBeCloseTo(labels.subarray(0, looked).reduce((a, b) => a + b, 0) / looked, 9);
      }),
      { numRuns: 200 },
    );
  });

  it('give a bootstrap interval that holds the true precision about as often as it says', () => {
    const rng = createRng(5);
    let held = 0;
    const worlds = 200;
    for (let w = 0; w < worlds; w++) {
      const labels = Uint8Array.from({ length: 60 }, () => Number(rng.uniform() < 0.4));
      const ranking = {
        scores: Float64Array.from(labels, (_, i) => 1 - i / 100),
        labels,
        cluster: Int32Array.from(labels.keys()),
        missed: new Int32Array(0),
      };
      const values = Array.from(
        { length: 200 },
        () => weightedMeasures(ranking, drawCounts(60, rng), [1000]).precision[0],
      );
      const [low, high] = centralInterval(values) ?? [0, 0];
      if (low <= 0.4 && 0.4 <= high) held++;
    }
    expect(held / worlds).toBeGreaterThan(0.88);
    expect(held / worlds).toBeLessThan(0.99);
  });
});

describe('swapEnds', () => {
  it('keeps the number of edges of everybody and each kind, makes no loop, and moves most ends', () => {
    const rng = createRng(3);
    const a = Int32Array.from({ length: 500 }, () => rng.int(40));
    const b = a.map((from) => (from + 1 + rng.int(39)) % 40);
    const kind = Uint8Array.from(a, (_, e) => e % 3);
    const ends = swapEnds(a, b, createRng(1), kind);
    for (const one of [0, 1, 2]) {
      const of = (list: Int32Array) => [...list.filter((_, e) => kind[e] === one)].sort((x, y) => x - y);
      expect(of(ends)).toEqual(of(b));
    }
    expect(ends.every((end, e) => end !== a[e])).toBe(true);
    expect(ends.filter((end, e) => end !== b[e]).length).toBeGreaterThan(400);
  });
});

describe('stability index', () => {
  it('is 0 for the same people, small for others of the same kind, and large for others', () => {
    const rng = createRng(9);
    const draw = (shift: number) =>
      Float32Array.from({ length: 4000 }, () => (rng.uniform() < 0.2 ? NaN : rng.uniform() + shift));
    const before = draw(0);
    const sorted = before.filter((value) => !Number.isNaN(value)).sort();
    const deciles = Array.from({ length: 11 }, (_, d) => sorted[Math.round((d / 10) * (sorted.length - 1))]);
    const missing = 1 - sorted.length / before.length;
    const psi = (column: Float32Array) => {
      const { before: was, now } = decileShares(deciles, missing, column);
      expect(was.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(now.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      return stabilityIndex(was, now);
    };
    expect(psi(before)).toBeLessThan(0.001);
    expect(psi(draw(0))).toBeLessThan(0.02);
    expect(psi(draw(0.3))).toBeGreaterThan(0.25);
    expect(psi(new Float32Array(100).fill(NaN))).toBeGreaterThan(0.25);
  });
});

describe('spearman', () => {
  it('is 1 for any rising change, -1 for a falling one, and counts ties at their mean', () => {
    const a = Float64Array.of(1, 2, 3, 4);
    expect(
      spearman(
        a,
        a.map((x) => x ** 3),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      spearman(
        a,
        a.map((x) => -x),
      ),
    ).toBeCloseTo(-1, 12);
    expect(spearman(a, Float64Array.of(1, 1, 2, 2))).toBeCloseTo(0.894427, 5);
    expect(spearman(a, new Float64Array(4))).toBeNaN();
  });
});
