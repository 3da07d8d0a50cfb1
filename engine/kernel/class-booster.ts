import { addTreeScores, powerAbove, sampleTree } from './boost-step.ts';
import type { BoosterOptions } from './booster-options.ts';
import type { BinnedColumns } from './feature-bins.ts';
import { constantTree, type Tree } from './forest.ts';
import { bitsOf, gradientScale } from './gradients.ts';
import { createGrowState, type GrowState } from './grow-state.ts';
import { type GrowTeam, teamOfOne } from './grow-team.ts';
import { growTree } from './grow-tree.ts';
import { createRng, type Rng } from './rng.ts';
import { classGradients, softmaxOf } from './softmax-gradients.ts';

export interface ClassBoosterData {
  readonly binned: BinnedColumns;
  /** Class of each row, 0 .. classes - 1. */
  readonly labels: Uint8Array;
  readonly classes: number;
  /** Rows to learn from. */
  readonly rows: Int32Array;
  /** Per row of the table, finite and above 0; absent means 1. */
  readonly weights?: Float64Array;
}

/**
 * Gradient boosting of multi-class log-loss (soft-max), a tree a class in turn, as LightGBM's `multiclass` objective.
 * Trees stand class by class, round after round; a class that no split helps gets a tree of one leaf.
 */
export class ClassBooster {
  /** Raw score of every row of the table, class after class: class c of row r at c * rows + r. */
  readonly scores: Float64Array;
  readonly trees: Tree[] = [];
  /** What the scores of each class start from: the log of its share. */
  readonly startScores: Float64Array;
  readonly #data: ClassBoosterData;
  readonly #state: GrowState;
  readonly #team: GrowTeam;
  readonly #rng: Rng;
  readonly #weightLimit: number;
  readonly #probabilities: Float64Array;

  constructor(data: ClassBoosterData, options: BoosterOptions, state?: GrowState, team?: GrowTeam) {
    this.#data = data;
    this.#state = state ?? createGrowState(data.binned, options);
    this.#team = team ?? teamOfOne(this.#state);
    this.#rng = createRng(options.seed);
    // The factor of the hessians, at most 2, must fit as well.
    this.#weightLimit = 2 * powerAbove(data.weights, data.rows);
    this.startScores = logShares(data);
    this.scores = new Float64Array(data.classes * data.binned.rows);
    this.#probabilities = new Float64Array(this.scores.length);
    for (let c = 0; c < data.classes; c++)
      this.scores.fill(this.startScores[c], c * data.binned.rows, (c + 1) * data.binned.rows);
  }

  /** Adds one tree a class. Returns false, and adds nothing, when no class gains anything. */
  step(): boolean {
    const { classes, binned } = this.#data;
    softmaxOf(this.scores, classes, binned.rows, this.#probabilities);
    const round: Tree[] = [];
    for (let c = 0; c < classes; c++) round.push(this.#growClass(c));
    if (round.every(({ leaves }) => leaves === 1)) return false;
    this.trees.push(...round);
    return true;
  }

  #growClass(c: number): Tree {
    const state = this.#state;
    const { labels, weights, classes, binned } = this.#data;
    const count = sampleTree(state, this.#data.rows, this.#rng);
    const rows = state.rows.subarray(0, count);
    const own = this.#probabilities.subarray(c * binned.rows, (c + 1) * binned.rows);
    const bits = bitsOf(count);
    const sum = classGradients(own, labels, c, classes, weights, this.#weightLimit, rows, bits, state.gh);
    const scale = gradientScale(count, sum, this.#weightLimit);
    const grown = growTree(state, count, scale, this.#team);
    if (grown.tree.leaves === 1) return constantTree(0, count);
    const scores = this.scores.subarray(c * binned.rows, (c + 1) * binned.rows);
    state.margin.set(scores);
    addTreeScores(grown, count, state, this.#team);
    scores.set(state.margin);
    return grown.tree;
  }
}

function logShares({ rows, labels, classes, weights }: ClassBoosterData): Float64Array {
  const mass = new Float64Array(classes);
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const weight = weights === undefined ? 1 : weights[rows[i]];
    mass[labels[rows[i]]] += weight;
    total += weight;
  }
  return mass.map((sum) => Math.log(Math.max(sum / total, 1e-15)));
}
