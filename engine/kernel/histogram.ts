/**
 * Adds rows from..to of four packed features to their histograms: two doubles a bin, gradients and
 * `rowStep` + hessian (see gradients.ts). The innermost loop of training.
 * @param rows row numbers of the leaf; `gh` holds gradient and hessian of rows[i] at 2 i
 */
export function addToHistograms(
  words: Uint32Array,
  rows: Int32Array,
  gh: Int32Array,
  from: number,
  to: number,
  rowStep: number,
  histogram: Float64Array,
  base0: number,
  base1: number,
  base2: number,
  base3: number,
): void {
  for (let i = from; i < to; i++) {
    const word = words[rows[i]];
    const g = gh[2 * i];
    const h = gh[2 * i + 1] + rowStep;
    let at = base0 + ((word & 255) << 1);
    histogram[at] += g;
    histogram[at + 1] += h;
    at = base1 + (((word >>> 8) & 255) << 1);
    histogram[at] += g;
    histogram[at + 1] += h;
    at = base2 + (((word >>> 16) & 255) << 1);
    histogram[at] += g;
    histogram[at + 1] += h;
    at = base3 + ((word >>> 24) << 1);
    histogram[at] += g;
    histogram[at + 1] += h;
  }
}

/** larger = parent - smaller, in the parent's place. Exact, because the sums are whole numbers. */
export function subtractHistogram(histogram: Float64Array, parent: number, smaller: number, length: number): void {
  for (let i = 0; i < length; i++) histogram[parent + i] -= histogram[smaller + i];
}
