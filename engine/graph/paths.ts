import type { Rows } from '../kernel/csr.ts';
import type { FlatGraph } from '../kernel/flat-graph.ts';
import { bestPaths, type PathSearch } from '../kernel/k-best-paths.ts';
import { edgeBetween, weightAt } from '../kernel/slots.ts';

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
  return bestPaths(searchOf(graph, by), from, to, k).map(({ nodes, slots, cost }) => ({
    nodes,
    edges: nodes.slice(1).map((node, i) => edgeBetween(graph, nodes[i] as number, node)),
    weights: slots.map((slot) => weightAt(out, slot)),
    cost,
  }));
}

const kept = new WeakMap<FlatGraph, PathSearch>();

/** Costs by weight are reckoned once a graph. */
function searchOf(graph: FlatGraph, by: 'hops' | 'weight'): PathSearch {
  const hops = { rows: graph.out, back: graph.in };
  if (by === 'hops') return hops;
  const known = kept.get(graph);
  if (known !== undefined) return known;
  const costs = costsOf(graph.out);
  const search = { ...hops, costs, backCosts: graph.in === graph.out ? costs : costsOf(graph.in) };
  kept.set(graph, search);
  return search;
}

function costsOf(rows: Rows): Float64Array {
  const costs = new Float64Array(rows.targets.length);
  for (let slot = 0; slot < costs.length; slot++) costs[slot] = 1 / weightAt(rows, slot);
  return costs;
}
