import type { Rows } from './csr.ts';
import { strengths } from './pagerank.ts';

/**
 * Burt's effective size (Burt 1992, "Structural Holes", eq. 2.2): neighbours less their redundancy,
 * sum over j of 1 - sum over q of p_iq m_jq, where p_iq is the share of i's weight that goes to q
 * and m_jq is j's weight with q over j's largest. Unweighted it is n - 2t / n for n neighbours with t ties among
 * them (Borgatti 1997). NaN without neighbours.
 * @param rows of an undirected graph
 */
export function effectiveSizes(rows: Rows): Float64Array {
  const { order, offsets, targets, weights } = rows;
  const strength = strengths(rows);
  const largest = largestWeights(rows);
  const toEgo = new Float64Array(order);
  const result = new Float64Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    const start = offsets[i];
    const end = offsets[i + 1];
    if (start === end) continue;
    for (let s = start; s < end; s++) toEgo[targets[s]] = weights === undefined ? 1 : weights[s];
    let redundancy = 0;
    for (let s = start; s < end; s++) {
      const j = targets[s];
      let overlap = 0;
      for (let t = offsets[j]; t < offsets[j + 1]; t++)
        overlap += toEgo[targets[t]] * (weights === undefined ? 1 : weights[t]);
      redundancy += overlap / largest[j];
    }
    result[i] = end - start - redundancy / strength[i];
    for (let s = start; s < end; s++) toEgo[targets[s]] = 0;
  }
  return result;
}

function largestWeights({ order, offsets, weights }: Rows): Float64Array {
  const largest = new Float64Array(order).fill(1);
  if (weights === undefined) return largest;
  for (let i = 0; i < order; i++) {
    let max = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) if (weights[s] > max) max = weights[s];
    largest[i] = max;
  }
  return largest;
}
