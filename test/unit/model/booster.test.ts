import { describe, expect, it } from 'vitest';
import { Booster, type BoosterData } from '../../../engine/kernel/booster.ts';
import { type BoosterOptions, defaultBoosterOptions } from '../../../engine/kernel/booster-options.ts';
import { binColumns, binOf, chooseBins } from '../../../engine/kernel/feature-bins.ts';
import type { Forest, Tree } from '../../../engine/kernel/forest.ts';
import { scoreForest } from '../../../engine/kernel/forest-score.ts';
import { areaUnderRoc } from '../../../engine/kernel/ranking-metrics.ts';
import { createRng } from '../../../engine/kernel/rng.ts';

const binned = (columns: readonly Float32Array[]) =>
  binColumns(
    columns,
    columns.map((column) => chooseBins(column)),
  );
const all = (rows: number) => Int32Array.from(Array(rows).keys());

function boost(
  columns: readonly Float32Array[],
  labels: Uint8Array,
  options: Partial<BoosterOptions>,
  rounds: number,
  more: Partial<BoosterData> = {},
) {
  const data = { binned: binned(columns), labels, rows: all(labels.length), ...more };
  const booster = new Booster(data, { ...defaultBoosterOptions, ...options });
  for (let round = 0; round < rounds; round++) booster.step();
  return booster;
}

function forestOf(trees: readonly Tree[], columns: readonly Float32Array[]): Forest {
  return { outputs: 1, featureNames: columns.map((_, f) => `f${f}`), featureRanges: [], trees, sigmoid: 1 };
}

/** Every threshold between values and both sides for the missing, gradients in plain floating point. */
function slowBestGain(columns: readonly Float32Array[], labels: Uint8Array, options: BoosterOptions): number {
  const rate = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const soft = (g: number) => Math.sign(g) * Math.max(Math.abs(g) - options.lambdaL1, 0);
  const part = (rows: readonly number[]) => {
    const g = rows.reduce((sum, r) => sum + rate - labels[r], 0);
    return soft(g) ** 2 / (rows.length * rate * (1 - rate) + options.lambdaL2);
  };
  const rows = [...labels.keys()];
  let best = 0;
  for (const column of columns) {
    for (const threshold of [...new Set(column), Infinity].filter((value) => !Number.isNaN(value))) {
      for (const missingLeft of [true, false]) {
        const left = rows.filter((r) => (Number.isNaN(column[r]) ? missingLeft : column[r] <= threshold));
        const right = rows.filter((r) => !left.includes(r));
        if (Math.min(left.length, right.length) < options.minDataInLeaf) continue;
        best = Math.max(best, part(left) + part(right) - part(rows));
      }
    }
  }
  return best;
}

