import { describe, expect, it } from 'vitest';
import { communities, FrozenGraph, neighbourhood } from '../../engine/graph/index.ts';
import { buildCsr, checkEdgeCount } from '../../engine/kernel/csr.ts';
import { buildGraph } from '../../engine/kernel/flat-graph.ts';
import { createHeap } from '../../engine/kernel/heap.ts';
import { hits } from '../../engine/kernel/hits.ts';
import { leiden } from '../../engine/kernel/leiden.ts';
import { louvain } from '../../engine/kernel/louvain.ts';
import { pageRank } from '../../engine/kernel/pagerank.ts';
import { agreement } from '../../engine/kernel/partition-agreement.ts';
import { createRng } from '../../engine/kernel/rng.ts';

/** Groups of 25 with a tie rate inside and one between them. */
function planted(groups: number, inside: number, between: number, seed: number) {
  const rng = createRng(seed);
  const order = groups * 25;
  const truth = Int32Array.from({ length: order }, (_, node) => Math.floor(node / 25));
  const sources: number[] = [];
  const targets: number[] = [];
  for (let a = 0; a < order; a++)
    for (let b = 0; b < a; b++)
      if (rng.uniform() < (truth[a] === truth[b] ? inside : between)) {
        sources.push(a);
        targets.push(b);
      }
  return { truth, graph: buildGraph(order, Int32Array.from(sources), Int32Array.from(targets)) };
}

describe('building', () => {
  it('refuses 2^31 edges, nodes out of range, lengths that differ, weights that are none', () => {
    expect(() => checkEdgeCount(2 ** 31)).toThrow(/2\^31/);
    expect(() => checkEdgeCount(2 ** 31 - 1)).not.toThrow();
    const ends = Int32Array.of(0, 1);
    expect(() => buildGraph(2, ends, Int32Array.of(1, 2))).toThrow(/edge 1: node 1 or 2/);
    expect(() => buildGraph(2, ends, Int32Array.of(1, -1))).toThrow(RangeError);
    expect(() => buildGraph(2, ends, Int32Array.of(1))).toThrow(/length/);
    for (const weight of [0, -1, NaN, Infinity])
      expect(() => buildGraph(2, ends, Int32Array.of(1, 0), { weights: Float64Array.of(1, weight) })).toThrow(
        /edge 1: weight/,
      );
  });

  it('the order of repeats leaves no trace in their sum', () => {
    const weights = [0.1, 0.7, 1e16, 0.3, 0.2];
    const sum = (list: readonly number[]): number => {
      const zeros = new Int32Array(list.length);
      return buildCsr(
        2,
        zeros,
        zeros.map(() => 1),
        Float64Array.from(list),
      ).weights[0];
    };
    expect(sum([...weights].reverse())).toBe(sum(weights));
  });
});

describe('communities', () => {
  it.each([louvain, leiden])('%o recovers planted groups and is the same for the same seed', (find) => {
    const { truth, graph } = planted(8, 0.5, 0.02, 7);
    const found = find(graph.out, { seed: 4 });
    expect(agreement(found.of, truth)).toEqual({ nmi: 1, ari: 1 });
    expect(find(graph.out, { seed: 4 })).toEqual(found);
  });

  it('reach the modularity of graphology’s Louvain', () => {
    for (const seed of [1, 2, 3]) {
      const { graph } = planted(10, 0.3, 0.05, seed);
      const csr = {
        ...graph.out,
        weights: new Float64Array(graph.out.targets.length).fill(1),
        size: graph.size,
        loopsDropped: 0,
        parallelsMerged: 0,
      };
      const library = communities(new FrozenGraph(csr), 1).modularity;
      expect(louvain(graph.out).modularity).toBeGreaterThan(library - 0.02);
      expect(leiden(graph.out).modularity).toBeGreaterThan(library - 0.01);
    }
  });

  it('agreement is 1 for equal groups under other names, about 0 by chance', () => {
    const rng = createRng(3);
    const a = Int32Array.from({ length: 500 }, () => rng.int(5));
    expect(
      agreement(
        a,
        a.map((group) => 9 - group),
      ),
    ).toEqual({ nmi: 1, ari: 1 });
    const chance = agreement(
      a,
      a.map(() => rng.int(5)),
    );
    expect(Math.abs(chance.ari)).toBeLessThan(0.03);
    expect(agreement(new Int32Array(4), new Int32Array(4))).toEqual({ nmi: 1, ari: 1 });
  });
});

describe('measures that cannot converge say so', () => {
  const { graph } = planted(2, 0.5, 0.1, 1);

  it('PageRank and hubs', () => {
    expect(() => pageRank(graph.out, undefined, { maxIterations: 1 })).toThrow(/did not converge/);
    expect(() => hits(graph.out, graph.out, { maxIterations: 1 })).toThrow(/did not converge/);
  });
});

describe('a neighbourhood', () => {
  const line = buildGraph(6, Int32Array.of(0, 1, 2, 3, 0), Int32Array.of(1, 2, 3, 4, 5), {
    weights: Float64Array.of(1, 2, 3, 4, 9),
  });

  it('is a real graphology graph with weights, hops and the attributes asked for', () => {
    const found = neighbourhood(line, 1, {
      hops: 2,
      keyOf: (node) => `P-${node}`,
      nodeAttributes: (node) => ({ score: node / 10 }),
      edgeAttributes: (a, b) => ({ records: [`${a}-${b}`] }),
    });
    expect(found.nodes()).toEqual(['P-1', 'P-2', 'P-0', 'P-5', 'P-3']);
    expect(found.getNodeAttributes('P-3')).toEqual({ hops: 2, score: 0.3 });
    expect(found.getEdgeAttributes('P-1', 'P-2')).toEqual({ weight: 2, records: ['1-2'] });
    expect(found.getAttribute('cut')).toBe(false);
    found.dropNode('P-1');
    expect(found.size).toBe(2);
  });

  it('keeps the heaviest tied when the limit cuts, and says so', () => {
    const found = neighbourhood(line, 0, { hops: 3, limit: 2 });
    expect(found.nodes()).toEqual(['0', '5']);
    expect(found.getAttribute('cut')).toBe(true);
    expect(() => neighbourhood(line, 6)).toThrow(expect.objectContaining({ code: 'node_unknown' }));
  });

  it('follows directed edges both ways and keeps their direction', () => {
    const directed = buildGraph(3, Int32Array.of(0, 2), Int32Array.of(1, 1), { directed: true });
    const found = neighbourhood(directed, 1);
    expect(found.type).toBe('directed');
    expect(found.inDegree('1')).toBe(2);
  });
});

describe('heap', () => {
  it('gives keys in order, equal ones by item', () => {
    const rng = createRng(9);
    const heap = createHeap(2);
    const pushed = Array.from({ length: 300 }, (_, item) => [rng.int(40), item] as const);
    for (const [key, item] of pushed) heap.push(key, item);
    const popped = pushed.map(() => [heap.lastKey, heap.pop()] as const).map(([, item]) => item);
    expect(popped).toEqual([...pushed].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, item]) => item));
    expect(heap.pop()).toBe(-1);
  });
});
