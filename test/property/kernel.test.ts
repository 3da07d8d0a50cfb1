import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clustering } from '../../engine/kernel/clustering.ts';
import { hopsFrom, hopsFromOthers } from '../../engine/kernel/hops.ts';
import { neighbourMean } from '../../engine/kernel/neighbour-mean.ts';
import { pageRank } from '../../engine/kernel/pagerank.ts';
import { seedFlow } from '../../engine/kernel/seed-flow.ts';
import { UnionFind } from '../../engine/kernel/union-find.ts';
import { edgeLists, graphOf, matrixOf, rowOf } from '../support/graphs.ts';
import { runs } from '../support/seed.ts';

const withSeeds = edgeLists.chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    seeds: fc.array(fc.integer({ min: 0, max: graph.order - 1 }), { maxLength: 6 }),
  }),
);

/** Distances by repeated relaxation. */
function slowHops(matrix: number[][], seeds: readonly number[], limit: number): number[] {
  const hops = matrix.map((_, i) => (seeds.includes(i) ? 0 : Infinity));
  for (let round = 0; round < matrix.length; round++)
    for (let i = 0; i < matrix.length; i++)
      for (let j = 0; j < matrix.length; j++) if (matrix[i][j] > 0) hops[i] = Math.min(hops[i], hops[j] + 1);
  return hops.map((hop) => (hop > limit ? -1 : hop));
}

/** Personalised PageRank with mass staying on isolated nodes: 400 rounds of the plain formula. */
function slowFlow(matrix: number[][], restart: readonly number[]): number[] {
  const strength = matrix.map((row) => row.reduce((a, b) => a + b, 0));
  let rank = [...restart];
  for (let round = 0; round < 400; round++) {
    const before = rank;
    rank = before.map((own, i) => {
      const arriving =
        strength[i] === 0 ? own : matrix[i].reduce((sum, w, j) => sum + (w * before[j]) / (strength[j] || 1), 0);
      return 0.15 * restart[i] + 0.85 * arriving;
    });
  }
  return rank;
}

test('buildCsr is the obvious matrix: simple, loop-free, sorted, symmetric, counted', () => {
  fc.assert(
    fc.property(edgeLists, ({ order, edges }) => {
      const graph = graphOf(order, edges);
      const matrix = matrixOf(order, edges);
      for (let i = 0; i < order; i++) {
        const expected = matrix[i]
          .map((weight, j) => [j, weight] as [number, number])
          .filter(([, weight]) => weight > 0);
        expect(rowOf(graph, i)).toEqual(expected);
      }
      const loops = edges.filter(([a, b]) => a === b).length;
      expect(graph.loopsDropped).toBe(loops);
      expect(graph.size + graph.parallelsMerged + loops).toBe(edges.length);
    }),
    runs(300),
  );
});

test('hopsFrom agrees with relaxation', () => {
  fc.assert(
    fc.property(withSeeds, fc.integer({ min: 0, max: 5 }), ({ graph: { order, edges }, seeds }, limit) => {
      expect([...hopsFrom(graphOf(order, edges), seeds, limit)]).toEqual(
        slowHops(matrixOf(order, edges), seeds, limit),
      );
    }),
    runs(300),
  );
});

test('hopsFromOthers is one search a person without that person among the seeds', () => {
  fc.assert(
    fc.property(withSeeds, fc.integer({ min: 0, max: 5 }), ({ graph: { order, edges }, seeds }, limit) => {
      const matrix = matrixOf(order, edges);
      const expected = matrix.map(
        (_, i) =>
          slowHops(
            matrix,
            seeds.filter((seed) => seed !== i),
            limit,
          )[i],
      );
      expect([...hopsFromOthers(graphOf(order, edges), seeds, limit)]).toEqual(expected);
    }),
    runs(500),
  );
});

