import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { ChartEdge, Position } from './types.ts';

export interface ForceRequest {
  readonly nodes: readonly (readonly [string, Position])[];
  readonly edges: readonly ChartEdge[];
  readonly iterations: number;
}
export type ForceAnswer = readonly (readonly [string, Position])[];

/** ForceAtlas2 away from the page, so that nothing stalls. A file of its own, since the policy allows no blob. */
self.onmessage = ({ data }: MessageEvent<ForceRequest>): void => {
  const graph = new Graph({ type: 'undirected', multi: false });
  for (const [id, { x, y }] of data.nodes) graph.addNode(id, { x, y });
  for (const { a, b, weight } of data.edges) graph.mergeEdge(a, b, { weight });
  const settings = { ...forceAtlas2.inferSettings(graph), edgeWeightInfluence: 0.5 };
  const found = forceAtlas2(graph, { iterations: data.iterations, settings });
  const answer: ForceAnswer = Object.entries(found).map(([id, { x = 0, y = 0 }]) => [id, { x, y }] as const);
  self.postMessage(answer);
};
