import type { Rows } from './csr.ts';

export interface Components {
  /** Number of the component a node, 0, 1, … in order of their smallest node. */
  readonly of: Int32Array;
  readonly count: number;
}

const sampleSize = 1024;
const firstNeighbours = 2;

/**
 * Connected components by union of neighbours, the giant one skipped (Sutton, Ben-Nun & Barak 2018,
 * "Optimizing parallel graph connectivity computation via subgraph sampling", Afforest): after two
 * neighbours a node most nodes share one root, and only the others need all their edges. O(order + edges).
 * @param back rows of the reversed edges of a directed graph, whose weak components are then found
 */
export function components(rows: Rows, back: Rows = rows): Components {
  const { order } = rows;
  const parent = new Int32Array(order);
  for (let i = 0; i < order; i++) parent[i] = i;
  for (let k = 0; k < firstNeighbours; k++) linkNth(rows, parent, k);
  flatten(parent);
  const giant = mostFrequentRoot(parent);
  linkRest(rows, parent, giant, firstNeighbours);
  if (back !== rows) linkRest(back, parent, giant, 0);
  flatten(parent);
  return numbered(parent);
}

function linkNth({ order, offsets, targets }: Rows, parent: Int32Array, k: number): void {
  for (let i = 0; i < order; i++) {
    const slot = offsets[i] + k;
    if (slot < offsets[i + 1]) link(parent, i, targets[slot]);
  }
}

function linkRest({ order, offsets, targets }: Rows, parent: Int32Array, giant: number, from: number): void {
  for (let i = 0; i < order; i++) {
    if (parent[i] === giant) continue;
    for (let s = offsets[i] + from; s < offsets[i + 1]; s++) link(parent, i, targets[s]);
  }
}

/** Union by smallest root, so that the result does not depend on the order of the unions. */
function link(parent: Int32Array, a: number, b: number): void {
  let p = parent[a];
  let q = parent[b];
  while (p !== q) {
    if (p < q) [p, q] = [q, p];
    if (parent[p] === p) {
      parent[p] = q;
      return;
    }
    p = parent[p];
    q = parent[q];
  }
}

/** Roots are smaller than their members, so one pass upwards flattens every tree. */
function flatten(parent: Int32Array): void {
  for (let i = 0; i < parent.length; i++) parent[i] = parent[parent[i]];
}

function mostFrequentRoot(parent: Int32Array): number {
  const counts = new Map<number, number>();
  const step = Math.max(1, Math.floor(parent.length / sampleSize));
  let best = -1;
  for (let i = 0; i < parent.length; i += step) {
    const count = (counts.get(parent[i]) ?? 0) + 1;
    counts.set(parent[i], count);
    if (best === -1 || count > (counts.get(best) ?? 0)) best = parent[i];
  }
  return best;
}

function numbered(parent: Int32Array): Components {
  const of = new Int32Array(parent.length);
  let count = 0;
  for (let i = 0; i < parent.length; i++) of[i] = parent[i] === i ? count++ : of[parent[i]];
  return { of, count };
}
