import type { Rng } from '../../kernel/rng.ts';
import { shuffle } from '../folds.ts';

/** Rows that a small learner sees: positives and others drawn apart, in rising order. */
export function drawSample(
  rows: Int32Array,
  labels: Uint8Array,
  most: { readonly positives: number; readonly others: number },
  rng: Rng,
): Int32Array {
  const positives = [...rows].filter((r) => labels[r] === 1);
  const others = [...rows].filter((r) => labels[r] !== 1);
  shuffle(positives, rng);
  shuffle(others, rng);
  return Int32Array.from([...positives.slice(0, most.positives), ...others.slice(0, most.others)]).sort();
}

export interface Scaling {
  readonly mean: number;
  readonly perUnit: number;
}

/** Mean and spread of the finite values of the sample. A column that does not vary weighs nothing. */
export function scalingOf(column: Float32Array, sample: Int32Array): Scaling {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const r of sample) {
    const value = column[r] as number;
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    squares += value * value;
  }
  if (count === 0) return { mean: 0, perUnit: 0 };
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(squares / count - mean * mean, 0));
  return { mean, perUnit: spread > 1e-9 * (1 + Math.abs(mean)) ? 1 / spread : 0 };
}

/** Missing and infinite values stand at the mean; far outliers are held at 8 spreads. */
export function standardised(value: number, { mean, perUnit }: Scaling): number {
  if (!Number.isFinite(value)) return 0;
  return Math.min(Math.max((value - mean) * perUnit, -8), 8);
}
