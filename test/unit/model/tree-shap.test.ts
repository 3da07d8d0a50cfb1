import { describe, expect, it } from 'vitest';
import { Booster } from '../../../engine/kernel/booster.ts';
import { defaultBoosterOptions } from '../../../engine/kernel/booster-options.ts';
import { binColumns, chooseBins } from '../../../engine/kernel/feature-bins.ts';
import type { Forest, Tree } from '../../../engine/kernel/forest.ts';
import { goesLeft, scoreForest } from '../../../engine/kernel/forest-score.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { treeShap } from '../../../engine/kernel/tree-shap.ts';
import { calibrated } from '../../../engine/model/calibrate.ts';
import {
  counterfactual,
  explainRow,
  explainValues,
  type Model,
  scoreRole,
  trainModel,
} from '../../../engine/model/index.ts';
import { plantedWorld } from './worlds.ts';

const features = 5;

function smallForest(seed: number): { readonly forest: Forest; readonly columns: Float32Array[] } {
  const rng = createRng(seed);
  const columns = Array.from({ length: features }, () =>
    Float32Array.from({ length: 400 }, () => (rng.uniform() < 0.15 ? NaN : rng.int(9))),
  );
  const labels = Uint8Array.from({ length: 400 }, (_, r) => Number(columns[0][r] + columns[1][r] * rng.uniform() > 7));
  const binned = binColumns(
    columns,
    columns.map((column) => chooseBins(column)),
  );
  const options = { ...defaultBoosterOptions, numLeaves: 9, minDataInLeaf: 5, featureFraction: 0.7, seed };
  const booster = new Booster({ binned, labels, rows: Int32Array.from(labels.keys()) }, options);
  for (let round = 0; round < 6; round++) booster.step();
  const names = columns.map((_, f) => `f${f}`);
  return { forest: { outputs: 1, featureNames: names, featureRanges: [], trees: booster.trees, sigmoid: 1 }, columns };
}

/** Mean score when only the features of the set are known: both branches weigh as their training rows. */
function conditionalMean(tree: Tree, values: Float64Array, known: number, node = 0): number {
  if (node < 0) return tree.leafValue[~node];
  const [left, right] = [tree.leftChild[node], tree.rightChild[node]];
  if ((known >> tree.splitFeature[node]) & 1) {
    return conditionalMean(tree, values, known, goesLeft(tree, node, values[tree.splitFeature[node]]) ? left : right);
  }
  const rows = (child: number) => (child < 0 ? tree.leafCount[~child] : tree.internalCount[child]);
  const share = rows(left) / (rows(left) + rows(right));
  return share * conditionalMean(tree, values, known, left) + (1 - share) * conditionalMean(tree, values, known, right);
}

/** Shapley's formula over all subsets. */
function bruteForce(forest: Forest, values: Float64Array): Float64Array {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const mean = (known: number) => forest.trees.reduce((sum, tree) => sum + conditionalMean(tree, values, known), 0);
  return Float64Array.from({ length: features }, (_, f) => {
    let sum = 0;
    for (let known = 0; known < 1 << features; known++) {
      if ((known >> f) & 1) continue;
      const size = [...known.toString(2)].filter((bit) => bit === '1').length;
      const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      sum += weight * (mean(known | (1 << f)) - mean(known));
    }
    return sum;
  });
}

describe('treeShap', () => {
  it("equals Shapley's formula over all subsets, and adds up to the score", () => {
    for (const seed of [1, 2, 3]) {
      const { forest, columns } = smallForest(seed);
      expect(forest.trees.length).toBe(6);
      const rows = Int32Array.from({ length: 12 }, (_, i) => i * 7);
      const scores = scoreForest(forest, columns, rows);
      for (const [i, row] of rows.entries()) {
        const values = Float64Array.from(columns, (column) => column[row]);
        const { base, byFeature } = treeShap(forest, values);
        const slow = bruteForce(forest, values);
        for (let f = 0; f < features; f++) expect(byFeature[f]).toBeCloseTo(slow[f], 10);
        expect(byFeature.reduce((sum, part) => sum + part, base)).toBeCloseTo(scores[i], 10);
      }
    }
  });
});

describe('scoreForest', () => {
  it('gives the leaf of each decision for small trees (tables) and for large ones (walks)', () => {
    for (const seed of [6, 7]) {
      const small = smallForest(seed);
      const rows = Int32Array.from({ length: 400 }, (_, r) => 399 - r);
      for (const leaves of [9, 6]) {
        const trees = small.forest.trees.map((tree) => (leaves === 9 ? tree : cut(tree)));
        const forest = { ...small.forest, trees };
        const scores = scoreForest(forest, small.columns, rows);
        for (const [i, row] of rows.entries()) {
          const values = Float64Array.from(small.columns, (column) => column[row]);
          expect(scores[i]).toBeCloseTo(
            trees.reduce((sum, tree) => sum + leafOf(tree, values), 0),
            12,
          );
        }
      }
    }
  });
});

