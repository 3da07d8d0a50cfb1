import { moveShares } from '../kernel/prevalence.ts';
import { calibrationError, logLoss } from '../kernel/ranking-metrics.ts';
import { at, labelsAt } from './blend.ts';
import { type Calibration, calibrated, fitCalibration } from './calibrate.ts';
import { classProbabilities, rowsOf } from './class-probabilities.ts';
import type { Folds } from './folds.ts';
import { meanPrecision } from './group-trials.ts';
import type { TargetScores, Targets } from './out-of-fold.ts';
import { countShares, shiftedShares } from './shifted-shares.ts';
import type { LearnReport } from './types.ts';

export interface FinalProbabilities {
  /** `classes` a row, each row adds up to 1. */
  readonly probabilities: Float64Array;
  readonly quality: Pick<
    LearnReport,
    'calibration' | 'movedShares' | 'averagePrecision' | 'logLoss' | 'calibrationError'
  >;
}

/** Blended log-odds to probabilities: calibrated out of fold, and moved to other class shares where that is proven. */
export function finalProbabilities(
  blended: TargetScores,
  targets: Targets,
  folds: Folds,
  seed: number,
): FinalProbabilities {
  const { labels, classes } = targets;
  const { labelled } = folds;
  const calibrations = calibrateAll(blended, targets, folds);
  const perTarget = blended.map((z, t) => z.map((score) => calibrated(calibrations[t] as Calibration, score)));
  const probabilities = classProbabilities(perTarget, classes);
  const classOf = at8(labels, labelled);
  const isLabelled = new Uint8Array(labels.length);
  for (const r of labelled) isLabelled[r] = 1;
  const others = Int32Array.from(labels.keys()).filter((r) => isLabelled[r] === 0);
  const known = rowsOf(probabilities, classes, labelled);
  const moved = shiftedShares(known, classOf, rowsOf(probabilities, classes, others), classes, seed);
  if (moved !== undefined) moveShares(probabilities, countShares(classOf, classes), moved);
  const mean = (of: (p: Float64Array, truth: Uint8Array) => number): number =>
    perTarget.reduce((sum, p, t) => sum + of(at(p, labelled), labelsAt(targets, t, labelled)), 0) / perTarget.length;
  return {
    probabilities,
    quality: {
      calibration: calibrations.map(({ kind }) => kind),
      movedShares: moved === undefined ? null : [...moved],
      averagePrecision: meanPrecision(blended, targets, labelled),
      logLoss: mean(logLoss),
      calibrationError: mean(calibrationError),
    },
  };
}

function calibrateAll(blended: TargetScores, targets: Targets, folds: Folds): readonly Calibration[] {
  const { labelled, count } = folds;
  const foldOf = new Map<number, number>();
  for (const { repeat, fold, held } of folds.cells) if (repeat === 0) for (const r of held) foldOf.set(r, fold);
  const fold = Int32Array.from(labelled, (r) => foldOf.get(r) ?? 0);
  return blended.map((z, target) => fitCalibration(at(z, labelled), labelsAt(targets, target, labelled), fold, count));
}

function at8(values: Uint8Array, rows: Int32Array): Uint8Array {
  return Uint8Array.from(rows, (r) => values[r] as number);
}
