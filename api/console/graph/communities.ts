import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import type { ChartEdge, ChartNode } from './types.ts';

export interface Communities {
  readonly of: ReadonlyMap<string, number>;
  readonly count: number;
  readonly modularity: number;
}

/** Louvain over what is shown, by weight; the same picture gives the same communities. */
export function communitiesOf(nodes: readonly ChartNode[], edges: readonly ChartEdge[]): Communities {
  const graph = new Graph({ type: 'undirected', multi: false });
  for (const { id } of nodes) graph.addNode(id);
  for (const { a, b, weight } of edges) graph.mergeEdge(a, b, { weight });
  if (edges.length === 0) return { of: new Map(nodes.map(({ id }, i) => [id, i])), count: nodes.length, modularity: 0 };
  const { communities, count, modularity } = louvain.detailed(graph, { randomWalk: false, getEdgeWeight: 'weight' });
  return { of: new Map(Object.entries(communities)), count, modularity };
}