test('pageRank sums to one, agrees with the plain formula and is blind to numbering', () => {
  fc.assert(
    fc.property(edgeLists, ({ order, edges }) => {
      const rank = pageRank(graphOf(order, edges), undefined, { tolerance: 1e-12 });
      expect(rank.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      const turned = edges.map(([a, b, w]) => [order - 1 - a, order - 1 - b, w] as const);
      const other = pageRank(graphOf(order, turned), undefined, { tolerance: 1e-12 });
      for (let i = 0; i < order; i++) expect(other[order - 1 - i]).toBeCloseTo(rank[i], 9);
    }),
    runs(200),
  );
});

test('seedFlow leaves out the own seed exactly, and is missing where nobody else reaches', () => {
  fc.assert(
    fc.property(withSeeds, ({ graph: { order, edges }, seeds }) => {
      const matrix = matrixOf(order, edges);
      const distinct = [...new Set(seeds)];
      const { own, neighbours } = seedFlow(graphOf(order, edges), seeds);
      for (let i = 0; i < order; i++) {
        const others = distinct.filter((seed) => seed !== i);
        const restart = matrix.map((_, j) => (others.includes(j) ? 1 / others.length : 0));
        const flow = slowFlow(matrix, restart).map((value) => (value > 0 ? Math.log2(value * order) : NaN));
        if (Number.isNaN(flow[i])) expect(own[i]).toBeNaN();
        else expect(own[i]).toBeCloseTo(flow[i], 4);
        let sum = 0;
        let mass = 0;
        for (let j = 0; j < order; j++) {
          if (matrix[i][j] === 0 || Number.isNaN(flow[j])) continue;
          sum += matrix[i][j] * flow[j];
          mass += matrix[i][j];
        }
        if (mass === 0) expect(neighbours[i]).toBeNaN();
        else expect(neighbours[i]).toBeCloseTo(sum / mass, 4);
      }
    }),
    runs(150),
  );
});

test('clustering agrees with counting triangles, also beside hubs', () => {
  fc.assert(
    fc.property(edgeLists, fc.boolean(), ({ order, edges }, hub) => {
      const size = hub ? order + 80 : order;
      const all = hub ? [...edges, ...Array.from({ length: size - 1 }, (_, i) => [i + 1, 0, 1] as const)] : edges;
      const matrix = matrixOf(size, all);
      const found = clustering(graphOf(size, all));
      for (let i = 0; i < size; i++) {
        const near = matrix[i].flatMap((weight, j) => (weight > 0 ? [j] : []));
        const closed = near.flatMap((a) => near.filter((b) => matrix[a][b] > 0)).length;
        if (near.length < 2) expect(found[i]).toBeNaN();
        else expect(found[i]).toBeCloseTo(closed / (near.length * (near.length - 1)), 12);
      }
    }),
    runs(150),
  );
});

test('neighbourMean leaves missing neighbours out', () => {
  fc.assert(
    fc.property(
      edgeLists,
      fc.array(fc.option(fc.integer({ min: -9, max: 9 })), { minLength: 14, maxLength: 14 }),
      ({ order, edges }, raw) => {
        const matrix = matrixOf(order, edges);
        const values = Float32Array.from({ length: order }, (_, i) => raw[i] ?? NaN);
        const found = neighbourMean(graphOf(order, edges), values);
        for (let i = 0; i < order; i++) {
          const near = matrix[i].flatMap((weight, j) =>
            weight > 0 && !Number.isNaN(values[j]) ? [[weight, values[j]]] : [],
          );
          const mass = near.reduce((sum, [weight]) => sum + weight, 0);
          if (mass === 0) expect(found[i]).toBeNaN();
          else expect(found[i]).toBeCloseTo(near.reduce((sum, [weight, value]) => sum + weight * value, 0) / mass, 5);
        }
      },
    ),
    runs(200),
  );
});

test('UnionFind: the root is the smallest member, whatever the order of the unions', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), { maxLength: 40 });
  fc.assert(
    fc.property(pairs, fc.func(fc.integer()), (unions, key) => {
      const roots = (list: readonly (readonly [number, number])[]): number[] => {
        const sets = new UnionFind(31);
        for (const [a, b] of list) sets.union(a, b);
        return Array.from({ length: 31 }, (_, i) => sets.find(i));
      };
      const found = roots(unions);
      expect(roots([...unions].sort((x, y) => key(x) - key(y)))).toEqual(found);
      const reach = matrixOf(
        31,
        unions.map(([a, b]) => [a, b, 1] as const),
      );
      for (let i = 0; i < 31; i++) expect(found[i]).toBe(slowHops(reach, [i], 31).findIndex((hop) => hop >= 0));
    }),
    runs(100),
  );
});
