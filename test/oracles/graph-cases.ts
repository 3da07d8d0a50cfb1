import { buildGraph, type FlatGraph } from '../../engine/kernel/flat-graph.ts';
import { createRng, type Rng } from '../../engine/kernel/rng.ts';

export interface GraphCase {
  readonly name: string;
  readonly graph: FlatGraph;
  /** matrix[a][b]: weight of the edge from a to b, 0 without one; parallel edges summed, loops left out. */
  readonly matrix: readonly (readonly number[])[];
}

type Edge = readonly [number, number, number];

/** 200 graphs: the corner cases first, then random ones, directed and not, weighted and not, with loops and repeats. */
export function graphCases(seed: number, count = 200): GraphCase[] {
  const rng = createRng(seed);
  const corners = [false, true].flatMap((directed) => corner(directed));
  const random = Array.from({ length: count - corners.length }, (_, i) => randomCase(rng, i));
  return [...corners, ...random];
}

function corner(directed: boolean): GraphCase[] {
  const one = (a: number, b: number): Edge => [a, b, 1];
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  const pairs = (n: number, start = 0): Edge[] =>
    range(n).flatMap((a) => range(a).map((b) => one(a + start, b + start)));
  return [
    made('empty', 0, [], directed),
    made('single', 1, [], directed),
    made('single with a loop', 1, [[0, 0, 2]], directed),
    made('two apart', 2, [], directed),
    made('one edge', 2, [one(0, 1)], directed),
    made(
      'star',
      7,
      range(6).map((i) => one(0, i + 1)),
      directed,
    ),
    made(
      'ring',
      8,
      range(8).map((i) => one(i, (i + 1) % 8)),
      directed,
    ),
    made(
      'line',
      6,
      range(5).map((i) => one(i, i + 1)),
      directed,
    ),
    made('complete', 6, pairs(6), directed),
    made('two cliques apart', 9, [...pairs(4), ...pairs(5, 4)], directed),
  ];
}

function randomCase(rng: Rng, index: number): GraphCase {
  const order = 2 + rng.int(12);
  const edges = rng.int(order * 3);
  const weighted = rng.int(2) === 1;
  const directed = rng.int(2) === 1;
  const list = Array.from(
    { length: edges },
    (): Edge => [rng.int(order), rng.int(order), weighted ? 0.25 + 3 * rng.uniform() : 1],
  );
  return made(`random ${index}`, order, list, directed, weighted);
}

function made(name: string, order: number, edges: readonly Edge[], directed: boolean, weighted = false): GraphCase {
  const matrix = Array.from({ length: order }, () => new Array<number>(order).fill(0));
  for (const [a, b, weight] of edges) {
    if (a === b) continue;
    matrix[a][b] += weight;
    if (!directed) matrix[b][a] += weight;
  }
  const column = (at: 0 | 1): Int32Array => Int32Array.from(edges, (edge) => edge[at]);
  const weights = weighted ? Float64Array.from(edges, (edge) => edge[2]) : undefined;
  const graph = buildGraph(order, column(0), column(1), { directed, weights });
  return { name: `${name}${directed ? ', directed' : ''}`, graph, matrix };
}

/** Who is tied to whom, the weights of both directions added. */
export function symmetric(matrix: readonly (readonly number[])[], directed: boolean): number[][] {
  return matrix.map((row, a) => row.map((weight, b) => (directed ? weight + matrix[b][a] : weight)));
}
