import { Booster } from '../kernel/booster.ts';
import type { BoosterOptions } from '../kernel/booster-options.ts';
import { binColumns, chooseBins } from '../kernel/feature-bins.ts';
import type { Tree } from '../kernel/forest.ts';
import type { Rng } from '../kernel/rng.ts';
import type { LocalCases } from './adapt.ts';
import { shuffle } from './folds.ts';
import type { Matrix, ModelRole } from './types.ts';

const mostUnlabelled = 30_000;
/** Weight of all unlabelled people together, in established ones. */
const unlabelledMass = 5;
const rounds = 40;

/** Shallow, slow and strongly shrunk: a correction of the shipped model, not a new one. */
const options: BoosterOptions = {
  learningRate: 0.05,
  numLeaves: 4,
  maxDepth: 0,
  minDataInLeaf: 10,
  minSumHessian: 0.01,
  lambdaL1: 0,
  lambdaL2: 3,
  minGainToSplit: 0,
  featureFraction: 0.5,
  baggingFraction: 1,
  seed: 1,
};

/** Established people of one role (label 1), then unlabelled and cleared ones (label 0). */
export interface LocalTask {
  readonly features: Matrix;
  readonly labels: Uint8Array;
  /** 1 for established and cleared people, a small share for unlabelled ones. */
  readonly weights: Float64Array;
}

/** Learnt trees and what they add to the raw score of each row. */
export interface LocalTrees {
  readonly trees: readonly Tree[];
  readonly shift: Float64Array;
}

/** Established people of other roles are left out: they are neither innocent nor of this role. */
export function localTask(local: LocalCases, role: ModelRole, rng: Rng): LocalTask {
  const positives = [...new Set(local.established[role])];
  const taken = new Set([...Object.values(local.established).flatMap((rows) => [...rows]), ...local.cleared]);
  const cleared = [...new Set(local.cleared)].filter((r) => !positives.includes(r));
  const unlabelled = [...new Set(local.candidates)].filter((r) => !taken.has(r));
  if (unlabelled.length > mostUnlabelled) {
    shuffle(unlabelled, rng);
    unlabelled.length = mostUnlabelled;
  }
  const rows = [...positives, ...cleared, ...unlabelled];
  const share = Math.min(1, (unlabelledMass * positives.length) / Math.max(unlabelled.length, 1));
  const certain = positives.length + cleared.length;
  return {
    features: {
      rows: rows.length,
      names: local.features.names,
      columns: local.features.columns.map((column) => Float32Array.from(rows, (r) => column[r] as number)),
    },
    labels: Uint8Array.from(rows, (_, i) => (i < positives.length ? 1 : 0)),
    weights: Float64Array.from(rows, (_, i) => (i < certain ? 1 : share)),
  };
}

/** Continues from the base scores on the rows given; columns barred are not used. */
export function learnLocally(
  { features, labels, weights }: LocalTask,
  base: Float64Array,
  barred: readonly number[],
  rows: Int32Array,
  rng: Rng,
): LocalTrees {
  const bins = features.columns.map((column, f) =>
    barred.includes(f)
      ? { edges: new Float64Array(0), bins: 1, low: Infinity, high: -Infinity }
      : chooseBins(column, 63),
  );
  const binned = binColumns(features.columns, bins);
  const start = startScores(base, labels, weights, rows);
  const seed = rng.int(2 ** 31);
  const booster = new Booster({ binned, labels, rows, weights, startScores: start }, { ...options, seed });
  for (let round = 0; round < rounds; round++) booster.step();
  return { trees: booster.trees, shift: booster.scores.map((score, r) => score - (start[r] as number)) };
}

/** Base scores moved by one constant to the base rate of this weighted sample, so that trees need not learn it. */
function startScores(base: Float64Array, labels: Uint8Array, weights: Float64Array, rows: Int32Array): Float64Array {
  let wanted = 0;
  for (const r of rows) if (labels[r] === 1) wanted += weights[r] as number;
  let low = -40;
  let high = 40;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (const r of rows) sum += (weights[r] as number) / (1 + Math.exp(-(base[r] as number) - middle));
    if (sum < wanted) low = middle;
    else high = middle;
  }
  return base.map((score) => score + (low + high) / 2);
}
