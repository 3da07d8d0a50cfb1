import { DirectedGraph, UndirectedGraph } from 'graphology';
import type { AbstractGraph, Attributes } from 'graphology-types';
import { ExcavatorError } from '../kernel/errors.ts';
import type { FlatGraph } from '../kernel/flat-graph.ts';
import { weightAt } from '../kernel/slots.ts';

export interface NeighbourhoodOptions {
  /** Edges away from the centre, whatever their direction; default 1. */
  readonly hops?: number;
  /** Most nodes; the nearest are kept, at equal distance the heaviest tied, then the smaller number. Default 200. */
  readonly limit?: number;
  /** Key of a node in the result; default the number as text. */
  readonly keyOf?: (node: number) => string;
  /** Attributes of a node besides `hops`. */
  readonly nodeAttributes?: (node: number) => Attributes;
  /** Attributes of an edge besides `weight`. */
  readonly edgeAttributes?: (source: number, target: number) => Attributes;
}

/**
 * What is around one node as a real graphology graph, which can be changed, drawn and exported: all
 * edges among the nodes kept, `weight` on edges, `hops` on nodes, `cut` on the graph when the limit left some out.
 * @throws ExcavatorError `node_unknown`
 */
export function neighbourhood(graph: FlatGraph, centre: number, options: NeighbourhoodOptions = {}): AbstractGraph {
  if (!(Number.isInteger(centre) && centre >= 0 && centre < graph.order)) throw unknownCentre(centre, graph.order);
  const { hops = 1, limit = 200, keyOf = String, nodeAttributes, edgeAttributes } = options;
  const { kept, cut } = around(graph, centre, hops, limit);
  const result = graph.directed ? new DirectedGraph() : new UndirectedGraph();
  result.setAttribute('cut', cut);
  for (const [node, distance] of kept) result.addNode(keyOf(node), { ...nodeAttributes?.(node), hops: distance });
  const { offsets, targets } = graph.out;
  for (const node of kept.keys()) {
    for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
      const other = targets[slot] as number;
      if (!kept.has(other) || (!graph.directed && other < node)) continue;
      const attributes = { ...edgeAttributes?.(node, other), weight: weightAt(graph.out, slot) };
      result.addEdge(keyOf(node), keyOf(other), attributes);
    }
  }
  return result;
}

/** Nodes with their hops, nearest first, ring by ring. */
function around(
  graph: FlatGraph,
  centre: number,
  hops: number,
  limit: number,
): { kept: ReadonlyMap<number, number>; cut: boolean } {
  const kept = new Map<number, number>([[centre, 0]]);
  let ring: readonly number[] = [centre];
  for (let distance = 1; distance <= hops && ring.length > 0; distance++) {
    const tie = new Map<number, number>();
    for (const node of ring) {
      for (const rows of graph.directed ? [graph.out, graph.in] : [graph.out]) {
        for (let slot = rows.offsets[node] as number; slot < (rows.offsets[node + 1] as number); slot++) {
          const other = rows.targets[slot] as number;
          if (!kept.has(other)) tie.set(other, (tie.get(other) ?? 0) + weightAt(rows, slot));
        }
      }
    }
    const sorted = [...tie].sort(([a, weightA], [b, weightB]) => weightB - weightA || a - b).map(([node]) => node);
    ring = sorted.slice(0, limit - kept.size);
    for (const node of ring) kept.set(node, distance);
    if (ring.length < sorted.length) return { kept, cut: true };
  }
  return { kept, cut: false };
}

function unknownCentre(centre: number, order: number): ExcavatorError {
  return new ExcavatorError({
    code: 'node_unknown',
    kind: 'not_found',
    what: 'The graph has no such node.',
    got: String(centre),
    expected: `a whole number from 0 to ${order - 1}`,
    advice: 'Take node numbers from this graph.',
  });
}
