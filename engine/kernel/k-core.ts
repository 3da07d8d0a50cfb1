import type { Rows } from './csr.ts';

/**
 * Core number of every node: the largest k such that the node lies in a subgraph where everybody
 * has k neighbours (Batagelj & Zaversnik 2003). Peeled level by level (ParK: Dasari, Desh & Zubair
 * 2014): one pass over who is left finds the next level, and since a node is looked at once for
 * every core it lies in, all passes together stay below the number of edge ends. Only degrees are
 * touched out of order, where buckets would move three arrays. O(order + edges).
 * @param rows of an undirected graph
 */
export function coreNumbers({ order, offsets, targets }: Rows): Int32Array {
  const degree = new Int32Array(order);
  const left = new Int32Array(order);
  const queue = new Int32Array(order);
  for (let i = 0; i < order; i++) {
    degree[i] = offsets[i + 1] - offsets[i];
    left[i] = i;
  }
  let leftCount = order;
  let core = -1;
  while (leftCount > 0) {
    // Phase 1: drop the peeled, find the smallest degree left and who has it.
    let kept = 0;
    let tail = 0;
    let smallest = order;
    for (let at = 0; at < leftCount; at++) {
      const node = left[at];
      const own = degree[node];
      if (own <= core) continue;
      left[kept++] = node;
      if (own > smallest) continue;
      if (own < smallest) {
        smallest = own;
        tail = 0;
      }
      queue[tail++] = node;
    }
    leftCount = kept;
    core = smallest;
    // Phase 2: peel them, and whoever falls to the same degree.
    for (let head = 0; head < tail; head++) {
      const end = offsets[queue[head] + 1];
      for (let s = offsets[queue[head]]; s < end; s++) {
        const other = targets[s];
        if (degree[other] > core && --degree[other] === core) queue[tail++] = other;
      }
    }
  }
  return degree;
}
