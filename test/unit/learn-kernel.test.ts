import { describe, expect, test } from 'vitest';
import { classFlow } from '../../engine/kernel/class-flow.ts';
import { binColumns, chooseBins } from '../../engine/kernel/feature-bins.ts';
import { fourierMap, fourierRows } from '../../engine/kernel/fourier-features.ts';
import { neighbourSummary } from '../../engine/kernel/neighbour-summary.ts';
import { normalScores } from '../../engine/kernel/normal-scores.ts';
import { classShares, moveShares } from '../../engine/kernel/prevalence.ts';
import { randomTrees } from '../../engine/kernel/random-trees.ts';
import { averagePrecision } from '../../engine/kernel/ranking-metrics.ts';
import { linearScores, ridgeLogistic } from '../../engine/kernel/ridge-logistic.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { graphOf } from '../support/graphs.ts';
import { plantedGraph } from './learn-worlds.ts';

const star = graphOf(4, [
  [0, 1, 1],
  [0, 2, 3],
]);

describe('neighbour summary', () => {
  test('mean, variance and maximum, weighted; a node alone has none', () => {
    const { mean, variance, most } = neighbourSummary(star, [Float32Array.of(5, 2, 6, 9)]);
    expect([...mean[0]]).toEqual([5, 5, 5, Number.NaN]);
    expect([...variance[0]]).toEqual([3, 0, 0, Number.NaN]);
    expect([...most[0]]).toEqual([6, 5, 5, Number.NaN]);
  });

  test('a missing neighbour is left out', () => {
    const { mean, variance } = neighbourSummary(star, [Float32Array.of(5, Number.NaN, 6, 9)]);
    expect([mean[0][0], variance[0][0]]).toEqual([6, 0]);
  });

  test('two steps: mean of means, maximum of maxima, total variance', () => {
    const values = Float32Array.of(5, 2, 6, 9);
    const one = neighbourSummary(star, [values]);
    const two = neighbourSummary(star, one.mean, one.variance, one.most);
    // From 1 over 0 to {1: 2 (weight 1), 2: 6 (weight 3)}.
    expect([two.mean[0][1], two.variance[0][1], two.most[0][1]]).toEqual([5, 3, 6]);
  });

  test('more columns than one block give the same as one by one', () => {
    const { graph } = plantedGraph('homophilous', 120, 10, 3);
    const rng = createRng(5);
    const columns = Array.from({ length: 19 }, () => Float32Array.from({ length: 120 }, () => rng.uniform()));
    const together = neighbourSummary(graph, columns);
    for (const [k, column] of columns.entries()) {
      const alone = neighbourSummary(graph, [column]);
      expect(together.mean[k]).toEqual(alone.mean[0]);
      expect(together.variance[k]).toEqual(alone.variance[0]);
      expect(together.most[k]).toEqual(alone.most[0]);
    }
  });
});

describe('class flow', () => {
  test('no node hears its own class', () => {
    const { graph, truth } = plantedGraph('homophilous', 60, 60, 7);
    const known = truth.map((c, i) => (i % 2 === 0 ? c : -1));
    const before = classFlow(graph, known, 2, { parts: 60 });
    for (const node of [0, 10, 32]) {
      const hidden = known.slice();
      hidden[node] = -1;
      const after = classFlow(graph, hidden, 2, { parts: 60 });
      // Priors move by one label; the neighbours' mass does not.
      expect(after.nearMass[node]).toBe(before.nearMass[node]);
      expect(Math.abs(after.near[1][node] - before.near[1][node])).toBeLessThan(0.03);
      expect(Math.abs(after.far[1][node] - before.far[1][node])).toBeLessThan(0.05);
    }
  });

  test('a class swapped for the other swaps what is heard, save at the node itself', () => {
    const known = Int32Array.of(1, -1, 0, 1);
    const path = graphOf(4, [
      [0, 1, 1],
      [1, 2, 1],
    ]);
    const flow = classFlow(path, known, 2);
    expect(flow.nearMass[1]).toBe(2);
    expect(flow.near[0][1] + flow.near[1][1]).toBeCloseTo(1, 6);
    expect(flow.nearMass[3]).toBe(0);
    expect(flow.near[1][3]).toBeCloseTo(2 / 3, 6);
  });
});

describe('class shares', () => {
  /** Exact posteriors of two normals one and a half deviations apart. */
  const posteriors = (count: number, share: number, trained: number, seed: number): Float64Array => {
    const rng = createRng(seed);
    const result = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      const positive = rng.uniform() < share;
      const x = Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());
      const z = (positive ? 1.5 : 0) + x;
      const odds = (trained / (1 - trained)) * Math.exp(1.5 * z - 1.125);
      result[2 * i + 1] = odds / (1 + odds);
      result[2 * i] = 1 - result[2 * i + 1];
    }
    return result;
  };

  test('finds the planted shares from probabilities trained at others', () => {
    const found = classShares(posteriors(20_000, 0.35, 0.2, 11), Float64Array.of(0.8, 0.2));
    expect(found[1]).toBeCloseTo(0.35, 1);
    expect(Math.abs(found[1] - 0.35)).toBeLessThan(0.02);
  });

  test('moving to the same shares changes nothing, there and back neither', () => {
    const p = Float64Array.of(0.3, 0.7, 0.9, 0.1);
    const moved = p.slice();
    const [a, b] = [Float64Array.of(0.8, 0.2), Float64Array.of(0.6, 0.4)];
    moveShares(moved, a, b);
    expect(moved[1]).toBeGreaterThan(0.7);
    moveShares(moved, b, a);
    for (let i = 0; i < 4; i++) expect(moved[i]).toBeCloseTo(p[i], 12);
  });
});

