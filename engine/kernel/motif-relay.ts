import { firstAfter, type TimedEdges } from './timed-edges.ts';

/**
 * Relay chains through each node: pairs of edges A to B and later, within the window, B to C, with A
 * and C different (the wedge of Paranjape et al. 2017). O(pairs within windows).
 */
export function relayChains(edges: TimedEdges, windowSeconds: number): Float64Array {
  const { order, sources, targets, seconds, inOffsets, inEdges, outOffsets, outEdges } = edges;
  const result = new Float64Array(order);
  for (let b = 0; b < order; b++) {
    const end = outOffsets[b + 1];
    for (let s = inOffsets[b]; s < inOffsets[b + 1]; s++) {
      const from = sources[inEdges[s]];
      const at = seconds[inEdges[s]];
      for (let t = firstAfter(outEdges, outOffsets[b], end, seconds, at); t < end; t++) {
        if (seconds[outEdges[t]] - at > windowSeconds) break;
        if (targets[outEdges[t]] !== from) result[b]++;
      }
    }
  }
  return result;
}
