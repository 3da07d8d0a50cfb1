import { blendScores, blendShares } from './blend.ts';
import { createTable } from './feature-table.ts';
import { type FinalProbabilities, finalProbabilities } from './final-probabilities.ts';
import { dealFolds } from './folds.ts';
import { keepBest } from './group-trials.ts';
import { tryLadder } from './ladder.ts';
import { trainLibrary } from './library.ts';
import { createPool, type MemberPool } from './member-pool.ts';
import { targetsOf } from './out-of-fold.ts';
import type { LearnProblem, LearnProgress, LearnReport } from './types.ts';

/** Fewer values than this are learned by one thread: starting others would take longer. */
const worthThreads = 50_000;

export interface Learned {
  /** `classes` a node, each node adds up to 1. */
  readonly probabilities: Float64Array;
  readonly report: FinalProbabilities['quality'] &
    Pick<LearnReport, 'features' | 'folds' | 'repeats' | 'sets' | 'blend'>;
}

/**
 * The one recipe for any attributed graph: derive feature groups, let inner cross-validation keep those that help,
 * blend boosted trees, randomised trees and a smooth learner over them, calibrate, correct for a mix of classes that
 * was picked and not drawn.
 * @param threads do not change the result
 */
export async function learnClasses(
  problem: LearnProblem,
  seed: number,
  onProgress: (progress: LearnProgress) => void,
  threads = 1,
): Promise<Learned> {
  const pool = createPool(problem.graph.order * problem.columns.length < worthThreads ? 1 : threads);
  try {
    return await learnWith(pool, problem, seed, onProgress);
  } finally {
    pool.close();
  }
}

async function learnWith(
  pool: MemberPool,
  problem: LearnProblem,
  seed: number,
  onProgress: (progress: LearnProgress) => void,
): Promise<Learned> {
  const classes = problem.classes.length;
  const folds = dealFolds(problem.known, classes, seed);
  const targets = targetsOf(problem.known, classes);
  onProgress({ step: 'features', done: 0, unit: 'columns' });
  const table = createTable(problem);
  const tried = await tryLadder(problem, table, folds, seed, pool, onProgress);
  const kept = keepBest(tried);
  const models = await trainLibrary(kept, table, targets, folds, seed, pool, onProgress);
  const all = models.map((model) => model.scaled);
  const shares = blendShares(all, targets, folds.labelled);
  const scores = all.map((model) => model.scores);
  const { probabilities, quality } = finalProbabilities(blendScores(scores, shares), targets, folds, seed);
  const blend = models.map(({ groups, learner, scaled: { logLoss } }, m) => {
    return { groups, learner, logLoss, share: shares[m] as number };
  });
  return {
    probabilities,
    report: {
      ...quality,
      features: table.widthOf(['own', 'structure', 'one hop', 'two hops']),
      folds: folds.count,
      repeats: folds.repeats,
      sets: tried.map((one) => ({ ...one.trial, kept: kept.includes(one) })),
      blend,
    },
  };
}
