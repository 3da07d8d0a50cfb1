import { averagePrecision } from '../kernel/ranking-metrics.ts';
import { at, labelsAt, scaled } from './blend.ts';
import type { Folds } from './folds.ts';
import { boostOutOfFold, type CellColumns, type Crew, type TargetScores, type Targets } from './out-of-fold.ts';
import { mostTrialLabels, trialPlan } from './settings.ts';
import type { GroupName, SetTrial } from './types.ts';

/** One set of feature groups, tried. */
export interface Tried {
  readonly trial: Omit<SetTrial, 'kept'>;
  readonly groups: readonly GroupName[];
  /** Log-loss of each labelled row. */
  readonly losses: Float64Array;
}

/** @param columns, targets and folds over the labelled rows alone: no other row is looked at here */
export async function trySet(
  groups: readonly GroupName[],
  columns: CellColumns,
  width: number,
  targets: Targets,
  folds: Folds,
  seed: number,
  crew: Crew,
): Promise<Tried> {
  const { labelled } = folds;
  const planOf = (features: number, memberSeed: number) => trialPlan(labelled.length, features, memberSeed);
  const raw = await boostOutOfFold(columns, targets, folds, planOf, seed, crew);
  const { scores, logLoss } = scaled(raw, targets, labelled);
  const averagePrecision = meanPrecision(scores, targets, labelled);
  const losses = rowLosses(scores, targets, labelled);
  return { groups, losses, trial: { groups, columns: width, logLoss, averagePrecision } };
}

export function meanPrecision(scores: TargetScores, targets: Targets, labelled: Int32Array): number {
  const each = scores.map((z, target) => averagePrecision(at(z, labelled), labelsAt(targets, target, labelled)));
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

/**
 * The best set and, where it is another one, the smallest that chance does not tell from it (the rule of one standard
 * error, Breiman et al. 1984): what more columns seem to add may be luck, above all with few labels.
 * With very many, chance tells all apart and one set is enough.
 * @param tried in order of size
 */
export function keepBest(tried: readonly Tried[]): readonly Tried[] {
  const best = [...tried].sort((a, b) => a.trial.logLoss - b.trial.logLoss)[0] as Tried;
  if (best.losses.length >= mostTrialLabels) return [best];
  const smallest = tried.find((one) => one === best || isClose(one.losses, best.losses)) as Tried;
  return smallest === best ? [best] : [smallest, best];
}

/** Paired difference of the losses of the rows. */
function isClose(losses: Float64Array, best: Float64Array): boolean {
  const n = losses.length;
  const differences = losses.map((loss, i) => loss - (best[i] as number));
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(n - 1, 1);
  return mean <= Math.sqrt(variance / n);
}

function rowLosses(scores: TargetScores, targets: Targets, labelled: Int32Array): Float64Array {
  const losses = new Float64Array(labelled.length);
  for (const [target, z] of scores.entries()) {
    const labels = targets.binary[target] as Uint8Array;
    for (const [i, r] of labelled.entries()) {
      const score = z[r] as number;
      const loss = Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - (labels[r] === 1 ? score : 0);
      losses[i] = (losses[i] as number) + loss;
    }
  }
  return losses;
}
