import { createRequire } from 'node:module';
import { DirectedGraph, UndirectedGraph } from 'graphology';
import type { AbstractGraph } from 'graphology-types';
import { describe, expect, it } from 'vitest';
import { FrozenGraph } from '../../engine/graph/index.ts';
import { buildGraph, type FlatGraph } from '../../engine/kernel/flat-graph.ts';
import { createRng } from '../../engine/kernel/rng.ts';

// The library is CommonJS; its types describe an ES build that it does not have.
const load = createRequire(import.meta.url) as (name: string) => (graph: AbstractGraph, ...rest: unknown[]) => unknown;
const seed = 20_260_101;
type Ask = (...args: unknown[]) => unknown;

function randomGraph(directed: boolean, order: number, edges: number): FlatGraph {
  const rng = createRng(seed + order);
  const draw = (): Int32Array => Int32Array.from({ length: edges }, () => rng.int(order));
  const weights = Float64Array.from({ length: edges }, () => 1 + rng.int(5));
  return buildGraph(order, draw(), draw(), { directed, weights });
}

/** A random graph with a ring through all nodes, so that measures of connected graphs apply. */
function connectedGraph(directed: boolean): FlatGraph {
  const { out, order } = randomGraph(directed, 40, 170);
  const sources = Array.from({ length: order }, (_, node) => node);
  const targets = sources.map((node) => (node + 1) % order);
  for (let node = 0; node < order; node++) {
    for (let slot = out.offsets[node]; slot < out.offsets[node + 1]; slot++) {
      if (!directed && out.targets[slot] < node) continue;
      sources.push(node);
      targets.push(out.targets[slot]);
    }
  }
  const weights = Float64Array.from(sources, (node, e) => 1 + ((node + e) % 5));
  return buildGraph(order, Int32Array.from(sources), Int32Array.from(targets), { directed, weights });
}

/** The same graph built edge by edge with graphology itself. */
function twin(flat: FlatGraph): AbstractGraph {
  const graph = flat.directed ? new DirectedGraph() : new UndirectedGraph();
  for (let node = 0; node < flat.order; node++) graph.addNode(String(node));
  const { offsets, targets, weights } = flat.out;
  for (let node = 0; node < flat.order; node++) {
    for (let slot = offsets[node]; slot < offsets[node + 1]; slot++) {
      if (!flat.directed && targets[slot] < node) continue;
      const attributes = { weight: weights?.[slot] ?? 1 };
      graph.addEdgeWithKey(String(slot), String(node), String(targets[slot]), attributes);
    }
  }
  return graph;
}

const rng = () => {
  const draw = createRng(5);
  return () => draw.uniform();
};
const both: Readonly<Record<string, (graph: AbstractGraph) => unknown>> = {
  pagerank: (graph) => load('graphology-metrics/centrality/pagerank')(graph),
  hits: (graph) => load('graphology-metrics/centrality/hits')(graph, { maxIterations: 1000, normalize: false }),
  betweenness: (graph) => load('graphology-metrics/centrality/betweenness')(graph),
  'weighted betweenness': (graph) =>
    load('graphology-metrics/centrality/betweenness')(graph, { getEdgeWeight: 'weight' }),
  'edge betweenness': (graph) => load('graphology-metrics/centrality/edge-betweenness')(graph),
  closeness: (graph) => load('graphology-metrics/centrality/closeness')(graph),
  degree: (graph) =>
    (load('graphology-metrics/centrality/degree') as unknown as Record<string, typeof load>).degreeCentrality?.(
      graph as never,
    ),
  eigenvector: (graph) =>
    load('graphology-metrics/centrality/eigenvector')(graph, { maxIterations: 2000, tolerance: 1e-7 }),
  density: (graph) =>
    (load('graphology-metrics/graph/density') as unknown as { density: typeof load }).density(graph as never),
  diameter: (graph) => load('graphology-metrics/graph/diameter')(graph),
  'simple size': (graph) => load('graphology-metrics/graph/simple-size')(graph),
  'weighted size': (graph) => load('graphology-metrics/graph/weighted-size')(graph),
  modularity: (graph) =>
    load('graphology-metrics/graph/modularity')(graph, { getNodeCommunity: (node: string) => Number(node) % 4 }),
  'weighted degree': (graph) =>
    graph.mapNodes((node) =>
      (
        load('graphology-metrics/node/weighted-degree') as unknown as {
          weightedDegree: (g: AbstractGraph, n: string) => number;
        }
      ).weightedDegree(graph, node),
    ),
  eccentricity: (graph) => graph.mapNodes((node) => load('graphology-metrics/node/eccentricity')(graph, node)),
  disparity: (graph) => load('graphology-metrics/edge/disparity')(graph),
  louvain: (graph) => load('graphology-communities-louvain')(graph, { rng: rng() }),
  'dijkstra from one': (graph) =>
    (load('graphology-shortest-path/dijkstra') as unknown as { singleSource: Ask }).singleSource(graph, '0'),
  'breadth-first path': (graph) =>
    (load('graphology-shortest-path/unweighted') as unknown as { bidirectional: Ask }).bidirectional(graph, '0', '7'),
};

