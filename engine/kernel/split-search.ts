import type { BoosterOptions } from './booster-options.ts';
import type { GradientScale } from './gradients.ts';

/** Best split of each feature for one leaf; arrays run over the features. Gain 0 or less is no split. */
export interface SplitTable {
  readonly gain: Float64Array;
  /** Values in bins up to it go left; 0 is never used, the last bin separates the missing from the rest. */
  readonly bin: Int32Array;
  readonly missingLeft: Uint8Array;
  /** Sums of the left side, as in the histogram. */
  readonly leftGradient: Float64Array;
  readonly leftRows: Float64Array;
}

/** Sums of a leaf as in a histogram, and the bounds that monotone constraints put on its value. */
export interface LeafSums {
  readonly gradient: number;
  readonly rows: number;
  readonly lower: number;
  readonly upper: number;
}

export function shrunk(gradient: number, lambdaL1: number): number {
  if (lambdaL1 === 0) return gradient;
  return Math.sign(gradient) * Math.max(Math.abs(gradient) - lambdaL1, 0);
}

/** Value that minimises the second-order loss of a leaf (Chen & Guestrin 2016, eq. 5, with L1). */
export function leafValue(gradient: number, hessian: number, options: BoosterOptions): number {
  const bottom = hessian + options.lambdaL2;
  return bottom > 0 ? 0 - shrunk(gradient, options.lambdaL1) / bottom : 0;
}

/** Loss reduction, times two, of giving a leaf this value. */
function gainOf(gradient: number, hessian: number, value: number, options: BoosterOptions): number {
  return -(2 * shrunk(gradient, options.lambdaL1) * value + (hessian + options.lambdaL2) * value * value);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Hessian of packed rows. */
export function hessianOf(rows: number, scale: GradientScale): number {
  return (rows - Math.floor(rows / scale.rowStep) * scale.rowStep) * scale.hessianUnit;
}

/**
 * Scans the bins of one feature for the best split of a leaf: every threshold, with the missing values
 * on either side. The first of equal gains wins. Where the leaf has no missing value the larger side gets them.
 * @param base place of the feature's bin 0 in the histogram
 */
export function searchSplit(
  feature: number,
  histogram: Float64Array,
  base: number,
  bins: number,
  leaf: LeafSums,
  scale: GradientScale,
  options: BoosterOptions,
  direction: number,
  table: SplitTable,
): void {
  const { rowStep, gradientUnit, hessianUnit } = scale;
  const { minDataInLeaf, minSumHessian, lambdaL1, lambdaL2 } = options;
  const step = 1 / rowStep;
  const bounded = direction !== 0 || leaf.lower > -Infinity || leaf.upper < Infinity;
  const total = Math.floor(leaf.rows * step);
  const missingGradient = histogram[base];
  const missingRows = histogram[base + 1];
  const anyMissing = missingRows > 0;
  const last = anyMissing ? bins - 1 : bins - 2;
  const wholeGradient = leaf.gradient * gradientUnit;
  const wholeHessian = (leaf.rows - total * rowStep) * hessianUnit;
  const wholeValue = clamp(leafValue(wholeGradient, wholeHessian, options), leaf.lower, leaf.upper);
  const before = gainOf(wholeGradient, wholeHessian, wholeValue, options);
  let best = options.minGainToSplit;
  table.gain[feature] = 0;
  let sumGradient = 0;
  let sumRows = 0;
  for (let bin = 1; bin <= last; bin++) {
    const binRows = histogram[base + 2 * bin + 1];
    if (binRows === 0) continue;
    sumGradient += histogram[base + 2 * bin];
    sumRows += binRows;
    for (let side = 0; side < (anyMissing && bin < bins - 1 ? 2 : 1); side++) {
      const leftSum = side === 1 ? sumGradient + missingGradient : sumGradient;
      const leftPacked = side === 1 ? sumRows + missingRows : sumRows;
      const leftCount = Math.floor(leftPacked * step);
      if (leftCount < minDataInLeaf || total - leftCount < minDataInLeaf) continue;
      const leftHessian = (leftPacked - leftCount * rowStep) * hessianUnit;
      const rightHessian = wholeHessian - leftHessian;
      if (leftHessian < minSumHessian || rightHessian < minSumHessian) continue;
      const leftGradient = leftSum * gradientUnit;
      const rightGradient = (leaf.gradient - leftSum) * gradientUnit;
      let gain: number;
      if (bounded) {
        const left = clamp(leafValue(leftGradient, leftHessian, options), leaf.lower, leaf.upper);
        const right = clamp(leafValue(rightGradient, rightHessian, options), leaf.lower, leaf.upper);
        if (direction * (right - left) < 0) continue;
        gain = gainOf(leftGradient, leftHessian, left, options) + gainOf(rightGradient, rightHessian, right, options);
      } else {
        const left = shrunk(leftGradient, lambdaL1);
        const right = shrunk(rightGradient, lambdaL1);
        gain = (left * left) / (leftHessian + lambdaL2) + (right * right) / (rightHessian + lambdaL2);
      }
      gain -= before;
      if (!(gain > best)) continue;
      best = gain;
      table.gain[feature] = gain;
      table.bin[feature] = bin;
      table.missingLeft[feature] = anyMissing ? side : leftCount * 2 >= total ? 1 : 0;
      table.leftGradient[feature] = leftSum;
      table.leftRows[feature] = leftPacked;
    }
  }
}
