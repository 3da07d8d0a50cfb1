import fc from 'fast-check';
import { buildCsr, type Csr } from '../../engine/kernel/csr.ts';

export type Edge = readonly [source: number, target: number, weight: number];

export function graphOf(order: number, edges: readonly Edge[]): Csr {
  return buildCsr(
    order,
    Int32Array.from(edges, ([a]) => a),
    Int32Array.from(edges, ([, b]) => b),
    Float64Array.from(edges, ([, , weight]) => weight),
  );
}

/** Small multigraphs with loops, parallel edges, isolated nodes and several components. */
export const edgeLists = fc.integer({ min: 1, max: 14 }).chain((order) =>
  fc.record({
    order: fc.constant(order),
    edges: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: order - 1 }),
        fc.integer({ min: 0, max: order - 1 }),
        fc.integer({ min: 1, max: 8 }),
      ),
      { maxLength: 40 },
    ),
  }),
);

/** The obvious form: weight by pair, 0 where there is no edge; loops dropped. */
export function matrixOf(order: number, edges: readonly Edge[]): number[][] {
  const matrix = Array.from({ length: order }, () => new Array<number>(order).fill(0));
  for (const [a, b, weight] of edges) {
    if (a === b) continue;
    matrix[a][b] += weight;
    matrix[b][a] += weight;
  }
  return matrix;
}

export function rowOf(graph: Csr, node: number): [number, number][] {
  const row: [number, number][] = [];
  for (let s = graph.offsets[node]; s < graph.offsets[node + 1]; s++) row.push([graph.targets[s], graph.weights[s]]);
  return row;
}
