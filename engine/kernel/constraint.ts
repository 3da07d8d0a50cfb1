import type { Rows } from './csr.ts';
import { strengths } from './pagerank.ts';

/**
 * Burt's constraint (Burt 1992, eq. 2.4): sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2,
 * p_ij being the share of i's weight that goes to j. High: everybody i knows knows each other. Low:
 * a broker. The sum runs over i's neighbours j, as igraph and networkx have it. NaN without neighbours.
 * @param rows of an undirected graph
 */
export function constraints(rows: Rows): Float64Array {
  const { order, offsets, targets, weights } = rows;
  const strength = strengths(rows);
  const tied = new Float64Array(order);
  const result = new Float64Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    const start = offsets[i];
    const end = offsets[i + 1];
    if (start === end) continue;
    // Phase 1: shares of i's weight to each neighbour.
    for (let s = start; s < end; s++) tied[targets[s]] = (weights === undefined ? 1 : weights[s]) / strength[i];
    let sum = 0;
    // Phase 2: what reaches neighbour j straight and through a common neighbour q; p_qj reads row j, weights are symmetric.
    for (let s = start; s < end; s++) {
      const j = targets[s];
      let share = tied[j];
      for (let t = offsets[j]; t < offsets[j + 1]; t++) {
        const q = targets[t];
        if (tied[q] !== 0) share += (tied[q] * (weights === undefined ? 1 : weights[t])) / strength[q];
      }
      sum += share * share;
    }
    result[i] = sum;
    for (let s = start; s < end; s++) tied[targets[s]] = 0;
  }
  return result;
}
