import { descending } from '../../kernel/ranking-metrics.ts';
import { createRng, type Rng } from '../../kernel/rng.ts';
import { calibrated } from '../calibrate.ts';
import { judge } from './judge.ts';
import { type LocalPlan, learnLocally } from './learn.ts';
import { type Boosted, meanRaw, offsetFor, unlabelledRows } from './raw-scores.ts';
import type { LocalTask } from './task.ts';
import type { PriorSensitivity } from './types.ts';

export interface SensitivityTask {
  readonly task: LocalTask;
  readonly base: Float64Array;
  readonly fold: Int32Array;
  readonly plan: LocalPlan;
  readonly parent: Boosted;
  readonly rng: Rng;
}

const factors = [0.5, 1, 2];

/** The class prior is a guess: what would half and double of it have changed? */
export function sensitivityOf({ task, base, fold, plan, parent, rng }: SensitivityTask): readonly PriorSensitivity[] {
  const rows = Int32Array.from(task.labels.keys());
  const candidates = unlabelledRows(task);
  const full = meanRaw(parent, task.features);
  const seed = rng.int(2 ** 31);
  const learnt = factors.map((factor) => {
    const classPrior = Math.min(0.5, plan.classPrior * factor);
    const wanted = { ...plan, classPrior };
    // The same draws for all, so that only the prior differs.
    const { shift } = learnLocally(task, base, wanted, rows, createRng(seed));
    const raw = Float64Array.from(candidates, (r) => (full[r] as number) + (shift[r] as number));
    const offset = offsetFor(parent.calibration, raw, classPrior * raw.length);
    const scores = raw.map((one) => calibrated(parent.calibration, one + offset));
    return { prior: classPrior, place: judge(task, base, wanted, fold, createRng(seed)).after, scores };
  });
  const top = (scores: Float64Array): Set<number> => new Set(descending(scores).subarray(0, 50));
  const usual = top(learnt[1]?.scores ?? new Float64Array(0));
  return learnt.map(({ prior, place, scores }) => ({
    prior,
    place,
    sameTop50: [...top(scores)].filter((row) => usual.has(row)).length / Math.max(1, usual.size),
    meanScore: scores.reduce((sum, p) => sum + p, 0) / Math.max(1, scores.length),
  }));
}
