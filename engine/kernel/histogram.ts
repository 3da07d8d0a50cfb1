/**
 * Sums of four features while they are being added up: 256 bins of two doubles each. One fixed array, so that
 * indexes are known to lie inside it and the sums stay in the nearest cache.
 */
const sums = new Float64Array(4 * 512);

/**
 * Adds up rows from..to of four packed features: two doubles a bin, gradients and `rowStep` + hessian (see gradients.ts).
 * @param rows row numbers of the leaf
 * @param ordered at 2 i the gradient of rows[i], at 2 i + 1 its hessian with the row step
 */
export function sumListedRows(
  words: Uint32Array,
  rows: Int32Array,
  ordered: Float64Array,
  from: number,
  to: number,
): void {
  const add = sums.fill(0);
  for (let i = from; i < to; i++) {
    const word = words[rows[i]];
    const g = ordered[2 * i];
    const h = ordered[2 * i + 1];
    let at = (word & 255) << 1;
    add[at] += g;
    add[at | 1] += h;
    at = 512 | ((word >>> 7) & 510);
    add[at] += g;
    add[at | 1] += h;
    at = 1024 | ((word >>> 15) & 510);
    add[at] += g;
    add[at | 1] += h;
    at = 1536 | ((word >>> 23) & 510);
    add[at] += g;
    add[at | 1] += h;
  }
}

/** Puts the sums of features first..end into a histogram. */
export function putSums(
  histogram: Float64Array,
  place: number,
  binStart: Int32Array,
  first: number,
  end: number,
): void {
  for (let f = first; f < end; f++) {
    const from = (f - first) * 512;
    const length = 2 * (binStart[f + 1] - binStart[f]);
    histogram.set(sums.subarray(from, from + length), place + 2 * binStart[f]);
  }
}

/** larger = parent - smaller, in the parent's place. Exact, because the sums are whole numbers. */
export function subtractHistogram(histogram: Float64Array, parent: number, smaller: number, length: number): void {
  for (let i = 0; i < length; i++) histogram[parent + i] -= histogram[smaller + i];
}
