import type { Rows } from './csr.ts';

/** Scores of the people around each node; NaN where there is nobody. */
export interface NearScores {
  readonly max: Float32Array;
  /** Second highest; 0 with one neighbour. */
  readonly second: Float32Array;
  readonly sum: Float32Array;
  /** Mean weighted by contact. */
  readonly mean: Float32Array;
}

/**
 * Sums up what neighbours were scored: the node's own score takes no part.
 * @param scores one a node, 0 or more
 */
export function nearScores({ order, offsets, targets, weights }: Rows, scores: Float64Array): NearScores {
  const [max, second, sum, mean] = [0, 0, 0, 0].map(() => new Float32Array(order).fill(NaN));
  for (let i = 0; i < order; i++) {
    if (offsets[i] === offsets[i + 1]) continue;
    let highest = 0;
    let next = 0;
    let total = 0;
    let weighted = 0;
    let mass = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const score = scores[targets[s]];
      const weight = weights === undefined ? 1 : weights[s];
      total += score;
      weighted += weight * score;
      mass += weight;
      if (score > highest) {
        next = highest;
        highest = score;
      } else if (score > next) next = score;
    }
    max[i] = highest;
    second[i] = next;
    sum[i] = total;
    mean[i] = weighted / mass;
  }
  return { max, second, sum, mean };
}
