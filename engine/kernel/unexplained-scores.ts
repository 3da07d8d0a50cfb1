import type { Rows } from './csr.ts';

/**
 * How much of what neighbours were scored nobody else explains: each neighbour counts with its score, less the share that
 * the likeliest of its other neighbours takes (Pearl's explaining away, by the strongest rival alone). One buyer beside two
 * sellers says of each less than a buyer beside one. The node's own scores take no part.
 * @param scores one a node, 0 to 1: how likely each is what a cause would have around it
 * @param causes one a node, 0 to 1: how likely each is such a cause
 * @returns expected number of unexplained neighbours; NaN where there is nobody
 */
export function unexplainedScores(
  { order, offsets, targets }: Rows,
  scores: Float64Array,
  causes: Float64Array,
): Float32Array {
  const best = new Float64Array(order);
  const second = new Float64Array(order);
  const holder = new Int32Array(order).fill(-1);
  for (let j = 0; j < order; j++) {
    for (let s = offsets[j]; s < offsets[j + 1]; s++) {
      const cause = causes[targets[s]];
      if (cause > best[j]) {
        second[j] = best[j];
        best[j] = cause;
        holder[j] = targets[s];
      } else if (cause > second[j]) second[j] = cause;
    }
  }
  const result = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    if (offsets[i] === offsets[i + 1]) continue;
    let sum = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const j = targets[s];
      sum += scores[j] * (1 - (holder[j] === i ? second[j] : best[j]));
    }
    result[i] = sum;
  }
  return result;
}
