import type { Csr } from './csr.ts';

/**
 * Triangles through each node, exact, by the forward algorithm (Schank & Wagner 2005): every edge points from the
 * smaller to the larger degree, so that no row read is longer than the square root of twice the edges.
 */
export function triangles(graph: Csr): Float64Array {
  const { order, offsets, targets } = graph;
  const comesFirst = (a: number, b: number): boolean => {
    const difference = offsets[a + 1] - offsets[a] - (offsets[b + 1] - offsets[b]);
    return difference < 0 || (difference === 0 && a < b);
  };
  // Phase 1: rows of the edges that point away.
  const starts = new Uint32Array(order + 1);
  const ahead = new Int32Array(graph.size);
  let write = 0;
  for (let i = 0; i < order; i++) {
    for (let s = offsets[i]; s < offsets[i + 1]; s++) if (comesFirst(i, targets[s])) ahead[write++] = targets[s];
    starts[i + 1] = write;
  }
  // Phase 2: a node ahead of both ends of an edge closes a triangle.
  const result = new Float64Array(order);
  const mark = new Int32Array(order).fill(-1);
  for (let i = 0; i < order; i++) {
    for (let s = starts[i]; s < starts[i + 1]; s++) mark[ahead[s]] = i;
    for (let s = starts[i]; s < starts[i + 1]; s++) {
      const middle = ahead[s];
      for (let t = starts[middle]; t < starts[middle + 1]; t++) {
        const last = ahead[t];
        if (mark[last] !== i) continue;
        result[i]++;
        result[middle]++;
        result[last]++;
      }
    }
  }
  return result;
}
