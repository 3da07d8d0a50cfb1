import type { Rng } from '../../kernel/rng.ts';
import { type Folds, rowsOf } from '../folds.ts';
import type { JoinedSets } from '../join-sets.ts';
import type { Matrix, ModelRole } from '../types.ts';
import { handRuleScores } from './hand-rules.ts';
import { fitLogistic } from './logistic.ts';
import { fitForest } from './random-forest.ts';
import type { BaselineName, GraphScores } from './types.ts';

/** Scores by baseline; one that lacks what it needs is left out. */
export type BaselineScores = ReadonlyMap<BaselineName, Float64Array>;

/** Every baseline on labelled sets: those that learn score each fold from the others, the rest need no labels. */
export function outOfFoldBaselines(
  role: ModelRole,
  sets: JoinedSets,
  labels: Uint8Array,
  folds: Folds,
  rng: Rng,
): BaselineScores {
  const scores = fixedScores(role, sets, sets.graph?.[role]);
  const [forest, logistic] = [new Float64Array(sets.rows), new Float64Array(sets.rows)];
  for (let k = 0; k < folds.count; k++) {
    const [rest, held] = [rowsOf(folds, k, false), rowsOf(folds, k, true)];
    const logOdds = fitLogistic(sets.columns, labels, rest, rng);
    const votes = fitForest(sets.columns, labels, rest, rng)(held);
    for (const [i, r] of held.entries()) {
      logistic[r] = logOdds(r);
      forest[r] = votes[i] as number;
    }
  }
  return new Map([...scores, ['random_forest', forest], ['logistic_regression', logistic]]);
}

/**
 * Every baseline on one home: those that learn take its established people against a sample of the others.
 * @param rows people to score, none of them established
 * @param established rows of the features
 */
export function homeBaselines(
  role: ModelRole,
  features: Matrix,
  graph: GraphScores,
  rows: Int32Array,
  established: Int32Array,
  rng: Rng,
): BaselineScores {
  const pick = (column: Float32Array): Float32Array => Float32Array.from(rows, (r) => column[r] as number);
  const here = { rows: rows.length, names: features.names, columns: features.columns.map(pick) };
  const scores = new Map(fixedScores(role, here, graph));
  if (established.length < 5 || rows.length < 5) return scores;
  const labels = new Uint8Array(features.rows);
  for (const r of established) labels[r] = 1;
  const learnFrom = Int32Array.from([...established, ...rows]);
  const logOdds = fitLogistic(features.columns, labels, learnFrom, rng);
  scores.set('random_forest', fitForest(features.columns, labels, learnFrom, rng)(rows));
  scores.set('logistic_regression', Float64Array.from(rows, logOdds));
  return scores;
}

function fixedScores(role: ModelRole, features: Matrix, graph: GraphScores | undefined): BaselineScores {
  const scores = new Map<BaselineName, Float64Array>();
  if (graph !== undefined) {
    for (const name of ['degree', 'personalised_pagerank', 'label_propagation'] as const)
      scores.set(
        name,
        Float64Array.from(graph[name], (value) => (Number.isFinite(value) ? value : 0)),
      );
  }
  const points = handRuleScores(role, features);
  if (points !== undefined) scores.set('hand_rules', points);
  return scores;
}
