import { addTreeScores, powerAbove, sampleTree } from './boost-step.ts';
import type { BoosterOptions } from './booster-options.ts';
import type { BinnedColumns } from './feature-bins.ts';
import type { Tree } from './forest.ts';
import { bitsOf, gradientScale } from './gradients.ts';
import { createGrowState, type GrowState } from './grow-state.ts';
import { type GrowTeam, teamOfOne } from './grow-team.ts';
import { growTree } from './grow-tree.ts';
import { hiddenPerPositive, puGradients } from './nnpu-gradients.ts';
import { createRng, type Rng } from './rng.ts';

export interface BoosterData {
  readonly binned: BinnedColumns;
  /** 1 or 0 a row; with a class prior see `puLabels`. */
  readonly labels: Uint8Array;
  /** Rows to learn from. The others are scored as the trees grow, and never looked at otherwise. */
  readonly rows: Int32Array;
  /** Per row of the table, finite and above 0; absent means 1. */
  readonly weights?: Float64Array;
  /** Raw scores to start from (continued training); absent means the log-odds of the rows' base rate. */
  readonly startScores?: Float64Array;
  /** Positive-unlabelled learning: share of positives among the unlabelled rows, in (0, 1). */
  readonly classPrior?: number;
}

/**
 * Gradient boosting of binary log-loss on binned columns (Friedman 2001; Ke et al. 2017), one tree a step.
 * Equal data, options and seed give equal trees, whatever the number of threads in the team.
 */
export class Booster {
  /** Raw score (log-odds) of every row of the table, learned from or not. */
  readonly scores: Float64Array;
  readonly trees: Tree[] = [];
  /** What every score starts from; part of the first tree in the LightGBM format. 0 when started from scores. */
  readonly startScore: number;
  readonly #data: BoosterData;
  readonly #state: GrowState;
  readonly #team: GrowTeam;
  readonly #rng: Rng;
  readonly #weightLimit: number;
  /** Hidden positives that one labelled positive stands for; 0 when labels are what they say. */
  readonly #perPositive: number;

  constructor(data: BoosterData, options: BoosterOptions, state?: GrowState, team?: GrowTeam) {
    this.#data = data;
    this.#state = state ?? createGrowState(data.binned, options);
    this.#team = team ?? teamOfOne(this.#state);
    this.#rng = createRng(options.seed);
    const { labels, weights, rows, classPrior } = data;
    this.#perPositive = classPrior === undefined ? 0 : hiddenPerPositive(labels, weights, rows, classPrior);
    this.#weightLimit = powerAbove(weights, rows) * 2 ** Math.ceil(Math.log2(Math.max(1, this.#perPositive)));
    this.startScore = data.startScores === undefined ? logOddsOfBaseRate(data) : 0;
    this.scores = data.startScores?.slice() ?? new Float64Array(data.binned.rows).fill(this.startScore);
  }

  /** Adds one tree. Returns false, and adds nothing, when no split gains anything. */
  step(): boolean {
    const state = this.#state;
    const count = sampleTree(state, this.#data.rows, this.#rng);
    const rows = state.rows.subarray(0, count);
    const sum = this.#gradients(rows, count);
    const scale = gradientScale(count, sum, this.#weightLimit);
    const grown = growTree(state, count, scale, this.#team);
    if (grown.tree.leaves === 1) return false;
    this.trees.push(grown.tree);
    addTreeScores(grown, count, state, this.#team);
    this.scores.set(state.margin);
    return true;
  }

  /** Fills the gradients of the rows. @returns the sum of hessians in units */
  #gradients(rows: Int32Array, count: number): number {
    const { labels, weights, classPrior } = this.#data;
    const { gh, margin, labels: kept, weights: keptWeights } = this.#state;
    margin.set(this.scores);
    if (classPrior === undefined) {
      kept.set(labels);
      if (weights !== undefined) keptWeights.set(weights);
      return this.#team.gradients(count, this.#weightLimit, weights !== undefined);
    }
    const bits = bitsOf(count);
    return puGradients(this.scores, labels, weights, this.#weightLimit, this.#perPositive, rows, count, bits, gh)
      .hessianSum;
  }
}

function logOddsOfBaseRate({ rows, labels, weights, classPrior }: BoosterData): number {
  if (classPrior !== undefined) return Math.log(classPrior / (1 - classPrior));
  let positive = 0;
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const weight = weights === undefined ? 1 : weights[rows[i]];
    total += weight;
    if (labels[rows[i]] === 1) positive += weight;
  }
  const rate = Math.min(Math.max(positive / total, 1e-9), 1 - 1e-9);
  return Math.log(rate / (1 - rate));
}
