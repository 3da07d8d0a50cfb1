import type { Csr } from './csr.ts';

export interface PageRankOptions {
  /** Probability of following an edge; default 0.85. */
  readonly damping?: number;
  /** Stop when the L1 change falls below this; default 1e-8. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

/**
 * Weighted PageRank by power iteration (Brin & Page 1998); with `restart`, personalised PageRank
 * (Haveliwala 2002). Mass of isolated nodes goes back to the restart distribution.
 * @param restart non-negative, any positive sum; absent means uniform
 * @returns one probability a node; they sum to 1 (all zero when `restart` sums to zero)
 */
export function pageRank(graph: Csr, restart?: Float64Array, options: PageRankOptions = {}): Float64Array {
  const { order, offsets, targets, weights } = graph;
  const damping = options.damping ?? 0.85;
  const tolerance = options.tolerance ?? 1e-8;
  const base = normalised(order, restart);
  if (base === undefined) return new Float64Array(order);
  const strength = new Float64Array(order);
  for (let i = 0; i < order; i++) for (let s = offsets[i]; s < offsets[i + 1]; s++) strength[i] += weights[s];
  let rank = base.slice();
  let next = new Float64Array(order);
  const share = new Float64Array(order);
  for (let round = 0; round < (options.maxIterations ?? 200); round++) {
    let idle = 0;
    for (let i = 0; i < order; i++) {
      if (strength[i] > 0) share[i] = rank[i] / strength[i];
      else {
        share[i] = 0;
        idle += rank[i];
      }
    }
    let change = 0;
    for (let i = 0; i < order; i++) {
      let flow = 0;
      for (let s = offsets[i]; s < offsets[i + 1]; s++) flow += share[targets[s]] * weights[s];
      const value = (1 - damping + damping * idle) * base[i] + damping * flow;
      change += Math.abs(value - rank[i]);
      next[i] = value;
    }
    [rank, next] = [next, rank];
    if (change < tolerance) break;
  }
  return rank;
}

function normalised(order: number, restart?: Float64Array): Float64Array | undefined {
  if (restart === undefined) return new Float64Array(order).fill(1 / Math.max(order, 1));
  let sum = 0;
  for (let i = 0; i < order; i++) sum += restart[i];
  if (!(sum > 0)) return undefined;
  return restart.map((value) => value / sum);
}
