import type { Rows } from './csr.ts';
import { ExcavatorError } from './errors.ts';

export interface PageRankOptions {
  /** Probability of following an edge, in [0, 1); default 0.85. */
  readonly damping?: number;
  /** Bound on the L1 error of the result; default 1e-8. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Weight going out of each node. Give it with the rows of incoming edges of a directed graph; default: the row sums. */
  readonly strength?: Float64Array;
}

/**
 * Weighted PageRank (Brin & Page 1998); with `restart`, personalised PageRank (Haveliwala 2002).
 * Mass of nodes without a way out goes back to the restart distribution. Solved by Gauss-Seidel
 * sweeps of x = d A x + (1 - d) restart and normalised at the end, which sends that mass home
 * (Del Corso, Gulli & Romani 2005) and takes about half the sweeps of the power method.
 * @param restart non-negative, any positive sum; absent means uniform
 * @returns one probability a node; they sum to 1 (all zero when `restart` sums to zero)
 * @throws ExcavatorError `measure_not_converged`
 */
export function pageRank(rows: Rows, restart?: Float64Array, options: PageRankOptions = {}): Float64Array {
  const { order } = rows;
  const { damping = 0.85, tolerance = 1e-8, maxIterations = 500, strength = strengths(rows) } = options;
  const base = normalised(order, restart);
  if (base === undefined || order === 0) return new Float64Array(order);
  const perWeight = strength.map((sum) => (sum > 0 ? 1 / sum : 0));
  const rank = base.slice();
  const share = new Float64Array(order);
  for (let i = 0; i < order; i++) share[i] = rank[i] * perWeight[i];
  let error = Infinity;
  for (let round = 0; round < maxIterations; round++) {
    const { change, total } = sweep(rows, base, perWeight, rank, share, damping);
    error = (change / total) * (damping / (1 - damping));
    if (error < tolerance) return scaled(rank, 1 / total);
  }
  throw new ExcavatorError({
    code: 'measure_not_converged',
    kind: 'usage',
    what: 'PageRank did not converge.',
    got: `an error of ${error} after ${maxIterations} sweeps`,
    expected: `below ${tolerance}`,
    advice: 'Raise the tolerance or the number of sweeps.',
  });
}

function sweep(
  { order, offsets, targets, weights }: Rows,
  base: Float64Array,
  perWeight: Float64Array,
  rank: Float64Array,
  share: Float64Array,
  damping: number,
): { change: number; total: number } {
  let change = 0;
  let total = 0;
  for (let i = 0; i < order; i++) {
    const end = offsets[i + 1];
    let flow = 0;
    if (weights === undefined) for (let s = offsets[i]; s < end; s++) flow += share[targets[s]];
    else for (let s = offsets[i]; s < end; s++) flow += share[targets[s]] * weights[s];
    const value = (1 - damping) * base[i] + damping * flow;
    change += Math.abs(value - rank[i]);
    total += value;
    rank[i] = value;
    share[i] = value * perWeight[i];
  }
  return { change, total };
}

/** Sum of weights a row. */
export function strengths({ order, offsets, weights }: Rows): Float64Array {
  const sums = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    if (weights === undefined) sums[i] = offsets[i + 1] - offsets[i];
    else for (let s = offsets[i]; s < offsets[i + 1]; s++) sums[i] += weights[s];
  }
  return sums;
}

function normalised(order: number, restart?: Float64Array): Float64Array | undefined {
  if (restart === undefined) return new Float64Array(order).fill(1 / Math.max(order, 1));
  let sum = 0;
  for (let i = 0; i < order; i++) sum += restart[i];
  if (!(sum > 0)) return undefined;
  return restart.map((value) => value / sum);
}

function scaled(values: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] *= factor;
  return values;
}
