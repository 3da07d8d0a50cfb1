import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { components } from '../../engine/kernel/components.ts';
import { buildGraph, bytesOf } from '../../engine/kernel/flat-graph.ts';
import { coreNumbers } from '../../engine/kernel/k-core.ts';
import { leiden } from '../../engine/kernel/leiden.ts';
import { louvain } from '../../engine/kernel/louvain.ts';
import { pageRank } from '../../engine/kernel/pagerank.ts';
import { contactLikeEdges } from './graph-edges.ts';

/**
 * Ours against python-igraph and NetworKit on the same simple edge list, one thread each, in CPU seconds, so that a
 * busy machine does not decide.
 * EXCAVATOR_BENCH_PYTHON: a Python that has igraph, networkit and numpy. EXCAVATOR_BENCH_EDGES: default 20 million.
 */
const python = process.env.EXCAVATOR_BENCH_PYTHON;
const edgeCount = Number(process.env.EXCAVATOR_BENCH_EDGES ?? 20_000_000);
const seed = 1;
const skipped =
  python === undefined ? ' (skipped: EXCAVATOR_BENCH_PYTHON names no Python with igraph and networkit)' : '';
type Figures = Record<string, number>;
const timedMeasures = ['build', 'components', 'core', 'pagerank', 'louvain'] as const;

it.skipIf(python === undefined)(`graph measures on ${edgeCount} edges${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-bench-'));
  const { order, sources, targets } = simpleEdges();
  const file = join(folder, 'edges.bin');
  writeFileSync(
    file,
    Int32Array.from({ length: sources.length * 2 }, (_, i) => (i % 2 === 0 ? sources : targets)[i >> 1]),
  );
  const own = ours(order, sources, targets);
  const peer = (name: string): Figures =>
    JSON.parse(
      execFileSync(python ?? '', [new URL('graph-peers.py', import.meta.url).pathname, file, String(order), name], {
        encoding: 'utf8',
        env: { ...process.env, OMP_NUM_THREADS: '1' },
      }),
    ) as Figures;
  const igraph = peer('igraph');
  const networkit = peer('networkit');
  rmSync(folder, { recursive: true });
  print(sources.length, order, own, igraph, networkit);
  for (const key of ['component_count', 'highest_core'])
    expect([igraph[key], networkit[key]]).toEqual([own[key], own[key]]);
  expect(own.modularity).toBeGreaterThan(Math.min(igraph.modularity, networkit.modularity) - 0.01);
});

/** The list without loops and repeats, as NetworKit and igraph need it to do the same work. */
function simpleEdges(): { order: number; sources: Int32Array; targets: Int32Array } {
  const list = contactLikeEdges(edgeCount, seed);
  const { order, size, out } = buildGraph(list.order, list.sources, list.targets);
  const sources = new Int32Array(size);
  const targets = new Int32Array(size);
  let write = 0;
  for (let node = 0; node < order; node++) {
    for (let slot = out.offsets[node]; slot < out.offsets[node + 1]; slot++) {
      if (out.targets[slot] < node) continue;
      sources[write] = node;
      targets[write++] = out.targets[slot];
    }
  }
  return { order, sources, targets };
}

function ours(order: number, sources: Int32Array, targets: Int32Array): Figures {
  const figures: Figures = {};
  const timed = <T>(name: string, call: () => T): T => {
    const start = process.cpuUsage();
    const result = call();
    const { user, system } = process.cpuUsage(start);
    figures[name] = (user + system) / 1e6;
    return result;
  };
  const graph = timed('build', () => buildGraph(order, sources, targets));
  figures.bytesPerEdge = bytesOf(graph) / graph.size;
  figures.component_count = timed('components', () => components(graph.out)).count;
  figures.highest_core = timed('core', () => coreNumbers(graph.out)).reduce((a, b) => Math.max(a, b), 0);
  timed('pagerank', () => pageRank(graph.out, undefined, { tolerance: 1e-6 }));
  figures.modularity = timed('louvain', () => louvain(graph.out)).modularity;
  figures.leidenModularity = timed('leiden', () => leiden(graph.out, { rounds: 1 })).modularity;
  return figures;
}

function print(edges: number, order: number, own: Figures, igraph: Figures, networkit: Figures): void {
  const total = (figures: Figures): number => timedMeasures.reduce((sum, name) => sum + figures[name], 0);
  const row = (name: string, a: number, b: number, c: number): string =>
    [
      name.padEnd(12),
      ...[a, b, c].map((one) => `${one.toFixed(2)} s`.padStart(10)),
      (a / Math.min(b, c)).toFixed(2).padStart(8),
    ].join('');
  console.log(
    [
      `${edges} edges, ${order} nodes, seed ${seed}; ${own.bytesPerEdge.toFixed(1)} bytes an edge`,
      `${'measure'.padEnd(12)}${'ours'.padStart(10)}${'igraph'.padStart(10)}${'NetworKit'.padStart(10)}${'ours/best'.padStart(10)}`,
      ...timedMeasures.map((name) => row(name, own[name], igraph[name], networkit[name])),
      row('total', total(own), total(igraph), total(networkit)),
      `modularity: ours ${own.modularity.toFixed(4)}, igraph ${igraph.modularity.toFixed(4)}, NetworKit ${networkit.modularity.toFixed(4)}`,
      `Leiden, one round: ${own.leiden.toFixed(2)} s, modularity ${own.leidenModularity.toFixed(4)}`,
      `resident at the end: ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    ].join('\n'),
  );
}
