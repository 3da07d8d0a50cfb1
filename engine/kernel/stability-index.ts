const floor = 1e-4;

/**
 * Population stability index: the sum over bins of (now - before) * ln(now / before), shares held at 0.0001 or more.
 * Below 0.1 little has changed, above 0.25 much (the convention of credit scoring; Yurdakul & Naranjo 2020 on its law).
 */
export function stabilityIndex(before: ArrayLike<number>, now: ArrayLike<number>): number {
  let index = 0;
  for (let bin = 0; bin < before.length; bin++) {
    const b = Math.max(before[bin], floor);
    const n = Math.max(now[bin], floor);
    index += (n - b) * Math.log(n / b);
  }
  return index;
}

/**
 * Shares of a column in the bins between rising deciles, and last of its missing values. Repeated deciles (a value that
 * many have) make one bin, whose share before is the mass of all of them.
 * @param deciles 11 values at 0, 0.1, .. 1
 * @returns shares before, as the deciles say, and now
 */
export function decileShares(
  deciles: ArrayLike<number>,
  missingBefore: number,
  column: Float32Array,
): { readonly before: Float64Array; readonly now: Float64Array } {
  const edges: number[] = [];
  const mass: number[] = [];
  for (let d = 1; d < deciles.length; d++) {
    const edge = Math.fround(deciles[d]);
    if (edges.length > 0 && edge <= edges[edges.length - 1]) mass[mass.length - 1] += 0.1;
    else {
      edges.push(edge);
      mass.push(0.1);
    }
  }
  const bins = edges.length;
  const before = new Float64Array(bins + 1);
  const now = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin++) before[bin] = mass[bin] * (1 - missingBefore);
  before[bins] = missingBefore;
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (Number.isNaN(value)) {
      now[bins] += 1 / column.length;
      continue;
    }
    let bin = 0;
    while (bin < bins - 1 && value > edges[bin]) bin++;
    now[bins === 0 ? 0 : bin] += 1 / column.length;
  }
  return { before, now };
}
