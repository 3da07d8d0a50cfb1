import { buildCsr } from './csr.ts';
import type { TimedEdges } from './timed-edges.ts';

export interface HubSuccession {
  /** Most contacts that this node takes up from any one node that fell silent before it appeared. */
  readonly takenUp: Int32Array;
  /** Most contacts that any one node, appearing after this one fell silent, takes up from it. */
  readonly handedOn: Int32Array;
}

/**
 * A hub with successive phones: one number falls silent, another appears within the window and is in touch with the
 * same people (Cortes, Pregibon & Volinsky 2001, "Communities of interest", find repeat callers by such overlap). Node s
 * follows p when the first edge of s is later than the last of p, by no more than the window; what counts are their
 * different contacts in common, whatever the direction. O(contacts + pairs within windows around a shared contact).
 */
export function hubSuccession(edges: TimedEdges, windowSeconds: number): HubSuccession {
  const { order, sources, targets } = edges;
  const { first, last } = lifetimes(edges);
  const { offsets, targets: contacts } = buildCsr(order, sources, targets);
  const byFirst = contacts.slice();
  for (let i = 0; i < order; i++)
    byFirst.subarray(offsets[i], offsets[i + 1]).sort((a, b) => first[a] - first[b] || a - b);
  const takenUp = new Int32Array(order);
  const handedOn = new Int32Array(order);
  const shared = new Int32Array(order);
  for (let p = 0; p < order; p++) {
    const touched: number[] = [];
    for (let s = offsets[p]; s < offsets[p + 1]; s++) {
      const end = offsets[contacts[s] + 1];
      for (let t = firstBegun(byFirst, offsets[contacts[s]], end, first, last[p]); t < end; t++) {
        const next = byFirst[t];
        if (first[next] - last[p] > windowSeconds) break;
        if (shared[next]++ === 0) touched.push(next);
      }
    }
    for (const next of touched) {
      if (shared[next] > takenUp[next]) takenUp[next] = shared[next];
      if (shared[next] > handedOn[p]) handedOn[p] = shared[next];
      shared[next] = 0;
    }
  }
  return { takenUp, handedOn };
}

function lifetimes({ order, sources, targets, seconds }: TimedEdges): { first: Float64Array; last: Float64Array } {
  const first = new Float64Array(order).fill(Infinity);
  const last = new Float64Array(order).fill(-Infinity);
  for (let e = 0; e < sources.length; e++)
    for (let side = 0; side < 2; side++) {
      const node = side === 0 ? sources[e] : targets[e];
      if (seconds[e] < first[node]) first[node] = seconds[e];
      if (seconds[e] > last[node]) last[node] = seconds[e];
    }
  return { first, last };
}

/** First place among nodes in order of their first edge that begins after an instant. */
function firstBegun(nodes: Int32Array, start: number, end: number, first: Float64Array, instant: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (first[nodes[middle]] > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
