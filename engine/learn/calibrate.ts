import { type Curve, centredIsotonic, heightAt } from '../kernel/isotonic.ts';
import { fitSigmoid, type Sigmoid, sigmoidAt } from '../kernel/platt.ts';
import { calibrationError } from '../kernel/ranking-metrics.ts';
import { fewLabels } from './settings.ts';

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
 * Platt's sigmoid or centred isotonic regression, whichever has the lower calibration error on folds it was not
 * fitted on. With few labels that error is mostly noise and the curve has many ways to be lucky: there it must have a
 * Brier score lower by two standard errors.
 * @param fold parallel to scores and labels
 */
export function fitCalibration(scores: Float64Array, labels: Uint8Array, fold: Int32Array, folds: number): Calibration {
  const isotonic = crossCalibrated('isotonic', scores, labels, fold, folds);
  const platt = crossCalibrated('platt', scores, labels, fold, folds);
  const curveWins =
    labels.length <= fewLabels
      ? clearlyBetter(isotonic, platt, labels)
      : calibrationError(isotonic, labels) < calibrationError(platt, labels);
  return fitKind(curveWins ? 'isotonic' : 'platt', scores, labels);
}

function clearlyBetter(one: Float64Array, other: Float64Array, labels: Uint8Array): boolean {
  const gains = Float64Array.from(labels, (y, i) => ((other[i] as number) - y) ** 2 - ((one[i] as number) - y) ** 2);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const error = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0)) / gains.length;
  return mean > 2 * error;
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
    for (let i = 0; i < scores.length; i++) if (fold[i] === k) result[i] = calibrated(calibration, scores[i] as number);
  }
  return result;
}

function fitKind(kind: Calibration['kind'], scores: Float64Array, labels: Uint8Array): Calibration {
  const curve = kind === 'isotonic' ? centredIsotonic(scores, labels) : { x: [], y: [] };
  return { kind, sigmoid: fitSigmoid(scores, labels), curve };
}
