/**
 * Splits rows[from..to) by the bin of one feature, keeping the order inside both sides.
 * @param shift place of the feature's bin in the packed word
 * @returns where the right side begins
 */
export function partitionRows(
  rows: Int32Array,
  spare: Int32Array,
  from: number,
  to: number,
  words: Uint32Array,
  shift: number,
  bin: number,
  missingLeft: boolean,
): number {
  let left = from;
  let right = 0;
  const missing = missingLeft ? 1 : 0;
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
  rows.set(spare.subarray(0, right), left);
  return left;
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
