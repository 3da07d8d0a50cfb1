import type { TimedEdges } from './timed-edges.ts';

/**
 * Fan-out: the largest number of different people a node reached within any window of this length.
 * (Paranjape, Benson & Leskovec 2017 count such stars by sliding windows.) O(edges).
 */
export function fanOut(
  { order, targets, seconds, outOffsets, outEdges }: TimedEdges,
  windowSeconds: number,
): Int32Array {
  return widest(order, outOffsets, outEdges, targets, seconds, windowSeconds);
}

/** Fan-in: the largest number of different people who reached a node within any window of this length. */
export function fanIn({ order, sources, seconds, inOffsets, inEdges }: TimedEdges, windowSeconds: number): Int32Array {
  return widest(order, inOffsets, inEdges, sources, seconds, windowSeconds);
}

function widest(
  order: number,
  offsets: Uint32Array,
  edges: Int32Array,
  others: Int32Array,
  seconds: Float64Array,
  windowSeconds: number,
): Int32Array {
  const result = new Int32Array(order);
  const inWindow = new Int32Array(order);
  for (let i = 0; i < order; i++) {
    let different = 0;
    let oldest = offsets[i];
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      if (inWindow[others[edges[s]]]++ === 0) different++;
      while (seconds[edges[s]] - seconds[edges[oldest]] > windowSeconds)
        if (--inWindow[others[edges[oldest++]]] === 0) different--;
      if (different > result[i]) result[i] = different;
    }
    for (; oldest < offsets[i + 1]; oldest++) inWindow[others[edges[oldest]]]--;
  }
  return result;
}