/** The first node's two sides as one leaf each: a small tree that still parts rows. */
function cut(tree: Tree): Tree {
  const first = (list: Float64Array) => list.slice(0, 1);
  return {
    ...tree,
    leaves: 2,
    splitFeature: tree.splitFeature.slice(0, 1),
    threshold: first(tree.threshold),
    decision: tree.decision.slice(0, 1),
    leftChild: Int32Array.of(-1),
    rightChild: Int32Array.of(-2),
    leafValue: Float64Array.of(0.25, -0.75),
  };
}

function leafOf(tree: Tree, values: Float64Array): number {
  let node = tree.leaves > 1 ? 0 : -1;
  while (node >= 0)
    node = goesLeft(tree, node, values[tree.splitFeature[node]]) ? tree.leftChild[node] : tree.rightChild[node];
  return tree.leafValue[~node];
}

describe('explainRow', () => {
  it('adds up to the probability that is ranked, and gives nothing to a feature that never varies', async () => {
    const world = plantedWorld(1, 900);
    const model = await trainModel([world, plantedWorld(2, 900)], { seed: 1, name: 'x', version: '1' });
    const rows = Int32Array.of(3, 500, 899);
    for (const role of ['user', 'supplier'] as const) {
      const { score } = scoreRole(model, role, world.features, rows);
      for (const [i, row] of rows.entries()) {
        const explanation = explainRow(model, role, world.features, row);
        const sum = (parts: Float64Array, from: number) => parts.reduce((total, part) => total + part, from);
        expect(Math.abs(sum(explanation.byFeature, explanation.base) - score[i])).toBeLessThan(1e-9);
        expect(sum(explanation.raw.byFeature, explanation.raw.base)).toBeCloseTo(explanation.raw.score, 9);
        expect(explanation.byFeature[4]).toBe(0);
      }
    }
  });

  it('is the integral of the calibration along the way from base to score, over brute-force Shapley values', () => {
    const { forest, columns } = smallForest(4);
    const other = smallForest(5).forest;
    const calibration = {
      kind: 'isotonic' as const,
      sigmoid: { slope: 1.3, intercept: -0.4 },
      curve: { x: [-3, -1, 0, 2], y: [0.01, 0.1, 0.5, 0.9] },
    };
    const constant = { kind: 'constant' as const, probability: 0.1, high: 0.2 };
    const model: Model = {
      name: 'small',
      version: '1',
      features: forest.featureNames,
      roles: {
        user: { kind: 'boosted', members: [forest, other], calibration },
        retailer: constant,
        supplier: constant,
      },
      notices: [],
    };
    for (const row of [0, 77, 301]) {
      const values = Float64Array.from(columns, (column) => column[row]);
      const [one, two] = [bruteForce(forest, values), bruteForce(other, values)];
      const raw = one.map((part, f) => (part + two[f]) / 2);
      const mean = (of: Forest) => of.trees.reduce((sum, tree) => sum + conditionalMean(tree, values, 0), 0);
      const base = (mean(forest) + mean(other)) / 2;
      const moved = raw.reduce((sum, part) => sum + part, 0);
      const slopes = integrate((t) => slopeOf(calibration, base + t * moved));
      const { byFeature } = explainValues(model, 'user', values);
      for (let f = 0; f < features; f++) expect(byFeature[f]).toBeCloseTo(raw[f] * slopes, 4);
    }
  });
});

function slopeOf(calibration: Parameters<typeof calibrated>[0], raw: number): number {
  return (calibrated(calibration, raw + 1e-6) - calibrated(calibration, raw - 1e-6)) / 2e-6;
}

function integrate(of: (t: number) => number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += of((i + 0.5) / steps) / steps;
  return sum;
}

describe('counterfactual', () => {
  it('sets the feature that was planted to what is usual, and says how far the score falls', async () => {
    const world = plantedWorld(1, 900);
    const model = await trainModel([world, plantedWorld(2, 900)], { seed: 1, name: 'x', version: '1' });
    const everybody = Int32Array.from(world.labels.user.keys());
    const { score } = scoreRole(model, 'user', world.features, everybody);
    const first = score.indexOf(Math.max(...score));
    const values = Float64Array.from(world.features.columns, (column) => column[first]);
    const usual = Float64Array.from(world.features.columns, (column) => column.toSorted()[450]);
    const options = { until: score[first] / 2, usual, changeable: new Uint8Array(5).fill(1) };
    const { changes, reached } = counterfactual(model, 'user', values, options);
    expect(reached).toBe(true);
    expect(model.features[changes[0].feature]).toBe('night_calls');
    const changed = world.features.columns.map((column, f) =>
      Float32Array.of(changes.find(({ feature }) => feature === f)?.to ?? column[first]),
    );
    const again = scoreRole(model, 'user', { ...world.features, rows: 1, columns: changed }, Int32Array.of(0));
    expect(again.score[0]).toBeCloseTo(changes[changes.length - 1].score, 12);
    // With the planted feature held, nothing else helps.
    const held = Uint8Array.from(model.features, (name) => Number(name !== 'night_calls'));
    expect(counterfactual(model, 'user', values, { ...options, changeable: held }).reached).toBe(false);
  });
});
