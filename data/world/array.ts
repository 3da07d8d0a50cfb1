/** Reads that the caller knows to be inside: arrays here are built whole before they are read. */
export function at<T>(list: { readonly [index: number]: T }, index: number): T {
  return list[index] as T;
}

/** Cumulative sums of weights, for `drawIndex`. */
export function cumulative(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += at(weights, i);
    sums[i] = total;
  }
  return sums;
}

/** The index whose slice of the cumulative sums holds `unit` in [0, 1). */
export function drawIndex(sums: Float64Array, unit: number): number {
  const target = unit * at(sums, sums.length - 1);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sums, middle) <= target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Weights of a Zipf law over ranks 1..count. */
export function zipfWeights(count: number, exponent: number): Float64Array {
  return Float64Array.from({ length: count }, (_, rank) => (rank + 1) ** -exponent);
}
