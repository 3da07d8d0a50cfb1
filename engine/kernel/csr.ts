/**
 * Undirected weighted graph in compressed sparse rows: the neighbours of node i stand at
 * offsets[i] .. offsets[i + 1] of `targets`, sorted, each edge in both rows. Simple and loop-free:
 * loops are dropped and parallel edges are summed, both counted.
 */
export interface Csr {
  readonly order: number;
  /** Undirected edges, each counted once. */
  readonly size: number;
  readonly offsets: Uint32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  readonly loopsDropped: number;
  readonly parallelsMerged: number;
}

/**
 * Builds rows from edge lists by two counting sorts (by target, then by source), O(order + edges).
 * @param sources node numbers in [0, order)
 * @param weights finite, above zero; absent means 1
 * @throws RangeError on a node out of range or a weight that is not finite and positive
 */
export function buildCsr(order: number, sources: Int32Array, targets: Int32Array, weights?: Float64Array): Csr {
  const { kept, loops } = check(order, sources, targets, weights);
  const half = kept * 2;
  // Phase 1: both directions, sorted by target.
  const byTarget = new Uint32Array(order + 1);
  for (let e = 0; e < sources.length; e++) {
    if (sources[e] === targets[e]) continue;
    byTarget[sources[e] + 1]++;
    byTarget[targets[e] + 1]++;
  }
  for (let i = 0; i < order; i++) byTarget[i + 1] += byTarget[i];
  const rowStarts = byTarget.slice();
  const firstSource = new Int32Array(half);
  const firstTarget = new Int32Array(half);
  const firstWeight = new Float64Array(half);
  const cursor = byTarget;
  for (let e = 0; e < sources.length; e++) {
    const a = sources[e];
    const b = targets[e];
    if (a === b) continue;
    const weight = weights === undefined ? 1 : weights[e];
    let slot = cursor[b]++;
    firstSource[slot] = a;
    firstTarget[slot] = b;
    firstWeight[slot] = weight;
    slot = cursor[a]++;
    firstSource[slot] = b;
    firstTarget[slot] = a;
    firstWeight[slot] = weight;
  }
  // Phase 2: stable by source, so each row ends up sorted by target. Row sizes are symmetric.
  const fill = rowStarts.slice(0, order);
  const rowTargets = new Int32Array(half);
  const rowWeights = new Float64Array(half);
  for (let s = 0; s < half; s++) {
    const slot = fill[firstSource[s]]++;
    rowTargets[slot] = firstTarget[s];
    rowWeights[slot] = firstWeight[s];
  }
  return mergeParallels(order, rowStarts, rowTargets, rowWeights, loops);
}

function check(
  order: number,
  sources: Int32Array,
  targets: Int32Array,
  weights?: Float64Array,
): { kept: number; loops: number } {
  if (sources.length !== targets.length || (weights !== undefined && weights.length !== sources.length)) {
    throw new RangeError(
      `edge lists differ in length: ${sources.length}, ${targets.length}, ${weights?.length ?? 'no'} weights`,
    );
  }
  let loops = 0;
  for (let e = 0; e < sources.length; e++) {
    const a = sources[e];
    const b = targets[e];
    if (a < 0 || a >= order || b < 0 || b >= order)
      throw new RangeError(`edge ${e}: node ${a} or ${b} is not in [0, ${order})`);
    if (weights !== undefined && !(weights[e] > 0 && weights[e] < Infinity)) {
      throw new RangeError(`edge ${e}: weight ${weights[e]} is not finite and above zero`);
    }
    if (a === b) loops++;
  }
  return { kept: sources.length - loops, loops };
}

function mergeParallels(
  order: number,
  starts: Uint32Array,
  targets: Int32Array,
  weights: Float64Array,
  loopsDropped: number,
): Csr {
  const offsets = new Uint32Array(order + 1);
  let write = 0;
  for (let i = 0; i < order; i++) {
    for (let s = starts[i]; s < starts[i + 1]; s++) {
      if (write > offsets[i] && targets[write - 1] === targets[s]) {
        weights[write - 1] += weights[s];
      } else {
        targets[write] = targets[s];
        weights[write] = weights[s];
        write++;
      }
    }
    offsets[i + 1] = write;
  }
  return {
    order,
    size: write / 2,
    offsets,
    targets: targets.slice(0, write),
    weights: weights.slice(0, write),
    loopsDropped,
    parallelsMerged: (targets.length - write) / 2,
  };
}
