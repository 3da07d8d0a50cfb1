import Graph from 'graphology';
import gexf from 'graphology-gexf/browser';
import { type Drawn, lineOf, type Stamp } from './export.ts';

/** For Gephi and its like. */
export function asGexf({ nodes, edges, positions }: Drawn, stamp: Stamp): string {
  const graph = new Graph({ type: 'undirected', multi: false });
  graph.setAttribute('description', lineOf(stamp));
  for (const { id, role, established, degree } of nodes) {
    graph.addNode(id, { ...positions.get(id), label: id, role: role ?? '', established: established ?? '', degree });
  }
  for (const { id, a, b, weight, tested, channel } of edges) {
    graph.addEdgeWithKey(id, a, b, { weight, tested, channel: channel ?? 'several' });
  }
  return gexf.write(graph);
}
