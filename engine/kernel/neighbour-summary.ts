import type { Csr } from './csr.ts';

/** What a node's neighbours look like, one entry a column; NaN where no neighbour has a value. */
export interface NeighbourSummary {
  readonly mean: readonly Float32Array[];
  /** Weighted variance around the mean, never below 0. */
  readonly variance: readonly Float32Array[];
  readonly most: readonly Float32Array[];
}

const blockColumns = 16;

/**
 * Mean, variance and maximum over the neighbours of each node, missing (NaN) neighbours left out; mean and variance
 * weighted by the edges. Fed with its own result it summarises two steps: the mean of means, the maximum of maxima
 * and, by the law of total variance, the mean of the variances plus the variance of the means.
 * Columns are read 16 at a time, row after row, so that a neighbour is one stretch of memory and not 16.
 * @param within variance inside each neighbour's value; absent means none
 * @param most values of which the maximum is taken; absent means `columns`
 */
export function neighbourSummary(
  graph: Csr,
  columns: readonly Float32Array[],
  within?: readonly Float32Array[],
  most: readonly Float32Array[] = columns,
): NeighbourSummary {
  const result = { mean: empty(graph, columns), variance: empty(graph, columns), most: empty(graph, columns) };
  for (let first = 0; first < columns.length; first += blockColumns) {
    const width = Math.min(blockColumns, columns.length - first);
    const values = packRows(columns, first, width, graph.order);
    const inner = within === undefined ? undefined : packRows(within, first, width, graph.order);
    const tops = most === columns ? values : packRows(most, first, width, graph.order);
    summariseBlock(graph, width, values, inner, tops, {
      mean: result.mean.slice(first, first + width),
      variance: result.variance.slice(first, first + width),
      most: result.most.slice(first, first + width),
    });
  }
  return result;
}

function empty(graph: Csr, columns: readonly Float32Array[]): Float32Array[] {
  return columns.map(() => new Float32Array(graph.order).fill(NaN));
}

function packRows(columns: readonly Float32Array[], first: number, width: number, order: number): Float32Array {
  const packed = new Float32Array(order * width);
  for (let k = 0; k < width; k++) {
    const column = columns[first + k];
    for (let i = 0; i < order; i++) packed[i * width + k] = column[i];
  }
  return packed;
}

function summariseBlock(
  { order, offsets, targets, weights }: Csr,
  width: number,
  values: Float32Array,
  within: Float32Array | undefined,
  tops: Float32Array,
  out: NeighbourSummary,
): void {
  const mass = new Float64Array(width);
  const mean = new Float64Array(width);
  const spread = new Float64Array(width);
  const top = new Float64Array(width);
  for (let i = 0; i < order; i++) {
    const from = offsets[i];
    const to = offsets[i + 1];
    if (from === to) continue;
    mass.fill(0);
    mean.fill(0);
    spread.fill(0);
    top.fill(-Infinity);
    for (let s = from; s < to; s++) {
      const base = targets[s] * width;
      const weight = weights[s];
      for (let k = 0; k < width; k++) {
        const value = values[base + k];
        if (Number.isNaN(value)) continue;
        mean[k] += weight * value;
        mass[k] += weight;
        if (tops[base + k] > top[k]) top[k] = tops[base + k];
      }
    }
    for (let k = 0; k < width; k++) mean[k] /= mass[k];
    for (let s = from; s < to; s++) {
      const base = targets[s] * width;
      const weight = weights[s];
      for (let k = 0; k < width; k++) {
        const value = values[base + k];
        if (Number.isNaN(value)) continue;
        const off = value - mean[k];
        spread[k] += weight * (within === undefined ? off * off : off * off + within[base + k]);
      }
    }
    for (let k = 0; k < width; k++) {
      if (mass[k] === 0) continue;
      out.mean[k][i] = mean[k];
      out.variance[k][i] = spread[k] / mass[k];
      out.most[k][i] = top[k];
    }
  }
}
