import { createSearch, forget, type Search, searchFrom } from './breadth-first.ts';
import type { Rows } from './csr.ts';
import { samplePivots, samplingError } from './pivots.ts';
import type { Rng } from './rng.ts';

export interface Sampled {
  readonly values: Float64Array;
  /** With probability 1 - failureProbability no value is further than this from the exact one; 0 means exact. */
  readonly errorBound: number;
  readonly samples: number;
}

export interface SampledOptions {
  /** Start nodes; exact from `order` upwards. */
  readonly samples: number;
  readonly rng: Rng;
  /** Default 0.05. */
  readonly failureProbability?: number;
}

/**
 * Betweenness in hops (Brandes 2001), estimated from sampled starts (Brandes & Pich 2007) and scaled to [0, 1]:
 * the share of ordered pairs of other nodes whose shortest paths run through the node. O(samples * edges).
 * @param back rows of the reversed edges; the same rows for an undirected graph
 */
export function betweenness(out: Rows, back: Rows, options: SampledOptions): Sampled {
  const { order } = out;
  const pivots = samplePivots(order, options.samples, options.rng);
  const values = new Float64Array(order);
  const search = createSearch(order);
  const paths = new Float64Array(order);
  const dependency = new Float64Array(order);
  for (const start of pivots) {
    const reached = searchFrom(out, start, search);
    countPaths(back, search, reached, paths);
    addDependencies(back, search, reached, paths, dependency, values);
    forget(search, reached);
  }
  const pairs = (order - 1) * (order - 2);
  const scale = pairs > 0 ? order / (pivots.length * pairs) : 0;
  for (let i = 0; i < order; i++) values[i] *= scale;
  const error = samplingError(order, pivots.length, order, options.failureProbability ?? 0.05);
  return { values, errorBound: error === 0 ? 0 : Math.min(1, (error * order) / (order - 1)), samples: pivots.length };
}

/** Shortest paths from the start to every reached node, in order of discovery. */
function countPaths(back: Rows, { hops, queue }: Search, reached: number, paths: Float64Array): void {
  const { offsets, targets } = back;
  paths[queue[0]] = 1;
  for (let at = 1; at < reached; at++) {
    const node = queue[at];
    const before = hops[node] - 1;
    let sum = 0;
    for (let s = offsets[node]; s < offsets[node + 1]; s++) if (hops[targets[s]] === before) sum += paths[targets[s]];
    paths[node] = sum;
  }
}

/** Hands each node's dependency to its predecessors, farthest first. */
function addDependencies(
  back: Rows,
  { hops, queue }: Search,
  reached: number,
  paths: Float64Array,
  dependency: Float64Array,
  values: Float64Array,
): void {
  const { offsets, targets } = back;
  for (let at = reached - 1; at > 0; at--) {
    const node = queue[at];
    const before = hops[node] - 1;
    const perPath = (1 + dependency[node]) / paths[node];
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      const other = targets[s];
      if (hops[other] === before) dependency[other] += paths[other] * perPath;
    }
    values[node] += dependency[node];
    dependency[node] = 0;
  }
  dependency[queue[0]] = 0;
}
