import type { Rows } from './csr.ts';

/** Memory of breadth-first searches on one graph, used again by each of them. */
export interface Search {
  /** Hops from the last start, -1 where it did not come. */
  readonly hops: Int32Array;
  /** Reached nodes in order of discovery, `reached` of them. */
  readonly queue: Int32Array;
}

export function createSearch(order: number): Search {
  return { hops: new Int32Array(order).fill(-1), queue: new Int32Array(order) };
}

/** Breadth-first search from one node. @returns how many nodes were reached, the start included */
export function searchFrom({ offsets, targets }: Rows, start: number, { hops, queue }: Search): number {
  hops[start] = 0;
  queue[0] = start;
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    const node = queue[head];
    const next = hops[node] + 1;
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      const other = targets[s];
      if (hops[other] !== -1) continue;
      hops[other] = next;
      queue[tail++] = other;
    }
  }
  return tail;
}

/** Makes the memory ready for the next start; costs only what the last search reached. */
export function forget({ hops, queue }: Search, reached: number): void {
  for (let i = 0; i < reached; i++) hops[queue[i]] = -1;
}
