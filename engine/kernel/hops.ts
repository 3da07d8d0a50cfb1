import type { Rows } from './csr.ts';

/**
 * Breadth-first distance to the nearest of several nodes.
 * @returns hops a node, or -1 beyond `limit`
 */
export function hopsFrom(graph: Rows, seeds: readonly number[], limit: number): Int32Array {
  const { order, offsets, targets } = graph;
  const hops = new Int32Array(order).fill(-1);
  const queue = new Int32Array(order);
  let head = 0;
  let tail = 0;
  for (const seed of seeds) {
    if (hops[seed] === 0) continue;
    hops[seed] = 0;
    queue[tail++] = seed;
  }
  while (head < tail) {
    const node = queue[head++];
    if (hops[node] === limit) continue;
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      const other = targets[s];
      if (hops[other] !== -1) continue;
      hops[other] = hops[node] + 1;
      queue[tail++] = other;
    }
  }
  return hops;
}
