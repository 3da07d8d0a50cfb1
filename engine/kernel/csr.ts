/** One weight a stored edge end; Float32 only where it loses nothing. */
export type Weights = Float32Array | Float64Array;

/**
 * Rows of neighbours: those of node i stand at offsets[i] .. offsets[i + 1] of `targets`, sorted,
 * without loops or repeats. Absent weights mean that every edge weighs 1.
 */
export interface Rows {
  readonly order: number;
  readonly offsets: Uint32Array;
  readonly targets: Int32Array;
  readonly weights?: Weights | undefined;
}

/**
 * Undirected weighted graph in compressed sparse rows, each edge in both rows. Simple and
 * loop-free: loops are dropped and parallel edges are summed, both counted.
 */
export interface Csr extends Rows {
  /** Undirected edges, each counted once. */
  readonly size: number;
  readonly weights: Float64Array;
  readonly loopsDropped: number;
  readonly parallelsMerged: number;
}

/** Slots are numbered in 32 bits and an undirected edge takes two. */
export const edgeLimit = 2 ** 31;

/**
 * Builds rows from edge lists by two counting scatters, O(order + edges).
 * @param sources node numbers in [0, order)
 * @param weights finite, above zero; absent means 1
 * @throws RangeError on a node out of range, a weight that is not finite and positive, 2^31 edges or more
 */
export function buildCsr(order: number, sources: Int32Array, targets: Int32Array, weights?: Float64Array): Csr {
  const loopsDropped = checkEdges(order, sources, targets, weights);
  const ones = weights ?? new Float64Array(sources.length).fill(1);
  const rows = mergeParallels(sortRows(scatterBoth(order, sources, targets, ones)));
  const kept = (sources.length - loopsDropped) * 2;
  return {
    ...rows,
    weights: rows.weights as Float64Array,
    size: rows.targets.length / 2,
    loopsDropped,
    parallelsMerged: (kept - rows.targets.length) / 2,
  };
}

/** Checks edge lists and counts their loops. @throws RangeError, naming the edge by its place in the list */
export function checkEdges(order: number, sources: Int32Array, targets: Int32Array, weights?: Float64Array): number {
  const edges = sources.length;
  checkEdgeCount(edges);
  if (edges !== targets.length || (weights !== undefined && weights.length !== edges)) {
    throw new RangeError(
      `edge lists differ in length: ${edges}, ${targets.length}, ${weights?.length ?? 'no'} weights`,
    );
  }
  let loops = 0;
  for (let e = 0; e < edges; e++) {
    const a = sources[e];
    const b = targets[e];
    if (a < 0 || a >= order || b < 0 || b >= order)
      throw new RangeError(`edge ${e}: node ${a} or ${b} is not in [0, ${order})`);
    if (a === b) loops++;
  }
  if (weights === undefined) return loops;
  for (let e = 0; e < edges; e++) {
    if (!(weights[e] > 0 && weights[e] < Infinity))
      throw new RangeError(`edge ${e}: weight ${weights[e]} is not finite and above zero`);
  }
  return loops;
}

export function checkEdgeCount(edges: number): void {
  if (edges >= edgeLimit) throw new RangeError(`${edges} edges; a graph holds fewer than 2^31 (${edgeLimit})`);
}

/** Both ends of every edge that is no loop, row by row, in the order of the lists. */
export function scatterBoth(order: number, sources: Int32Array, targets: Int32Array, weights?: Float64Array): Rows {
  const offsets = new Uint32Array(order + 1);
  for (let e = 0; e < sources.length; e++) {
    if (sources[e] === targets[e]) continue;
    offsets[sources[e] + 1]++;
    offsets[targets[e] + 1]++;
  }
  for (let i = 0; i < order; i++) offsets[i + 1] += offsets[i];
  const cursor = offsets.slice();
  const ends = new Int32Array(offsets[order]);
  const values = weights && new Float64Array(offsets[order]);
  for (let e = 0; e < sources.length; e++) {
    const a = sources[e];
    const b = targets[e];
    if (a === b) continue;
    const atA = cursor[a]++;
    const atB = cursor[b]++;
    ends[atA] = b;
    ends[atB] = a;
    if (values !== undefined && weights !== undefined) {
      values[atA] = weights[e];
      values[atB] = weights[e];
    }
  }
  return { order, offsets, targets: ends, weights: values };
}

/**
 * Sorts every row of a symmetric graph: walking the rows in order and appending each node to the
 * rows of its neighbours is a counting sort, and equal neighbours keep the order of the lists.
 */
export function sortRows(rows: Rows): Rows {
  return fillTransposed(rows, rows.offsets);
}

/** Rows of the reversed edges, sorted whatever the order within the given rows. */
export function transpose(rows: Rows): Rows {
  const { order, targets } = rows;
  const offsets = new Uint32Array(order + 1);
  for (let s = 0; s < targets.length; s++) offsets[targets[s] + 1]++;
  for (let i = 0; i < order; i++) offsets[i + 1] += offsets[i];
  return fillTransposed(rows, offsets);
}

function fillTransposed(rows: Rows, into: Uint32Array): Rows {
  const { order, offsets, targets, weights } = rows;
  const cursor = into.slice();
  const ends = new Int32Array(targets.length);
  const values =
    weights && (weights instanceof Float32Array ? new Float32Array(weights.length) : new Float64Array(weights.length));
  for (let i = 0; i < order; i++) {
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const slot = cursor[targets[s]]++;
      ends[slot] = i;
      if (values !== undefined && weights !== undefined) values[slot] = weights[s];
    }
  }
  return { order, offsets: into, targets: ends, weights: values };
}

/**
 * Sums repeats within sorted rows; without weights a repeat counts 1. Three or more are summed from
 * the smallest up, so that the order of the edge list leaves no trace. Gives the rows back where there are none.
 */
export function mergeParallels(rows: Rows): Rows {
  const { order, offsets: starts, targets } = rows;
  if (!hasParallels(rows)) return rows;
  const weights = rows.weights ?? new Float64Array(targets.length).fill(1);
  const offsets = new Uint32Array(order + 1);
  let write = 0;
  for (let i = 0; i < order; i++) {
    const end = starts[i + 1];
    for (let s = starts[i]; s < end; ) {
      const target = targets[s];
      let next = s + 1;
      while (next < end && targets[next] === target) next++;
      if (next - s > 2) weights.subarray(s, next).sort();
      let sum = weights[s];
      for (let repeat = s + 1; repeat < next; repeat++) sum += weights[repeat];
      targets[write] = target;
      weights[write++] = sum;
      s = next;
    }
    offsets[i + 1] = write;
  }
  return { order, offsets, targets: targets.slice(0, write), weights: weights.slice(0, write) };
}

function hasParallels({ order, offsets, targets }: Rows): boolean {
  for (let i = 0; i < order; i++)
    for (let s = offsets[i] + 1; s < offsets[i + 1]; s++) if (targets[s] === targets[s - 1]) return true;
  return false;
}
