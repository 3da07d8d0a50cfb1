import type { Rows } from './csr.ts';

/**
 * Local clustering coefficient (Watts & Strogatz 1998): closed share of a node's neighbour pairs.
 * Rows are sorted, so each edge is checked by merging two rows. Nodes with more than `degreeLimit`
 * neighbours give NaN: their pairs are too many to say anything about people.
 */
export function clustering(graph: Rows, degreeLimit = 500): Float64Array {
  const { order, offsets, targets } = graph;
  const result = new Float64Array(order).fill(NaN);
  const mark = new Int32Array(order).fill(-1);
  for (let i = 0; i < order; i++) {
    const degree = offsets[i + 1] - offsets[i];
    if (degree < 2 || degree > degreeLimit) continue;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) mark[targets[s]] = i;
    let closed = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const other = targets[s];
      for (let t = offsets[other]; t < offsets[other + 1]; t++) if (mark[targets[t]] === i) closed++;
    }
    result[i] = closed / (degree * (degree - 1));
  }
  return result;
}