describe('graphology runs on the frozen graph as on its own', () => {
  it.each(Object.keys(both))('%s', (name) => {
    for (const directed of name === 'diameter' ? [false] : [false, true]) {
      const flat = connectedGraph(directed);
      const run = both[name] as (graph: AbstractGraph) => unknown;
      const found = run(new FrozenGraph(flat).asGraphology());
      expect(found).toBeDefined();
      expect(found).toEqual(run(twin(flat)));
    }
  });
});

const families = ['', 'In', 'Out', 'Inbound', 'Outbound', 'Directed', 'Undirected'];
const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const ask = (graph: AbstractGraph, method: string): Ask =>
  (graph as unknown as Record<string, Ask>)[method].bind(graph) as Ask;

describe('the read interface answers as graphology does', () => {
  const cases = [false, true].map((directed) => {
    const flat = randomGraph(directed, 12, 30);
    return { directed, frozen: new FrozenGraph(flat).asGraphology(), real: twin(flat) };
  });
  const same = (method: string, ...args: unknown[]): void => {
    for (const { frozen, real, directed } of cases) {
      const sorted = (found: unknown): unknown => {
        const plain =
          found !== null && typeof found === 'object' && 'next' in found
            ? [...(found as unknown as Iterable<unknown>)]
            : found;
        return Array.isArray(plain) ? plain.map((item) => JSON.stringify(item)).sort() : plain;
      };
      expect(sorted(ask(frozen, method)(...args)), `${method} ${directed} ${args}`).toEqual(
        sorted(ask(real, method)(...args)),
      );
    }
  };
  const nodes = cases[0].real.nodes();

  it('walks: seven families of edges and neighbours, nine verbs', () => {
    const even = (key: string): boolean => Number(key) % 2 === 0;
    for (const family of families) {
      for (const args of [[], ...nodes.map((node) => [node]), ...nodes.map((node) => [node, '3'])]) {
        same(lower(`${family}Edges`), ...args);
        same(lower(`${family}EdgeEntries`), ...args);
        same(`map${family}Edges`, ...args, (...item: unknown[]) => item);
        same(`filter${family}Edges`, ...args, even);
        same(`reduce${family}Edges`, ...args, (sum: number, edge: string) => sum + Number(edge), 0);
        same(`some${family}Edge`, ...args, even);
        same(`every${family}Edge`, ...args, even);
      }
      for (const node of nodes) {
        same(lower(`${family}Neighbors`), node);
        same(lower(`${family}NeighborEntries`), node);
        same(`map${family}Neighbors`, node, (...item: unknown[]) => item);
        same(`filter${family}Neighbors`, node, even);
        same(`reduce${family}Neighbors`, node, (sum: number, other: string) => sum + Number(other), 0);
        same(`some${family}Neighbor`, node, even);
        same(`every${family}Neighbor`, node, even);
      }
    }
  });

  it('visits with forEach what it lists, in the same words', () => {
    for (const { frozen, real } of cases) {
      for (const method of [
        ...families.flatMap((family) => [`forEach${family}Edge`]),
        'forEachNode',
        'forEachAdjacencyEntry',
        'forEachAdjacencyEntryWithOrphans',
        'forEachAssymetricAdjacencyEntry',
        'forEachAssymetricAdjacencyEntryWithOrphans',
      ]) {
        const told = (graph: AbstractGraph): string[] => {
          const calls: string[] = [];
          ask(graph, method)((...item: unknown[]) => calls.push(JSON.stringify(item)));
          return calls.sort();
        };
        expect(told(frozen), method).toEqual(told(real));
      }
    }
  });

  it('degrees, tests and look-ups by node and by pair', () => {
    for (const name of [
      'degree',
      'inDegree',
      'outDegree',
      'inboundDegree',
      'outboundDegree',
      'directedDegree',
      'undirectedDegree',
    ]) {
      for (const node of nodes) {
        same(name, node);
        same(`${name}WithoutSelfLoops`, node);
      }
    }
    for (const a of nodes) {
      for (const b of nodes) {
        for (const family of families) same(`are${family}Neighbors`, a, b);
        for (const method of [
          'edge',
          'directedEdge',
          'undirectedEdge',
          'hasEdge',
          'hasDirectedEdge',
          'hasUndirectedEdge',
        ])
          same(method, a, b);
      }
    }
    for (const method of ['nodes', 'toJSON', 'export', 'nodeEntries']) same(method);
    for (const key of ['order', 'size', 'type', 'multi', 'directedSize', 'undirectedSize', 'selfLoopCount'])
      for (const { frozen, real } of cases) expect(frozen[key as 'order']).toBe(real[key as 'order']);
  });

  it('ends and attributes by edge key', () => {
    for (const { frozen, real } of cases) {
      for (const edge of real.edges()) {
        for (const method of [
          'source',
          'target',
          'extremities',
          'isDirected',
          'isUndirected',
          'isSelfLoop',
          'hasEdge',
          'getEdgeAttributes',
        ])
          expect(ask(frozen, method)(edge), method).toEqual(ask(real, method)(edge));
        expect(frozen.getEdgeAttribute(edge, 'weight')).toBe(real.getEdgeAttribute(edge, 'weight'));
        expect(frozen.opposite(real.source(edge), edge)).toBe(real.target(edge));
        const [a, b] = real.extremities(edge);
        expect(frozen.getEdgeAttribute(a, b, 'weight')).toBe(real.getEdgeAttribute(a, b, 'weight'));
        expect(frozen.hasExtremity(edge, a)).toBe(true);
        expect(frozen.findEdge((key) => key === edge)).toBe(edge);
        expect(frozen.findNeighbor(a, (key) => key === b)).toBe(b);
      }
      expect(frozen.hasEdge('99999')).toBe(false);
      expect(frozen.copy().export()).toEqual(real.export());
      expect(frozen.nullCopy().order).toBe(0);
    }
  });

  it('refuses every change and unknown keys', () => {
    for (const { frozen } of cases) {
      expect(() => frozen.addNode('x')).toThrow(expect.objectContaining({ code: 'graph_frozen' }));
      expect(() => frozen.dropEdge('0')).toThrow(expect.objectContaining({ code: 'graph_frozen' }));
      expect(() => frozen.setEdgeAttribute('0', 'weight', 1)).toThrow(
        expect.objectContaining({ code: 'graph_frozen' }),
      );
      expect(() => frozen.degree('12')).toThrow(expect.objectContaining({ code: 'node_unknown' }));
      expect(() => frozen.source('99999')).toThrow(expect.objectContaining({ code: 'edge_unknown' }));
    }
  });
});
