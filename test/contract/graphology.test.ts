import { createRequire } from 'node:module';
import { UndirectedGraph } from 'graphology';
import { describe, expect, test } from 'vitest';
import { communities, FrozenGraph } from '../../engine/graph/index.ts';
import type { Csr } from '../../engine/kernel/csr.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { graphOf } from '../support/graphs.ts';

// The library is CommonJS; its types describe an ES build that it does not have.
type Measure = (graph: unknown, ...rest: unknown[]) => unknown;
const load = createRequire(import.meta.url) as (name: string) => Measure & Readonly<Record<string, Measure>>;
const rng = () => createRng(5).uniform;
const group = (node: string): number => Number(node) % 4;

/** Forty people in four circles with a ring through all of them. */
function circles(): Csr {
  const draw = createRng(20240611);
  const edges: [number, number, number][] = [];
  for (let i = 0; i < 40; i++) edges.push([i, (i + 1) % 40, 1]);
  for (let e = 0; e < 160; e++) {
    const circle = 10 * draw.int(4);
    edges.push([circle + draw.int(10), circle + draw.int(10), 1 + draw.int(5)]);
  }
  return graphOf(40, edges);
}

/** The same graph built edge by edge in graphology's own store. */
function twin({ order, offsets, targets, weights }: Csr): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (let node = 0; node < order; node++) graph.addNode(String(node));
  for (let node = 0; node < order; node++)
    for (let slot = offsets[node]; slot < offsets[node + 1]; slot++)
      if (targets[slot] > node)
        graph.addEdgeWithKey(String(slot), String(node), String(targets[slot]), { weight: weights[slot] });
  return graph;
}

const measures: Readonly<Record<string, (graph: never) => unknown>> = {
  'louvain, groups': (graph) => load('graphology-communities-louvain')(graph, { rng: rng(), getEdgeWeight: 'weight' }),
  'louvain, modularity': (graph) =>
    (load('graphology-communities-louvain').detailed(graph, { rng: rng() }) as { modularity: number }).modularity,
  density: (graph) => load('graphology-metrics/graph/density').density(graph),
  'undirected density': (graph) => load('graphology-metrics/graph/density').undirectedDensity(graph),
  modularity: (graph) =>
    load('graphology-metrics/graph/modularity')(graph, { getNodeCommunity: group, getEdgeWeight: 'weight' }),
  'sparse modularity': (graph) =>
    load('graphology-metrics/graph/modularity').sparse(graph, { getNodeCommunity: group }),
  'simple size': (graph) => load('graphology-metrics/graph/simple-size')(graph),
  'weighted size': (graph) => load('graphology-metrics/graph/weighted-size')(graph, 'weight'),
  'edge extent': (graph) => load('graphology-metrics/graph/extent').edgeExtent(graph, 'weight'),
  'clustering ambiguity': (graph) =>
    load('graphology-metrics/node/clustering-ambiguity')(graph, { getNodeCommunity: group, rng: rng() }),
  'is a graph': (graph) => load('graphology-utils/is-graph')(graph),
  'inferred type': (graph) => load('graphology-utils/infer-type')(graph),
};

describe('graphology runs on the frozen graph as on its own', () => {
  test.each(Object.entries(measures))('%s', (_, measure) => {
    const csr = circles();
    const found = measure(new FrozenGraph(csr) as never);
    expect(found).toBeDefined();
    expect(found).toEqual(measure(twin(csr) as never));
  });
});

test('communities of the line have the modularity the library finds in its own store', () => {
  const csr = circles();
  const library = (
    load('graphology-communities-louvain').detailed(twin(csr), {
      rng: createRng(1).uniform,
      getEdgeWeight: 'weight',
    }) as { modularity: number }
  ).modularity;
  expect(Math.abs(communities(new FrozenGraph(csr), 1).modularity / library - 1)).toBeLessThan(0.01);
});
