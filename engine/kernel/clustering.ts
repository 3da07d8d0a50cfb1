import type { Rows } from './csr.ts';

/**
 * Local clustering coefficient (Watts & Strogatz 1998): closed share of a node's neighbour pairs.
 * A neighbour's row is read whole where it is short, and searched for each of the node's own neighbours where it is
 * long, so that a hub is not read once for each person around it. Nodes with more than `degreeLimit` neighbours give
 * NaN: their pairs are too many to say anything about people.
 */
export function clustering(graph: Rows, degreeLimit = 500): Float64Array {
  const { order, offsets, targets } = graph;
  const result = new Float64Array(order).fill(NaN);
  const mark = new Int32Array(order).fill(-1);
  for (let i = 0; i < order; i++) {
    const start = offsets[i];
    const end = offsets[i + 1];
    const degree = end - start;
    if (degree < 2 || degree > degreeLimit) continue;
    for (let s = start; s < end; s++) mark[targets[s]] = i;
    let closed = 0;
    for (let s = start; s < end; s++) {
      const from = offsets[targets[s]];
      const to = offsets[targets[s] + 1];
      if (to - from > 16 * degree) {
        for (let t = start; t < end; t++) if (contains(targets, from, to, targets[t])) closed++;
      } else {
        for (let t = from; t < to; t++) if (mark[targets[t]] === i) closed++;
      }
    }
    result[i] = closed / (degree * (degree - 1));
  }
  return result;
}

function contains(sorted: Int32Array, from: number, to: number, value: number): boolean {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low < to && sorted[low] === value;
}
