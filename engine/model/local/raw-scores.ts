import { puLabels } from '../../kernel/nnpu-gradients.ts';
import { calibrated } from '../calibrate.ts';
import { scoreForests } from '../threads/score.ts';
import type { Calibration, Matrix, RoleModel } from '../types.ts';
import type { LocalTask } from './task.ts';

export type Boosted = RoleModel & { readonly kind: 'boosted' };

/** Mean raw score of the members for every row. */
export function meanRaw({ members }: Boosted, features: Matrix): Float64Array {
  const rows = Int32Array.from(Array(features.rows).keys());
  const mean = new Float64Array(features.rows);
  for (const raw of scoreForests(members, features.columns, rows)) {
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (raw[i] as number) / members.length;
  }
  return mean;
}

export function unlabelledRows({ labels }: LocalTask): Int32Array {
  return Int32Array.from(labels.keys()).filter((r) => labels[r] === puLabels.unlabelled);
}

/** Number to add to the raw scores so that the probabilities sum to `wanted`, by bisection. */
export function offsetFor(calibration: Calibration, raw: Float64Array, wanted: number): number {
  let low = -20;
  let high = 20;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (raw.reduce((sum, one) => sum + calibrated(calibration, one + middle), 0) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
