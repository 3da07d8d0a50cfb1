import type { Csr } from './csr.ts';

/** Weighted mean of a value over each node's neighbours; missing (NaN) neighbours are left out. */
export function neighbourMean(graph: Csr, values: Float32Array): Float32Array {
  const { order, offsets, targets, weights } = graph;
  const result = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    let sum = 0;
    let mass = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const value = values[targets[s]];
      if (Number.isNaN(value)) continue;
      sum += value * weights[s];
      mass += weights[s];
    }
    if (mass > 0) result[i] = sum / mass;
  }
  return result;
}
