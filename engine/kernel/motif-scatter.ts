import { firstAfter, type TimedEdges } from './timed-edges.ts';

export interface ScatterGather {
  /** Most go-betweens from this node to any one gatherer. */
  readonly scatter: Int32Array;
  /** Most go-betweens from any one scatterer to this node. */
  readonly gather: Int32Array;
}

/**
 * Scatter-gather (Altman et al. 2023, "Realistic synthetic financial transactions for anti-money laundering models"):
 * S hands to several go-betweens and each of them, later and within the window, to the same G. Counts
 * different go-betweens a pair. O(pairs of edges within windows).
 */
export function scatterGather(edges: TimedEdges, windowSeconds: number): ScatterGather {
  const { order, targets, seconds, outOffsets, outEdges } = edges;
  const scatter = new Int32Array(order);
  const gather = new Int32Array(order);
  const between = new Int32Array(order);
  const lastBy = new Int32Array(order).fill(-1);
  for (let s = 0; s < order; s++) {
    const touched: number[] = [];
    // Hand-overs of one go-between side by side, so that each counts once a gatherer.
    const handOvers = outEdges.slice(outOffsets[s], outOffsets[s + 1]).sort((a, b) => targets[a] - targets[b] || a - b);
    for (const handOver of handOvers) {
      const middle = targets[handOver];
      const at = seconds[handOver];
      const end = outOffsets[middle + 1];
      for (let t = firstAfter(outEdges, outOffsets[middle], end, seconds, at); t < end; t++) {
        if (seconds[outEdges[t]] - at > windowSeconds) break;
        const g = targets[outEdges[t]];
        if (g === s || lastBy[g] === middle) continue;
        if (between[g]++ === 0) touched.push(g);
        lastBy[g] = middle;
      }
    }
    for (const g of touched) {
      if (between[g] > scatter[s]) scatter[s] = between[g];
      if (between[g] > gather[g]) gather[g] = between[g];
      between[g] = 0;
      lastBy[g] = -1;
    }
  }
  return { scatter, gather };
}
