import type { Rows } from './csr.ts';

/**
 * Degree assortativity (Newman 2002, "Assortative mixing in networks"): the correlation of the degrees at the two ends
 * of an edge, each undirected edge taken both ways; for a directed graph out-degree of the source with
 * in-degree of the target (Newman 2003). In [-1, 1]; NaN where every end has the same degree.
 */
export function degreeAssortativity(out: Rows, back: Rows = out): number {
  const { order, offsets, targets } = out;
  const edges = targets.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < order; i++) {
    const a = offsets[i + 1] - offsets[i];
    const b = back.offsets[i + 1] - back.offsets[i];
    sumA += a * a;
    sumB += b * b;
  }
  const meanA = sumA / edges;
  const meanB = sumB / edges;
  let cross = 0;
  let varianceA = 0;
  let varianceB = 0;
  for (let i = 0; i < order; i++) {
    const a = offsets[i + 1] - offsets[i];
    const b = back.offsets[i + 1] - back.offsets[i];
    varianceA += a * (a - meanA) ** 2;
    varianceB += b * (b - meanB) ** 2;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const other = targets[s];
      cross += (a - meanA) * (back.offsets[other + 1] - back.offsets[other] - meanB);
    }
  }
  return cross / Math.sqrt(varianceA * varianceB);
}

/** Mean degree of the neighbours, one a node; NaN without neighbours (Pastor-Satorras et al. 2001). */
export function neighbourDegrees({ order, offsets, targets }: Rows): Float64Array {
  const result = new Float64Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    let sum = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) sum += offsets[targets[s] + 1] - offsets[targets[s]];
    if (offsets[i + 1] > offsets[i]) result[i] = sum / (offsets[i + 1] - offsets[i]);
  }
  return result;
}
