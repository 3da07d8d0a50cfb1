import { Booster } from '../../kernel/booster.ts';
import type { BoosterOptions } from '../../kernel/booster-options.ts';
import type { BinnedColumns } from '../../kernel/feature-bins.ts';
import type { Tree } from '../../kernel/forest.ts';
import { createGrowState, type GrowState } from '../../kernel/grow-state.ts';
import { puLabels } from '../../kernel/nnpu-gradients.ts';
import type { Rng } from '../../kernel/rng.ts';
import { createTeam, type ThreadTeam } from '../threads/team.ts';
import { type LocalTask, withoutColumns } from './task.ts';
import type { LocalRisk } from './types.ts';

/** Weight of all unlabelled people together, in established ones, where they count as negatives. */
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

/** A task without some columns, and the memory and threads that all learning from it takes in turn. */
export interface Learner {
  readonly binned: BinnedColumns;
  readonly state: GrowState;
  readonly team: ThreadTeam;
}

/** Opens a task for learning; close the team when done. The trees are the same whatever the number of threads. */
export function openLearner(task: LocalTask, barred: ReadonlySet<number>, threads: number): Learner {
  const binned = withoutColumns(task.binned, barred);
  const state = createGrowState(binned, options, task.memory.allocate);
  return { binned, state, team: createTeam(state, threads, task.memory) };
}

/** How to learn: from what, the risk, and the share of the role among unlabelled people. */
export interface LocalPlan {
  readonly learner: Learner;
  readonly risk: LocalRisk;
  readonly classPrior: number;
}

/** Learnt trees and what they add to the raw score of each row. */
export interface LocalTrees {
  readonly trees: readonly Tree[];
  readonly shift: Float64Array;
}

/** Continues from the base scores on the rows given. */
export function learnLocally(
  task: LocalTask,
  base: Float64Array,
  { learner, risk, classPrior }: LocalPlan,
  rows: Int32Array,
  rng: Rng,
): LocalTrees {
  const { binned, state, team } = learner;
  const weights = weightsOf(task.labels, rows, risk);
  const hidden = risk === 'nnpu' ? classPrior : 0;
  const start = startScores(base, task.labels, weights, rows, hidden);
  const seed = rng.int(2 ** 31);
  const data =
    risk === 'nnpu'
      ? { binned, labels: task.labels, rows, weights, startScores: start, classPrior }
      : {
          binned,
          labels: task.labels.map((label) => Number(label === puLabels.positive)),
          rows,
          weights,
          startScores: start,
        };
  const booster = new Booster(data, { ...options, seed }, state, team);
  for (let round = 0; round < rounds; round++) booster.step();
  return { trees: booster.trees, shift: booster.scores.map((score, r) => score - (start[r] as number)) };
}

/** Weighted: 1 for established and cleared people, a small share for unlabelled ones. Positive-unlabelled: 1, the prior weighs. */
function weightsOf(labels: Uint8Array, rows: Int32Array, risk: LocalRisk): Float64Array {
  if (risk === 'nnpu') return new Float64Array(labels.length).fill(1);
  let positives = 0;
  let unlabelled = 0;
  for (const r of rows) {
    if (labels[r] === puLabels.positive) positives++;
    else if (labels[r] === puLabels.unlabelled) unlabelled++;
  }
  const share = Math.min(1, (unlabelledMass * positives) / Math.max(unlabelled, 1));
  return Float64Array.from(labels, (label) => (label === puLabels.unlabelled ? share : 1));
}

/**
 * Base scores moved by one constant, so that trees need not learn it: to the base rate of the weighted sample, or to
 * the share `hidden` of the unlabelled people.
 */
function startScores(
  base: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  rows: Int32Array,
  hidden: number,
): Float64Array {
  const counted = hidden > 0 ? rows.filter((r) => labels[r] === puLabels.unlabelled) : rows;
  let wanted = 0;
  for (const r of counted)
    wanted += (weights[r] as number) * (hidden > 0 ? hidden : Number(labels[r] === puLabels.positive));
  let low = -40;
  let high = 40;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (const r of counted) sum += (weights[r] as number) / (1 + Math.exp(-(base[r] as number) - middle));
    if (sum < wanted) low = middle;
    else high = middle;
  }
  return base.map((score) => score + (low + high) / 2);
}
