import { describe, expect, it } from 'vitest';
import { FrozenGraph, waysBetween } from '../../engine/graph/index.ts';
import { bestPaths } from '../../engine/kernel/k-best-paths.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { remainingCosts, shortestPath } from '../../engine/kernel/shortest-path.ts';
import { earliestArrivals, timePath } from '../../engine/kernel/time-path.ts';
import { timedEdges } from '../../engine/kernel/timed-edges.ts';
import { graphCases } from '../oracles/graph-cases.ts';
import { allPaths, arrivals, type Meeting } from '../oracles/graph-paths.ts';

const seed = Number(process.env.EXCAVATOR_TEST_SEED ?? 20_260_302);
const cases = graphCases(seed).filter(({ graph }) => graph.order > 1 && graph.order <= 8);

describe(`paths equal all paths written out (seed ${seed})`, () => {
  it.each(['hops', 'weight'] as const)('the five best by %s', (by) => {
    expect(cases.length).toBeGreaterThan(80);
    for (const { graph, matrix, name } of cases) {
      const frozen = new FrozenGraph(graph);
      for (const [from, to] of [
        [0, graph.order - 1],
        [1, 0],
      ]) {
        const all = allPaths(matrix, from, to, (weight) => (by === 'hops' ? 1 : 1 / weight));
        const found = waysBetween(graph, from, to, 5, by);
        expect(found.length, name).toBe(Math.min(5, all.length));
        for (const [i, way] of found.entries()) {
          expect(way.cost, name).toBeCloseTo(all[i].cost, 9);
          expect(
            all.map(({ nodes }) => nodes.join()),
            name,
          ).toContain(way.nodes.join());
          const ends = way.edges.map((edge) =>
            frozen
              .extremities(String(edge))
              .map(Number)
              .sort((a, b) => a - b),
          );
          expect(ends, name).toEqual(way.nodes.slice(1).map((node, at) => [way.nodes[at], node].sort((a, b) => a - b)));
        }
        expect(new Set(found.map(({ nodes }) => nodes.join())).size).toBe(found.length);
        expect(shortestPath(graph.out, from, to)?.cost).toBe(allPaths(matrix, from, to, () => 1)[0]?.cost);
      }
    }
  });

  it('nothing between a node and itself, none for k = 0', () => {
    const { graph } = cases[cases.length - 1];
    const search = { rows: graph.out, back: graph.in };
    expect(bestPaths(search, 0, 0, 3)).toEqual([]);
    expect(bestPaths(search, 0, 1, 0)).toEqual([]);
  });

  it('what is left is exact up to the start, no more than the start elsewhere, and does not change the cost', () => {
    for (const { graph, matrix, name } of cases) {
      const [from, to] = [0, graph.order - 1];
      const left = remainingCosts(graph.in, from, to);
      const plain = shortestPath(graph.out, from, to);
      expect(left === undefined, name).toBe(plain === undefined);
      if (left === undefined) continue;
      for (let node = 0; node < to; node++) {
        const least = allPaths(matrix, node, to, () => 1)[0]?.cost ?? Infinity;
        expect(left[node], name).toBe(Math.min(least, left[from]));
      }
      expect(shortestPath(graph.out, from, to, { remaining: left })?.cost, name).toBe(plain?.cost);
    }
  });
});

describe(`time-respecting paths (seed ${seed})`, () => {
  it('arrive when the oracle says, over edges that follow each other in time', () => {
    const rng = createRng(seed);
    for (let round = 0; round < 200; round++) {
      const order = 2 + rng.int(8);
      const bothWays = round % 2 === 0;
      const list = Array.from({ length: rng.int(25) }, (): Meeting => [rng.int(order), rng.int(order), rng.int(12)]);
      const [from, until] = round % 3 === 0 ? [3, 9] : [-Infinity, Infinity];
      const edges = timedEdges(
        order,
        Int32Array.from(list, ([a]) => a),
        Int32Array.from(list, ([, b]) => b),
        Float64Array.from(list, ([, , at]) => at),
        bothWays,
      );
      const meetings = bothWays
        ? list.flatMap(([a, b, at]): Meeting[] => [
            [a, b, at],
            [b, a, at],
          ])
        : list;
      const expected = arrivals(order, meetings, 0, from, until);
      const window = { fromSeconds: from, untilSeconds: until };
      expect([...earliestArrivals(edges, 0, window).seconds]).toEqual(expected);
      for (let end = 0; end < order; end++) {
        const path = timePath(edges, 0, end, window);
        expect(path === undefined).toBe(expected[end] === Infinity);
        let at = 0;
        let before = -Infinity;
        for (const edge of path ?? []) {
          expect(edges.sources[edge]).toBe(at);
          expect(edges.seconds[edge]).toBeGreaterThan(before);
          expect(list[edges.given[edge]][2]).toBe(edges.seconds[edge]);
          [at, before] = [edges.targets[edge], edges.seconds[edge]];
        }
        if (path !== undefined) expect(at).toBe(end);
      }
    }
  });
});