describe('random trees', () => {
  const { columns, truth } = plantedGraph('features only', 800, 10, 2);
  const features = columns.map((column) => chooseBins(column, 64));
  const binned = binColumns(columns, features);
  const labels = Uint8Array.from(truth);
  const learn = Int32Array.from({ length: 400 }, (_, i) => i);
  const grow = (cuts: 'random' | 'best', seed = 1): Float64Array =>
    randomTrees(binned, labels, 2, learn, {
      trees: 60,
      featuresPerNode: 3,
      minDataInLeaf: 1,
      cuts,
      drawRows: cuts === 'best',
      seed,
    });

  test.each(['random', 'best'] as const)('%s cuts tell the classes of unseen rows apart', (cuts) => {
    const shares = grow(cuts);
    const unseen = Float64Array.from({ length: 400 }, (_, i) => shares[2 * (400 + i) + 1]);
    expect(averagePrecision(unseen, labels.slice(400))).toBeGreaterThan(0.55);
    for (let r = 0; r < 800; r++) expect(shares[2 * r] + shares[2 * r + 1]).toBeCloseTo(1, 9);
  });

  test('equal seeds, equal shares; other seeds, others; labels of other rows are not read', () => {
    const first = grow('random');
    expect(grow('random')).toEqual(first);
    expect(grow('random', 2)).not.toEqual(first);
    const scrambled = labels.map((c, r) => (r < 400 ? c : 1 - c));
    const again = randomTrees(binned, scrambled, 2, learn, {
      trees: 60,
      featuresPerNode: 3,
      minDataInLeaf: 1,
      cuts: 'random',
      drawRows: false,
      seed: 1,
    });
    expect(again).toEqual(first);
  });

  test('unpruned trees without drawing know their own rows', () => {
    const shares = grow('random');
    for (const r of learn) expect(shares[2 * r + labels[r]]).toBeGreaterThan(0.99);
  });
});

describe('smooth learner', () => {
  test('normal scores depend on ranks only; missing is 0', () => {
    const values = Float32Array.of(3, 1, 2, 2, Number.NaN, 100);
    const scores = normalScores(values);
    expect(scores[4]).toBe(0);
    expect(scores[2]).toBe(scores[3]);
    expect(normalScores(values.map((v) => v ** 3))).toEqual(scores);
    expect(scores[1]).toBeLessThan(scores[2]);
    expect(scores[5]).toBeGreaterThan(scores[0]);
    const { length } = scores;
    expect(scores.reduce((sum, s) => sum + s, 0) / length).toBeCloseTo(0, 5);
  });

  test('ridge logistic regression recovers planted weights and rests where the gradient is zero', () => {
    const rng = createRng(4);
    const rows = 4000;
    const planted = [1.5, -1, 0.5];
    const features = new Float32Array(rows * 3);
    const labels = new Uint8Array(rows);
    for (let i = 0; i < rows; i++) {
      features[3 * i] = 2 * rng.uniform() - 1;
      features[3 * i + 1] = 2 * rng.uniform() - 1;
      features[3 * i + 2] = 1;
      const z = planted.reduce((sum, w, k) => sum + w * features[3 * i + k], 0);
      labels[i] = rng.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
    }
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    const weights = ridgeLogistic({ features, width: 3, rows: all, labels }, 0.01);
    for (const [k, w] of planted.entries()) expect(Math.abs(weights[k] - w)).toBeLessThan(0.25);
    const scores = linearScores(features, 3, weights);
    let pull = 0;
    for (let i = 0; i < rows; i++) pull += 1 / (1 + Math.exp(-scores[i])) - labels[i];
    expect(Math.abs(pull)).toBeLessThan(2);
  });

  test('random Fourier features approximate a Gaussian kernel', () => {
    const rng = createRng(6);
    const columns = [0, 1].map(() => Float32Array.from({ length: 6 }, () => 2 * rng.uniform() - 1));
    const count = 4000;
    const rows = fourierRows(fourierMap(columns, count, 9), Int32Array.of(0, 1, 2, 3, 4, 5));
    const width = count + 3;
    for (let j = 1; j < 6; j++) {
      let inner = 0;
      for (let d = 2; d < width - 1; d++) inner += rows[d] * rows[j * width + d];
      const distance = columns.reduce((sum, column) => sum + (column[0] - column[j]) ** 2, 0);
      expect(inner / 36).toBeCloseTo(Math.exp((-0.45 * distance) / 2), 1);
    }
  });
});
