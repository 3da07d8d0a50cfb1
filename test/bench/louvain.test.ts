import { createRequire } from 'node:module';
import { UndirectedGraph } from 'graphology';
import { expect, test } from 'vitest';
import { communities, FrozenGraph } from '../../engine/graph/index.ts';
import { buildCsr } from '../../engine/kernel/csr.ts';
import { createRng } from '../../engine/kernel/rng.ts';

const louvain = createRequire(import.meta.url)('graphology-communities-louvain') as {
  detailed(graph: unknown, options: object): { modularity: number; count: number };
};
const people = 200_000;
const edges = 2_000_000;

/** Circles of forty people; one contact in five leaves its circle. */
function contacts(): { sources: Int32Array; targets: Int32Array; weights: Float64Array } {
  const rng = createRng(1);
  const sources = new Int32Array(edges);
  const targets = new Int32Array(edges);
  const weights = new Float64Array(edges);
  for (let e = 0; e < edges; e++) {
    const a = rng.int(people);
    const circle = a - (a % 40);
    sources[e] = a;
    targets[e] = rng.int(5) === 0 ? rng.int(people) : circle + rng.int(40);
    weights[e] = 1 + rng.int(4);
  }
  return { sources, targets, weights };
}

/** Processor seconds of this process, which other processes of the machine do not lengthen. */
const seconds = (start: number): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6 - start;

/** Issue 2: at least ten times faster than graphology's own store, same modularity to one percent. */
test('two million edges: rows and Louvain against a graphology graph and Louvain', () => {
  const { sources, targets, weights } = contacts();
  let start = seconds(0);
  const csr = buildCsr(people, sources, targets, weights);
  const built = seconds(start);
  const found = communities(new FrozenGraph(csr), 1);
  const total = seconds(start);
  console.log(
    `rows: ${csr.size} edges built in ${built.toFixed(2)} s, with Louvain ${total.toFixed(2)} s, modularity ${found.modularity.toFixed(4)}, ${found.count} communities`,
  );

  start = seconds(0);
  const graph = new UndirectedGraph();
  for (let i = 0; i < people; i++) graph.addNode(String(i));
  for (let e = 0; e < edges; e++) {
    if (sources[e] === targets[e]) continue;
    graph.updateUndirectedEdge(String(sources[e]), String(targets[e]), (before) => ({
      weight: (before.weight ?? 0) + weights[e],
    }));
  }
  const stored = seconds(start);
  const rng = createRng(1);
  const library = louvain.detailed(graph, { rng: rng.uniform, getEdgeWeight: 'weight' });
  const libraryTotal = seconds(start);
  console.log(
    `graphology: ${graph.size} edges built in ${stored.toFixed(2)} s, with Louvain ${libraryTotal.toFixed(2)} s, modularity ${library.modularity.toFixed(4)}, ${library.count} communities`,
  );
  console.log(
    `ratio ${(libraryTotal / total).toFixed(1)}, resident ${(process.resourceUsage().maxRSS / 1048576).toFixed(2)} GB at most`,
  );
  expect(graph.size).toBe(csr.size);
  expect(Math.abs(found.modularity / library.modularity - 1)).toBeLessThan(0.01);
});
