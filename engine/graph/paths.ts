import type { FlatGraph } from '../kernel/flat-graph.ts';
import { bestPaths } from '../kernel/k-best-paths.ts';
import { edgeBetween, weightAt } from './frozen/slots.ts';

export interface WayBetween {
  readonly nodes: readonly number[];
  /** Keys of the edges along the way, as the frozen graph has them; look records up by them. */
  readonly edges: readonly number[];
  /** Weight of each of those edges. */
  readonly weights: readonly number[];
  readonly cost: number;
}

/**
 * The k best ways between two nodes. By hops, or by weight: an edge then costs 1 / weight, so that a way over strong
 * contacts beats a shorter one over weak ones (Newman 2001).
 */
export function waysBetween(
  graph: FlatGraph,
  from: number,
  to: number,
  k: number,
  by: 'hops' | 'weight' = 'hops',
): readonly WayBetween[] {
  const { out } = graph;
  const costs =
    by === 'weight'
      ? Float64Array.from({ length: out.targets.length }, (_, slot) => 1 / weightAt(out, slot))
      : undefined;
  return bestPaths(out, from, to, k, costs).map(({ nodes, slots, cost }) => ({
    nodes,
    edges: nodes.slice(1).map((node, i) => edgeBetween(graph, nodes[i] as number, node)),
    weights: slots.map((slot) => weightAt(out, slot)),
    cost,
  }));
}
