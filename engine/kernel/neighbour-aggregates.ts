import type { Rows } from './csr.ts';

/** A value around each node; missing (NaN) values of neighbours are left out. */
export interface Around {
  /** Mean over neighbours, weighted by contact. */
  readonly mean: Float32Array;
  readonly max: Float32Array;
  /** Weighted standard deviation over neighbours; NaN below two known ones. */
  readonly spread: Float32Array;
}

export function around({ order, offsets, targets, weights }: Rows, values: Float32Array): Around {
  const mean = new Float32Array(order).fill(NaN);
  const max = new Float32Array(order).fill(NaN);
  const spread = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    let known = 0;
    let mass = 0;
    let sum = 0;
    let most = -Infinity;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const value = values[targets[s]];
      if (Number.isNaN(value)) continue;
      const weight = weights === undefined ? 1 : weights[s];
      known++;
      mass += weight;
      sum += value * weight;
      if (value > most) most = value;
    }
    if (known === 0) continue;
    const centre = sum / mass;
    mean[i] = centre;
    max[i] = most;
    if (known < 2) continue;
    let squares = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const value = values[targets[s]];
      if (!Number.isNaN(value)) squares += (value - centre) ** 2 * (weights === undefined ? 1 : weights[s]);
    }
    spread[i] = Math.sqrt(squares / mass);
  }
  return { mean, max, spread };
}

/** Largest known value over the neighbours. */
export function maxAround({ order, offsets, targets }: Rows, values: Float32Array): Float32Array {
  const max = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    let most = -Infinity;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) if (values[targets[s]] > most) most = values[targets[s]];
    if (most > -Infinity) max[i] = most;
  }
  return max;
}
