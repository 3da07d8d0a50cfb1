import { Booster } from '../kernel/booster.ts';
import type { BoosterOptions } from '../kernel/booster-options.ts';
import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { type RandomTreesOptions, randomTrees } from '../kernel/random-trees.ts';
import { type RidgeProblem, ridgeLogistic } from '../kernel/ridge-logistic.ts';

/** One model of an ensemble: learned from some rows, judged on the rows held out, scored on all. */
export interface BoostTask {
  readonly kind: 'boost';
  readonly binned: BinnedColumns;
  /** 1 or 0 a row; read at `learn` and `held` only. */
  readonly labels: Uint8Array;
  readonly learn: Int32Array;
  readonly held: Int32Array;
  readonly options: BoosterOptions;
  readonly mostRounds: number;
  /** Rounds without a lower loss on the held rows after which growing ends. */
  readonly patience: number;
}

export interface TreesTask {
  readonly kind: 'trees';
  readonly binned: BinnedColumns;
  /** Class of each row; read at `learn` only. */
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly learn: Int32Array;
  readonly options: RandomTreesOptions;
}

export interface SmoothTask extends RidgeProblem {
  readonly kind: 'smooth';
  /** Strongest first. */
  readonly penalties: readonly number[];
}

export type MemberTask = BoostTask | TreesTask | SmoothTask;

/** Of a forest the class shares of all rows; of a smooth member the weights for each penalty. */
export type ResultOf<T extends MemberTask> = T extends BoostTask
  ? BoostResult
  : T extends TreesTask
    ? Float64Array
    : readonly Float64Array[];

export interface BoostResult {
  /** Sum of the log-losses on the held rows after every `checkRounds` trees, from none on. */
  readonly heldLoss: Float64Array;
  /** Log-odds of all rows at each of these checks. */
  readonly scores: readonly Float32Array[];
}

export const checkRounds = 10;

export function runMember<T extends MemberTask>(task: T): ResultOf<T>;
export function runMember(task: MemberTask): ResultOf<MemberTask> {
  switch (task.kind) {
    case 'boost':
      return boostMember(task);
    case 'trees':
      return randomTrees(task.binned, task.labels, task.classes, task.learn, task.options);
    default:
      return penaltyPath(task);
  }
}

/** From the strongest penalty to the weakest, each from where the last one ended. */
function penaltyPath(task: SmoothTask): readonly Float64Array[] {
  const path: Float64Array[] = [];
  for (const penalty of task.penalties) path.push(ridgeLogistic(task, penalty, path.at(-1)));
  return path;
}

function boostMember(task: BoostTask): BoostResult {
  const { binned, labels, learn, held, options, mostRounds, patience } = task;
  const booster = new Booster({ binned, labels, rows: learn }, options);
  const heldLoss: number[] = [];
  const scores: Float32Array[] = [];
  let best = Infinity;
  let bestRound = 0;
  for (let round = 0; round <= mostRounds && round - bestRound <= patience; round++) {
    if (round > 0) booster.step();
    if (round % checkRounds !== 0) continue;
    const loss = lossSum(booster.scores, labels, held);
    heldLoss.push(loss);
    scores.push(Float32Array.from(booster.scores));
    if (loss < best) {
      best = loss;
      bestRound = round;
    }
  }
  return { heldLoss: Float64Array.from(heldLoss), scores };
}

/** Sum of the log-losses of log-odds. */
function lossSum(scores: Float64Array, labels: Uint8Array, rows: Int32Array): number {
  let sum = 0;
  for (const r of rows) {
    const z = scores[r] as number;
    sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (labels[r] === 1 ? z : 0);
  }
  return sum;
}
