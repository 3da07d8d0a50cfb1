import type { Rows } from './csr.ts';

/**
 * Breadth-first distance to the nearest of several nodes.
 * @returns hops a node, or -1 beyond `limit`
 * @throws RangeError on a seed that is no node
 */
export function hopsFrom(graph: Rows, seeds: readonly number[], limit: number): Int32Array {
  const { order, offsets, targets } = graph;
  checkSeeds(order, seeds);
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

/**
 * As `hopsFrom`, but a seed's distance is to the nearest other seed. Every node remembers the two nearest
 * different seeds, so it enters the queue at most twice: a seed's nearest is itself and its second what is asked.
 */
export function hopsFromOthers(graph: Rows, seeds: readonly number[], limit: number): Int32Array {
  const { order, offsets, targets } = graph;
  checkSeeds(order, seeds);
  const origin = new Int32Array(order * 2).fill(-1);
  const hops = new Int32Array(order * 2).fill(-1);
  // Entries are node * 2 for the nearest seed of a node, node * 2 + 1 for its second.
  const queue = new Int32Array(order * 2);
  let head = 0;
  let tail = 0;
  for (const seed of seeds) {
    if (origin[seed * 2] !== -1) continue;
    origin[seed * 2] = seed;
    hops[seed * 2] = 0;
    queue[tail++] = seed * 2;
  }
  while (head < tail) {
    const entry = queue[head++];
    if (hops[entry] === limit) continue;
    const node = entry >> 1;
    const from = origin[entry];
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      const nearest = targets[s] * 2;
      if (origin[nearest] === from || origin[nearest + 1] !== -1) continue;
      const free = origin[nearest] === -1 ? nearest : nearest + 1;
      origin[free] = from;
      hops[free] = hops[entry] + 1;
      queue[tail++] = free;
    }
  }
  const result = new Int32Array(order);
  for (let i = 0; i < order; i++) result[i] = hops[i * 2] === 0 ? hops[i * 2 + 1] : hops[i * 2];
  return result;
}

function checkSeeds(order: number, seeds: readonly number[]): void {
  for (const seed of seeds)
    if (!(Number.isInteger(seed) && seed >= 0 && seed < order))
      throw new RangeError(`seed ${seed} is not a node in [0, ${order})`);
}
