import type { Rng } from './rng.ts';

/**
 * Rewires edges at random and keeps every node's number of edges (Maslov & Sneppen 2002): two edges of one kind trade
 * their second ends, ten tries an edge, skipping trades that would make a loop. Parallel edges may arise.
 * @param kind edges trade within their kind only; absent: all are of one
 * @returns new second ends
 */
export function swapEnds(a: Int32Array, b: Int32Array, rng: Rng, kind?: Uint8Array): Int32Array {
  const ends = b.slice();
  const byKind = new Map<number, number[]>();
  for (let e = 0; e < a.length; e++) {
    const of = kind === undefined ? 0 : kind[e];
    const list = byKind.get(of);
    if (list === undefined) byKind.set(of, [e]);
    else list.push(e);
  }
  for (const edges of byKind.values()) {
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < edges.length; i++) {
        const e = edges[i];
        const f = edges[rng.int(edges.length)];
        if (a[e] === ends[f] || a[f] === ends[e]) continue;
        const held = ends[e];
        ends[e] = ends[f];
        ends[f] = held;
      }
    }
  }
  return ends;
}
