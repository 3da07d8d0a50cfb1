import { fitSigmoid } from '../kernel/platt.ts';
import type { TargetScores, Targets } from './out-of-fold.ts';
import { fewLabels } from './settings.ts';

/** A model's log-odds on one scale with the others', and how good they are out of fold. */
export interface Scaled {
  readonly scores: TargetScores;
  /** Mean log-loss a labelled row, summed over the targets. */
  readonly logLoss: number;
}

/** Puts log-odds on the scale of true log-odds (Platt 1999), so that those of different learners may be averaged. */
export function scaled(scores: TargetScores, targets: Targets, labelled: Int32Array): Scaled {
  const rescaled = scores.map((raw, target) => {
    const { slope, intercept } = fitSigmoid(at(raw, labelled), labelsAt(targets, target, labelled));
    return raw.map((z) => slope * z + intercept);
  });
  return { scores: rescaled, logLoss: blendLoss([rescaled], [1], targets, labelled) };
}

/**
 * Shares of models in a blend, by greedy selection with replacement (Caruana et al. 2004) on the log-loss out of
 * fold. It starts from an even blend that counts as `prior` picks, which holds the shares together where few labels
 * could not tell them apart.
 */
export function blendShares(models: readonly Scaled[], targets: Targets, labelled: Int32Array): readonly number[] {
  const scores = models.map((model) => model.scores);
  const few = labelled.length <= fewLabels;
  const prior = few ? 30 : 10;
  const steps = few ? 10 : 30;
  const picks = models.map(() => prior / models.length);
  for (let step = 0; step < steps; step++) {
    let best = 0;
    let bestLoss = Infinity;
    for (let m = 0; m < models.length; m++) {
      picks[m] = (picks[m] as number) + 1;
      const loss = blendLoss(scores, picks, targets, labelled);
      picks[m] = (picks[m] as number) - 1;
      if (!(loss < bestLoss)) continue;
      best = m;
      bestLoss = loss;
    }
    picks[best] = (picks[best] as number) + 1;
  }
  const total = picks.reduce((sum, pick) => sum + pick, 0);
  return picks.map((pick) => pick / total);
}

export function blendScores(models: readonly TargetScores[], shares: readonly number[]): TargetScores {
  const first = models[0] as TargetScores;
  return first.map((_, target) => {
    const sum = new Float64Array((first[target] as Float64Array).length);
    for (const [m, share] of shares.entries()) {
      const scores = models[m]?.[target] as Float64Array;
      for (let r = 0; r < sum.length; r++) sum[r] = (sum[r] as number) + share * (scores[r] as number);
    }
    return sum;
  });
}

function blendLoss(
  models: readonly TargetScores[],
  picks: readonly number[],
  { binary }: Targets,
  labelled: Int32Array,
): number {
  const total = picks.reduce((sum, pick) => sum + pick, 0);
  let loss = 0;
  for (const [target, labels] of binary.entries()) {
    for (const r of labelled) {
      let z = 0;
      for (let m = 0; m < models.length; m++) z += (picks[m] as number) * (models[m]?.[target]?.[r] as number);
      z /= total;
      loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (labels[r] === 1 ? z : 0);
    }
  }
  return loss / labelled.length;
}

export function at(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (r) => values[r] as number);
}

export function labelsAt({ binary }: Targets, target: number, rows: Int32Array): Uint8Array {
  const labels = binary[target] as Uint8Array;
  return Uint8Array.from(rows, (r) => labels[r] as number);
}
