import {
  type Csr,
  checkEdges,
  mergeParallels,
  type Rows,
  scatterBoth,
  sortRows,
  transpose,
  type Weights,
} from './csr.ts';

/** A simple, loop-free graph as flat rows, directed or not, weighted or not. */
export interface FlatGraph {
  readonly order: number;
  /** Edges, each counted once. */
  readonly size: number;
  readonly directed: boolean;
  /** Row i: where the edges of i lead. Undirected: every edge in both rows. */
  readonly out: Rows;
  /** Row i: where the edges into i come from. Undirected: the same object as `out`. */
  readonly in: Rows;
  readonly loopsDropped: number;
  readonly parallelsMerged: number;
}

export interface FlatGraphOptions {
  readonly directed?: boolean;
  /** Finite, above zero; absent means 1 each, and none are stored unless parallel edges merge. */
  readonly weights?: Float64Array | undefined;
}

/**
 * Builds a graph from edge lists by counting scatters; weights that 32-bit floats hold exactly are
 * kept in 32 bits. Bytes an edge: 8 unweighted, 16 with 32-bit and 24 with 64-bit weights, and 4 (8
 * directed) a node.
 * @throws RangeError as `checkEdges`
 */
export function buildGraph(
  order: number,
  sources: Int32Array,
  targets: Int32Array,
  options: FlatGraphOptions = {},
): FlatGraph {
  const { directed = false, weights } = options;
  const loopsDropped = checkEdges(order, sources, targets, weights);
  const rough = directed
    ? transpose(scatterInto(order, targets, sources, weights))
    : sortRows(scatterBoth(order, sources, targets, weights));
  const out = narrow(mergeParallels(rough));
  const size = directed ? out.targets.length : out.targets.length / 2;
  return {
    order,
    size,
    directed,
    out,
    in: directed ? transpose(out) : out,
    loopsDropped,
    parallelsMerged: sources.length - loopsDropped - size,
  };
}

/** The same undirected graph, seen as a flat graph; nothing is copied. */
export function flatGraphOf(csr: Csr): FlatGraph {
  const { order, size, loopsDropped, parallelsMerged } = csr;
  return { order, size, directed: false, out: csr, in: csr, loopsDropped, parallelsMerged };
}

/** Who is tied to whom, whatever the direction: an edge each way becomes one edge with the sum of weights. */
export function undirected(graph: FlatGraph): FlatGraph {
  if (!graph.directed) return graph;
  const rows = narrow(mergeParallels(interleave(graph.out, graph.in)));
  return { ...graph, directed: false, size: rows.targets.length / 2, out: rows, in: rows };
}

/** Bytes the rows take, the offsets included. */
export function bytesOf(graph: FlatGraph): number {
  const one = ({ offsets, targets, weights }: Rows): number =>
    offsets.byteLength + targets.byteLength + (weights?.byteLength ?? 0);
  return one(graph.out) + (graph.directed ? one(graph.in) : 0);
}

/** One end of every edge that is no loop, row by row, in the order of the lists. */
function scatterInto(order: number, rowOf: Int32Array, ends: Int32Array, weights?: Float64Array): Rows {
  const offsets = new Uint32Array(order + 1);
  for (let e = 0; e < rowOf.length; e++) if (rowOf[e] !== ends[e]) offsets[rowOf[e] + 1]++;
  for (let i = 0; i < order; i++) offsets[i + 1] += offsets[i];
  const cursor = offsets.slice();
  const targets = new Int32Array(offsets[order]);
  const values = weights && new Float64Array(offsets[order]);
  for (let e = 0; e < rowOf.length; e++) {
    if (rowOf[e] === ends[e]) continue;
    const slot = cursor[rowOf[e]]++;
    targets[slot] = ends[e];
    if (values !== undefined && weights !== undefined) values[slot] = weights[e];
  }
  return { order, offsets, targets, weights: values };
}

/** Merges two sets of sorted rows, repeats kept side by side. */
function interleave(a: Rows, b: Rows): Rows {
  const { order } = a;
  const offsets = new Uint32Array(order + 1);
  const targets = new Int32Array(a.targets.length + b.targets.length);
  const weights = a.weights && new Float64Array(targets.length);
  let write = 0;
  for (let i = 0; i < order; i++) {
    let s = a.offsets[i];
    let t = b.offsets[i];
    const endA = a.offsets[i + 1];
    const endB = b.offsets[i + 1];
    while (s < endA || t < endB) {
      const fromA = t >= endB || (s < endA && a.targets[s] <= b.targets[t]);
      targets[write] = fromA ? a.targets[s] : b.targets[t];
      if (weights !== undefined && a.weights !== undefined && b.weights !== undefined)
        weights[write] = fromA ? a.weights[s] : b.weights[t];
      if (fromA) s++;
      else t++;
      write++;
    }
    offsets[i + 1] = write;
  }
  return { order, offsets, targets, weights };
}

/** Drops weights that are all 1 and halves those that lose nothing by it. */
function narrow(rows: Rows): Rows {
  if (rows.weights === undefined) return rows;
  const kept = narrowWeights(rows.weights);
  return { order: rows.order, offsets: rows.offsets, targets: rows.targets, weights: kept };
}

function narrowWeights(weights: Weights): Weights | undefined {
  let ones = true;
  let exact = true;
  for (let s = 0; s < weights.length; s++) {
    if (weights[s] !== 1) ones = false;
    if (Math.fround(weights[s]) !== weights[s]) {
      exact = false;
      break;
    }
  }
  if (ones && exact) return undefined;
  return exact ? Float32Array.from(weights) : weights;
}
