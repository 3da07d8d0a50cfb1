import type { BinnedColumns } from './feature-bins.ts';

/** Where a node sends a row. */
export interface BinSplit {
  readonly feature: number;
  /** Bins 1 to `bin` go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
}

/** Which side's gradients are wanted side by side, and the row step to add to their hessians. */
export interface Gather {
  readonly left: boolean;
  readonly right: boolean;
  readonly rowStep: number;
}

/**
 * Sorts rows[from..to) by side into the same range of `spare`: the left ones from its front on, the right ones from its
 * end backwards. Ranges do not touch each other, so threads may take one each.
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
  let right = to - 1;
  for (let i = from; i < to; i++) {
    const r = rows[i];
    const b = (words[r] >>> shift) & 255;
    const goesLeft = b === 0 ? missing : b <= bin ? 1 : 0;
    // Both are written and one is kept: no branch to mispredict.
    spare[left] = r;
    spare[right] = r;
    left += goesLeft;
    right -= 1 - goesLeft;
  }
  return left - from;
}

/**
 * Puts separated rows where they belong, in the order they had, and the gradients of the wanted side side by side.
 * @param gh gradient and hessian of each row
 * @param leftTo where in `rows` the left ones of this range begin; `rightTo` the right ones
 */
export function settleRows(
  rows: Int32Array,
  spare: Int32Array,
  from: number,
  to: number,
  lefts: number,
  leftTo: number,
  rightTo: number,
  gh: Int32Array,
  { left, right, rowStep }: Gather,
  ordered: Float64Array,
): void {
  const rights = to - from - lefts;
  for (let i = 0; i < lefts; i++) rows[leftTo + i] = spare[from + i];
  for (let i = 0; i < rights; i++) rows[rightTo + i] = spare[to - 1 - i];
  if (left) gatherGradients(rows, gh, leftTo, leftTo + lefts, rowStep, ordered);
  if (right) gatherGradients(rows, gh, rightTo, rightTo + rights, rowStep, ordered);
}

/** Copies gradient and hessian of the listed rows into their order, the row step added to the hessian. */
function gatherGradients(
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

/** One thread's part of settling rows from..to, of which each part before has separated `lefts`. */
export interface SettledPart {
  readonly lefts: number;
  readonly leftTo: number;
  readonly rightTo: number;
  /** Where the right side of the whole begins. */
  readonly middle: number;
}

/**
 * Where the rows of part `part` go. The result of all parts together does not depend on how many there are.
 * @param start where the part begins, of a whole that begins at `from`
 * @param lefts how many went left in each part
 */
export function placesOf(from: number, start: number, part: number, lefts: ArrayLike<number>): SettledPart {
  let before = 0;
  let all = 0;
  for (let p = 0; p < lefts.length; p++) {
    if (p < part) before += lefts[p];
    all += lefts[p];
  }
  const middle = from + all;
  return { lefts: lefts[part], leftTo: from + before, rightTo: middle + (start - from - before), middle };
}
