import { type Curve, centredIsotonic, heightAt } from '../kernel/isotonic.ts';
import { fitSigmoid, type Sigmoid, sigmoidAt } from '../kernel/platt.ts';
import { logLoss } from '../kernel/ranking-metrics.ts';

/** Log-odds to probability, strictly rising: a share of the sigmoid keeps the order on the flats of the curve. */
export interface Calibration {
  readonly kind: 'isotonic' | 'platt';
  readonly sigmoid: Sigmoid;
  readonly curve: Curve;
}

const sigmoidShare = 0.02;

export function calibrated({ kind, sigmoid, curve }: Calibration, score: number): number {
  const smooth = sigmoidAt(sigmoid, score);
  return kind === 'platt' ? smooth : (1 - sigmoidShare) * heightAt(curve, score) + sigmoidShare * smooth;
}

/**
 * Platt's sigmoid or centred isotonic regression, whichever has the lower log-loss on folds it was not fitted on.
 * @param fold parallel to scores and labels
 */
export function fitCalibration(
  scores: Float64Array,
  labels: Uint8Array,
  fold: Int32Array,
  folds: number,
): Calibration {
  const isotonic = crossCalibrated('isotonic', scores, labels, fold, folds);
  const platt = crossCalibrated('platt', scores, labels, fold, folds);
  return fitKind(logLoss(isotonic, labels) < logLoss(platt, labels) ? 'isotonic' : 'platt', scores, labels);
}

/** Probabilities of each fold by a calibration fitted on the others. */
export function crossCalibrated(
  kind: Calibration['kind'],
  scores: Float64Array,
  labels: Uint8Array,
  fold: Int32Array,
  folds: number,
): Float64Array {
  const result = new Float64Array(scores.length);
  for (let k = 0; k < folds; k++) {
    const outside = (_: number, i: number): boolean => fold[i] !== k;
    const calibration = fitKind(kind, scores.filter(outside), labels.filter(outside));
    for (let i = 0; i < scores.length; i++)
      if (fold[i] === k) result[i] = calibrated(calibration, scores[i] as number);
  }
  return result;
}

function fitKind(kind: Calibration['kind'], scores: Float64Array, labels: Uint8Array): Calibration {
  const curve = kind === 'isotonic' ? centredIsotonic(scores, labels) : { x: [], y: [] };
  return { kind, sigmoid: fitSigmoid(scores, labels), curve };
}
