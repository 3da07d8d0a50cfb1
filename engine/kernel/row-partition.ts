import type { BinnedColumns } from './feature-bins.ts';

/** Where a node sends a row. */
export interface BinSplit {
  readonly feature: number;
  /** Bins 1 to `bin` go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
}

/**
 * Sorts rows[from..to) by side, keeping the order inside both: the left ones to the front of the range, the right
 * ones into spare[from..]. Ranges do not touch each other, so threads may take one each.
 * @returns how many went left
 */
export function separateRows(
  rows: Int32Array,
  spare: Int32Array,
  from: number,
  to: number,
  { groups }: BinnedColumns,
  { feature, bin, missingLeft }: BinSplit,
): number {
  const words = groups[feature >> 2];
  const shift = (feature & 3) * 8;
  const missing = missingLeft ? 1 : 0;
  let left = from;
  let right = from;
  for (let i = from; i < to; i++) {
    const r = rows[i];
    const b = (words[r] >>> shift) & 255;
    const goesLeft = b === 0 ? missing : b <= bin ? 1 : 0;
    // Both are written and one is kept: no branch to mispredict.
    rows[left] = r;
    spare[right] = r;
    left += goesLeft;
    right += 1 - goesLeft;
  }
  return left - from;
}

/**
 * Puts separated ranges together: all left rows, then all right rows. The result does not depend on how many
 * ranges there were.
 * @param bounds where each range begins and, last, where the last one ends
 * @param lefts how many went left in each range
 * @returns where the right side begins
 */
export function joinSides(
  rows: Int32Array,
  spare: Int32Array,
  bounds: readonly number[],
  lefts: readonly number[],
): number {
  let at = bounds[0];
  for (let part = 0; part < lefts.length; part++) {
    rows.copyWithin(at, bounds[part], bounds[part] + lefts[part]);
    at += lefts[part];
  }
  const middle = at;
  for (let part = 0; part < lefts.length; part++) {
    const rights = bounds[part + 1] - bounds[part] - lefts[part];
    rows.set(spare.subarray(bounds[part], bounds[part] + rights), at);
    at += rights;
  }
  return middle;
}

/** Copies gradient and hessian of the listed rows into their order, the row step added to the hessian. */
export function gatherGradients(
  rows: Int32Array,
  gh: Int32Array,
  from: number,
  to: number,
  rowStep: number,
  ordered: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const r = 2 * rows[i];
    ordered[2 * i] = gh[r];
    ordered[2 * i + 1] = gh[r + 1] + rowStep;
  }
}
