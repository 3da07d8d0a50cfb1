import { centredIsotonic, heightAt } from '../kernel/isotonic.ts';
import { fitSigmoid, sigmoidAt } from '../kernel/platt.ts';
import { logLoss } from '../kernel/ranking-metrics.ts';
import type { Calibration } from './types.ts';

/** Share of the sigmoid in an isotonic calibration: keeps the order of scores on its flat parts. */
const sigmoidShare = 0.01;

/** Probability of a raw score; strictly rising with it. */
export function calibrated(calibration: Calibration, raw: number): number {
  const smooth = sigmoidAt(calibration.sigmoid, raw);
  if (calibration.kind === 'platt') return smooth;
  return (1 - sigmoidShare) * heightAt(calibration.curve, raw) + sigmoidShare * smooth;
}

/**
 * Fits Platt's sigmoid and centred isotonic regression and takes the one with the lower log-loss out of
 * fold: each is fitted on the other folds' scores and judged on the fold left out.
 * @param raw out-of-fold raw scores
 * @param fold parallel to the scores, 0 to folds - 1
 */
export function fitCalibration(raw: Float64Array, labels: Uint8Array, fold: Int32Array, folds: number): Calibration {
  const loss = { isotonic: 0, platt: 0 };
  for (let k = 0; k < folds; k++) {
    const rest = pick(raw, labels, fold, (f) => f !== k);
    const held = pick(raw, labels, fold, (f) => f === k);
    if (rest.raw.length === 0 || held.raw.length === 0) continue;
    for (const kind of ['isotonic', 'platt'] as const) {
      const calibration = fitKind(kind, rest.raw, rest.labels);
      loss[kind] += held.raw.length * logLoss(apply(calibration, held.raw), held.labels);
    }
  }
  return fitKind(loss.isotonic < loss.platt ? 'isotonic' : 'platt', raw, labels);
}

export function apply(calibration: Calibration, raw: Float64Array): Float64Array {
  return raw.map((score) => calibrated(calibration, score));
}

function fitKind(kind: Calibration['kind'], raw: Float64Array, labels: Uint8Array): Calibration {
  const curve = kind === 'isotonic' ? centredIsotonic(raw, labels) : { x: [], y: [] };
  return { kind, sigmoid: fitSigmoid(raw, labels), curve };
}

function pick(raw: Float64Array, labels: Uint8Array, fold: Int32Array, wanted: (fold: number) => boolean) {
  const keep = (_: number, i: number): boolean => wanted(fold[i] as number);
  return { raw: raw.filter(keep), labels: labels.filter(keep) };
}
