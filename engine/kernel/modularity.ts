import type { Rows } from './csr.ts';

interface Sums {
  /** Weight inside groups, every edge counted twice. */
  readonly inside: number;
  /** Sum over groups of the square of their strength over the total. */
  readonly expected: number;
  /** Twice the weight of all edges. */
  readonly total: number;
}

/**
 * Modularity (Newman & Girvan 2004; resolution: Reichardt & Bornholdt 2006) of a grouping: share of weight inside
 * groups less what chance puts there. 0 without edges.
 */
export function modularity(rows: Rows, of: Int32Array, count: number, resolution = 1): number {
  const { inside, expected, total } = sumsOf(rows, of, count);
  return total === 0 ? 0 : (inside - resolution * expected) / total;
}

/**
 * The resolution at which the best grouping by modularity is the most likely one of a planted
 * partition with the contact rates found inside and between these groups (Newman 2016, "Equivalence between modularity
 * optimization and maximum likelihood methods for community detection", eq. 21). NaN where one of
 * the rates cannot be told.
 */
export function likelyResolution(rows: Rows, of: Int32Array, count: number): number {
  const { inside, expected, total } = sumsOf(rows, of, count);
  const rateInside = inside / expected;
  const rateBetween = (total - inside) / (total - expected);
  if (!(rateInside > 0 && rateBetween > 0) || rateInside === rateBetween) return NaN;
  return (rateInside - rateBetween) / (Math.log(rateInside) - Math.log(rateBetween));
}

function sumsOf({ order, offsets, targets, weights }: Rows, of: Int32Array, count: number): Sums {
  const strength = new Float64Array(count);
  let inside = 0;
  let total = 0;
  for (let i = 0; i < order; i++) {
    const group = of[i];
    let sum = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const weight = weights === undefined ? 1 : weights[s];
      sum += weight;
      if (of[targets[s]] === group) inside += weight;
    }
    strength[group] += sum;
    total += sum;
  }
  let expected = 0;
  for (let g = 0; g < count; g++) expected += strength[g] * (strength[g] / total);
  return { inside, expected: total === 0 ? 0 : expected, total };
}