describe('the booster', () => {
  it('finds the best split that trying every one finds', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const rng = createRng(seed);
      const columns = [0, 1, 2].map(() =>
        Float32Array.from({ length: 40 }, () => (rng.uniform() < 0.2 ? NaN : rng.int(12))),
      );
      const labels = Uint8Array.from({ length: 40 }, (_, r) => Number(rng.uniform() < (columns[1][r] > 6 ? 0.8 : 0.3)));
      const options = {
        ...defaultBoosterOptions,
        numLeaves: 2,
        minDataInLeaf: 3,
        lambdaL1: seed % 2,
        lambdaL2: seed % 3,
      };
      const [tree] = boost(columns, labels, options, 1).trees;
      expect(tree?.splitGain[0] ?? 0, `seed ${seed}`).toBeCloseTo(slowBestGain(columns, labels, options), 6);
      expect(tree.leafCount.reduce((sum, count) => sum + count, 0)).toBe(40);
    }
  });

  it('recovers a planted step in log-odds', () => {
    const rng = createRng(5);
    const column = Float32Array.from({ length: 40_000 }, () => rng.uniform());
    const truth = (value: number) => (value <= 0.3 ? -2 : 1);
    const labels = Uint8Array.from(column, (value) => Number(rng.uniform() < 1 / (1 + Math.exp(-truth(value)))));
    const { trees, scores } = boost([column], labels, { numLeaves: 2, learningRate: 0.5 }, 15);
    expect(trees[0].threshold[0]).toBeCloseTo(0.3, 2);
    for (const [r, value] of column.subarray(0, 200).entries()) {
      if (Math.abs(value - 0.3) > 0.01) expect(Math.abs(scores[r] - truth(value))).toBeLessThan(0.2);
    }
  });

  it('scores rows while growing as its trees score them afterwards, seen or not', () => {
    const rng = createRng(6);
    const columns = [0, 1, 2, 3, 4].map(() =>
      Float32Array.from({ length: 900 }, () => (rng.uniform() < 0.1 ? NaN : rng.uniform())),
    );
    const labels = Uint8Array.from({ length: 900 }, (_, r) => Number(columns[0][r] > 0.5));
    const rows = all(900).filter((r) => r % 3 !== 0);
    const booster = boost(columns, labels, { baggingFraction: 0.7, featureFraction: 0.6 }, 20, { rows });
    const scores = scoreForest(forestOf(booster.trees, columns), columns, all(900));
    scores.forEach((score, r) => {
      expect(score + booster.startScore).toBeCloseTo(booster.scores[r], 10);
    });
    expect(areaUnderRoc(booster.scores, labels)).toBeGreaterThan(0.95);
  });

  it('never splits constant columns, sends missing values where they help, orders infinities at the ends', () => {
    const rng = createRng(7);
    const labels = Uint8Array.from({ length: 300 }, () => rng.int(2));
    const constant = new Float32Array(300).fill(4);
    const missing = new Float32Array(300).fill(NaN);
    expect(boost([constant, missing], labels, {}, 3).trees).toEqual([]);
    const telling = Float32Array.from(labels, (label) => (label === 1 ? NaN : 4));
    const [byMissing] = boost([constant, telling], labels, {}, 1).trees;
    expect(byMissing.splitFeature[0]).toBe(1);
    const infinite = Float32Array.from(labels, (label) => (label === 1 ? Infinity : rng.uniform()));
    const [tree] = boost([infinite], labels, {}, 1).trees;
    expect(Number.isFinite(tree.threshold[0])).toBe(true);
    const scores = scoreForest(forestOf([tree], [infinite]), [infinite], all(300));
    expect(areaUnderRoc(scores, labels)).toBe(1);
    const lowest = Float32Array.from(labels, (label) => (label === 1 ? -Infinity : rng.uniform()));
    const [other] = boost([lowest], labels, {}, 1).trees;
    expect(areaUnderRoc(scoreForest(forestOf([other], [lowest]), [lowest], all(300)), labels)).toBe(1);
  });

  it('learns nothing from one label', () => {
    const column = Float32Array.from(all(100));
    expect(boost([column], new Uint8Array(100), {}, 3).trees.length).toBe(0);
    expect(boost([column], new Uint8Array(100).fill(1), {}, 3).trees.length).toBe(0);
  });

  it('keeps a monotone constraint, and would break it without', () => {
    const rng = createRng(8);
    const columns = [0, 1].map(() => Float32Array.from({ length: 2000 }, () => rng.uniform()));
    const labels = Uint8Array.from(columns[0], (x, r) =>
      Number(rng.uniform() < 0.3 + 0.3 * Math.sin(9 * x) + 0.3 * columns[1][r]),
    );
    const grid = Float32Array.from({ length: 101 }, (_, i) => i / 100);
    const falls = (monotone: readonly number[]) => {
      const { trees } = boost(columns, labels, { monotone }, 30);
      return [0.2, 0.5, 0.8].some((other) => {
        const at = [grid, new Float32Array(101).fill(other)];
        const scores = scoreForest(forestOf(trees, at), at, all(101));
        return scores.some((score, i) => i > 0 && score < scores[i - 1] - 1e-12);
      });
    };
    expect(falls([1, 0])).toBe(false);
    expect(falls([0, 0])).toBe(true);
  });

  it('takes a row of weight two as two rows', () => {
    const rng = createRng(9);
    const column = Float32Array.from({ length: 300 }, () => rng.uniform());
    const labels = Uint8Array.from(column, (value) => Number(rng.uniform() < value));
    const weights = Float64Array.from(column, (_, r) => 1 + (r % 2));
    const rows = [...all(300)].flatMap((r) => (r % 2 === 1 ? [r, r] : [r]));
    const doubled = {
      labels: Uint8Array.from(rows, (r) => labels[r]),
      columns: [Float32Array.from(rows, (r) => column[r])],
    };
    const options = { minDataInLeaf: 1, minSumHessian: 3, numLeaves: 6 };
    const one = boost([column], labels, options, 5, { weights });
    const bins = binColumns(doubled.columns, [chooseBins(column)]);
    const two = boost(doubled.columns, doubled.labels, options, 5, { binned: bins });
    const at = [Float32Array.from({ length: 50 }, (_, i) => i / 50)];
    const scores = ({ trees }: Booster) => scoreForest(forestOf(trees, at), at, all(50));
    scores(one).forEach((score, i) => {
      expect(score).toBeCloseTo(scores(two)[i], 6);
    });
  });
});

describe('bins', () => {
  it('hold near equal mass, keep frequent values apart, and never split one value', () => {
    const rng = createRng(11);
    const column = Float32Array.from({ length: 50_000 }, () => (rng.uniform() < 0.4 ? 0 : rng.uniform() ** 3));
    const bins = chooseBins(column);
    expect(bins.bins).toBeLessThanOrEqual(255);
    expect(bins.bins).toBeGreaterThan(230);
    const counts = new Int32Array(bins.bins);
    for (const value of column) counts[binOf(bins, value)]++;
    const zero = binOf(bins, 0);
    expect(counts[zero]).toBe(column.filter((value) => value === 0).length);
    const rest = counts.filter((_, bin) => bin !== zero && bin !== 0);
    expect(Math.max(...rest)).toBeLessThan(3 * (30_000 / 253));
    expect(bins.edges.every((edge, i) => i === 0 || edge > bins.edges[i - 1])).toBe(true);
  });

  it('know missing, empty, single and infinite values', () => {
    expect(chooseBins(new Float32Array(0)).bins).toBe(1);
    expect(chooseBins(new Float32Array(3).fill(NaN)).bins).toBe(1);
    expect(chooseBins(new Float32Array(3).fill(2)).bins).toBe(2);
    const ends = chooseBins(Float32Array.of(-Infinity, 1, 2, Infinity, NaN));
    expect([-Infinity, 1, 2, Infinity, NaN].map((value) => binOf(ends, value))).toEqual([1, 2, 3, 4, 0]);
    expect(ends.edges.every(Number.isFinite)).toBe(true);
    expect([ends.low, ends.high]).toEqual([1, 2]);
  });
});
