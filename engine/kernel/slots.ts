import type { Rows } from './csr.ts';
import type { FlatGraph } from './flat-graph.ts';

/** Where `target` stands in the row of `node`, -1 when it does not; binary search, since rows are sorted. */
export function slotOf({ offsets, targets }: Rows, node: number, target: number): number {
  let low = offsets[node];
  let high = offsets[node + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = targets[middle];
    if (found === target) return middle;
    if (found < target) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The node whose row holds a slot. */
export function ownerOf({ offsets, order }: Rows, slot: number): number {
  let low = 0;
  let high = order - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (offsets[middle] <= slot) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function weightAt({ weights }: Rows, slot: number): number {
  return weights === undefined ? 1 : weights[slot];
}

/**
 * The number of the edge from `source` to `target`, which is its key: its slot in the out-row of
 * its source; of an undirected edge, in the row of its smaller end. -1 where there is none.
 */
export function edgeBetween({ directed, out }: FlatGraph, source: number, target: number): number {
  return directed || source < target ? slotOf(out, source, target) : slotOf(out, target, source);
}
