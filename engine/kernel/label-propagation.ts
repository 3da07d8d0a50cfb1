import type { Rows } from './csr.ts';
import { strengths } from './pagerank.ts';

export interface PropagationOptions {
  /** Share of a node's value that comes from its neighbours, in [0, 1); default 0.9. */
  readonly spread?: number;
  /** Largest change of a value that ends the rounds, relative to the largest seed value; default 1e-6. */
  readonly tolerance?: number;
  readonly maxRounds?: number;
}

/**
 * Label propagation by local and global consistency (Zhou et al. 2004): F = spread * S F + (1 - spread) * Y with
 * S = D^-1/2 W D^-1/2, iterated from Y. Symmetric weights; a node that no seed reaches has 0.
 * @param seeds one value a node, 0 for unlabelled ones, below 0 for known others
 * @returns one value a node
 */
export function propagateLabels(rows: Rows, seeds: Float64Array, options: PropagationOptions = {}): Float64Array {
  const { order, offsets, targets, weights } = rows;
  const { spread = 0.9, tolerance = 1e-6, maxRounds = 300 } = options;
  const scale = strengths(rows).map((sum) => (sum > 0 ? 1 / Math.sqrt(sum) : 0));
  let values = seeds.slice();
  let next = new Float64Array(order);
  for (let round = 0; round < maxRounds; round++) {
    let change = 0;
    for (let i = 0; i < order; i++) {
      let sum = 0;
      for (let s = offsets[i]; s < offsets[i + 1]; s++) {
        const other = targets[s];
        sum += values[other] * scale[other] * (weights === undefined ? 1 : weights[s]);
      }
      next[i] = spread * scale[i] * sum + (1 - spread) * seeds[i];
      change = Math.max(change, Math.abs(next[i] - values[i]));
    }
    [values, next] = [next, values];
    if (change <= tolerance) break;
  }
  return values;
}
