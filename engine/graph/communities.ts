import louvainModule from 'graphology-communities-louvain';
import { createRng } from '../kernel/rng.ts';
import type { FrozenGraph } from './frozen-graph.ts';

/** The call we use. The library's types describe an ES default export that its CommonJS build does not have. */
interface Louvain {
  detailed(
    graph: FrozenGraph,
    options: { rng: () => number; resolution: number; getEdgeWeight: string },
  ): { communities: Readonly<Record<string, number>>; count: number; modularity: number };
}
const louvain = louvainModule as unknown as Louvain;

export interface Communities {
  /** Community number a node, in order of first appearance. */
  readonly of: Int32Array;
  readonly count: number;
  readonly modularity: number;
}

/** Louvain communities (Blondel et al. 2008) by graphology's library, run on the frozen graph itself. */
export function communities(graph: FrozenGraph, seed: number, resolution = 1): Communities {
  const rng = createRng(seed);
  if (graph.size === 0)
    return { of: Int32Array.from({ length: graph.order }, (_, node) => node), count: graph.order, modularity: 0 };
  const found = louvain.detailed(graph, { rng: () => rng.uniform(), resolution, getEdgeWeight: 'weight' });
  const of = new Int32Array(graph.order);
  for (let node = 0; node < graph.order; node++) of[node] = found.communities[String(node)] ?? node;
  return { of, count: found.count, modularity: found.modularity };
}
