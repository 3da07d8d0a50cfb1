import { describe, expect, it } from 'vitest';
import { degreeAssortativity, neighbourDegrees } from '../../engine/kernel/assortativity.ts';
import { betweenness } from '../../engine/kernel/betweenness.ts';
import { harmonicCloseness } from '../../engine/kernel/closeness.ts';
import { components } from '../../engine/kernel/components.ts';
import { constraints } from '../../engine/kernel/constraint.ts';
import { effectiveSizes } from '../../engine/kernel/effective-size.ts';
import { undirected } from '../../engine/kernel/flat-graph.ts';
import { hits } from '../../engine/kernel/hits.ts';
import { coreNumbers } from '../../engine/kernel/k-core.ts';
import { leiden } from '../../engine/kernel/leiden.ts';
import { louvain } from '../../engine/kernel/louvain.ts';
import { pageRank, strengths } from '../../engine/kernel/pagerank.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { strongComponents } from '../../engine/kernel/strong-components.ts';
import { clusteringOf, triangles } from '../../engine/kernel/triangles.ts';
import { type GraphCase, graphCases, symmetric } from '../oracles/graph-cases.ts';
import * as oracle from '../oracles/graph-measures.ts';

const seed = Number(process.env.EXCAVATOR_TEST_SEED ?? 20_260_301);
const cases = graphCases(seed);

function each(check: (one: GraphCase, tied: number[][]) => void): void {
  for (const one of cases) check(one, symmetric(one.matrix, one.graph.directed));
}

function near(found: ArrayLike<number>, expected: readonly number[], name: string, digits = 9): void {
  expect(found.length, name).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i])) expect(found[i], `${name}, node ${i}`).toBeNaN();
    else expect(found[i], `${name}, node ${i}`).toBeCloseTo(expected[i], digits);
  }
}

const numbered = (roots: readonly number[]): number[] => {
  const seen = [...new Set(roots)];
  return roots.map((root) => seen.indexOf(root));
};

describe(`every measure equals its oracle on 200 graphs (seed ${seed})`, () => {
  it('the flat graph itself, both ways, and its undirected form', () => {
    expect(cases).toHaveLength(200);
    each(({ graph, matrix, name }, tied) => {
      for (const [rows, expected] of [
        [graph.out, matrix],
        [graph.in, matrix.map((row, a) => row.map((_, b) => matrix[b][a]))],
        [undirected(graph).out, tied],
      ] as const) {
        const found = matrix.map(() => new Array<number>(graph.order).fill(0));
        for (let i = 0; i < graph.order; i++)
          for (let s = rows.offsets[i]; s < rows.offsets[i + 1]; s++)
            found[i][rows.targets[s]] = rows.weights?.[s] ?? 1;
        for (let i = 0; i < graph.order; i++) near(found[i], expected[i], name, 12);
      }
    });
  });

  it('components, weak and strong', () => {
    each(({ graph, matrix, name }, tied) => {
      const weak = numbered(oracle.strongRoots(tied));
      expect([...components(graph.out, graph.in).of], name).toEqual(weak);
      expect([...components(undirected(graph).out).of], name).toEqual(weak);
      expect([...strongComponents(graph.out).of], name).toEqual(numbered(oracle.strongRoots(matrix)));
    });
  });

  it('core numbers', () => {
    each(({ graph, name }, tied) => expect([...coreNumbers(undirected(graph).out)], name).toEqual(oracle.cores(tied)));
  });

  it('PageRank and personalised PageRank', () => {
    each(({ graph, matrix, name }) => {
      if (graph.order === 0) return;
      const options = { tolerance: 1e-13, strength: strengths(graph.out) };
      near(
        pageRank(graph.in, undefined, options),
        oracle.pageRanks(
          matrix,
          matrix.map(() => 1),
        ),
        name,
      );
      const restart = matrix.map((_, i) => (i % 3 === 0 ? 1 + i : 0));
      near(pageRank(graph.in, Float64Array.from(restart), options), oracle.pageRanks(matrix, restart), name);
    });
  });

  it('PageRank stays within the error it was asked for', () => {
    each(({ graph, matrix }) => {
      if (graph.order === 0) return;
      const found = pageRank(graph.in, undefined, { tolerance: 1e-3, strength: strengths(graph.out) });
      const exact = oracle.pageRanks(
        matrix,
        matrix.map(() => 1),
      );
      expect(exact.reduce((error, value, i) => error + Math.abs(value - found[i]), 0)).toBeLessThan(1e-3);
    });
  });

  it('betweenness and harmonic closeness from every start', () => {
    each(({ graph, matrix, name }) => {
      const options = { samples: graph.order, rng: createRng(1) };
      const found = betweenness(graph.out, graph.in, options);
      expect(found.errorBound).toBe(0);
      near(found.values, oracle.betweennesses(matrix), name);
      near(harmonicCloseness(graph.out, options).values, oracle.harmonics(matrix), name);
    });
  });

  it('triangles and clustering', () => {
    each(({ graph, name }, tied) => {
      const { out } = undirected(graph);
      const counts = oracle.triangleCounts(tied);
      near(triangles(out), counts, name);
      const degree = tied.map((row) => row.filter((weight) => weight > 0).length);
      near(
        clusteringOf(out, triangles(out)),
        counts.map((count, i) => (degree[i] > 1 ? count / ((degree[i] * (degree[i] - 1)) / 2) : 0)),
        name,
      );
      const mean = tied.map(
        (row, i) => row.reduce((sum, weight, j) => sum + (weight > 0 ? degree[j] : 0), 0) / degree[i],
      );
      near(neighbourDegrees(out), mean, name);
    });
  });

  it('effective size and constraint', () => {
    each(({ graph, name }, tied) => {
      near(effectiveSizes(undirected(graph).out), oracle.effectiveSize(tied), name);
      near(constraints(undirected(graph).out), oracle.constraint(tied), name);
    });
  });

  it('hubs and authorities', () => {
    each(({ graph, matrix, name }) => {
      const expected = oracle.hubsAndAuthorities(matrix);
      const found = hits(graph.out, graph.in, { tolerance: 1e-11, maxIterations: 1_000_000 });
      near(found.hubs, expected.hubs, name, 5);
      near(found.authorities, expected.authorities, name, 5);
    });
  });

  it('assortativity', () => {
    each(({ graph, matrix, name }) =>
      near([degreeAssortativity(graph.out, graph.in)], [oracle.assortativityOf(matrix)], name),
    );
  });

  it.each([
    ['Louvain', louvain],
    ['Leiden', leiden],
  ] as const)('%s: modularity by definition, never below that of everybody alone', (_, find) => {
    each(({ graph, name }, tied) => {
      for (const resolution of [0.5, 1, 2]) {
        const { of, modularity } = find(undirected(graph).out, { resolution, seed: 3 });
        expect(modularity, name).toBeCloseTo(oracle.modularityOf(tied, of, resolution), 9);
        expect([...of], name).toEqual(numbered([...of]));
        const alone = Int32Array.from(of, (__, i) => i);
        expect(modularity, name).toBeGreaterThan(oracle.modularityOf(tied, alone, resolution) - 1e-9);
      }
    });
  });

  it('Leiden: groups hang together, and no single move would raise the modularity', () => {
    each(({ graph, name }, tied) => {
      for (const resolution of [0.5, 1, 2]) {
        const { of, count, modularity } = leiden(undirected(graph).out, { resolution, seed: 3 });
        const joined = tied.map((row, a) => row.map((weight, b) => (of[a] === of[b] ? weight : 0)));
        expect(new Set(oracle.strongRoots(joined)).size, name).toBe(count);
        for (let node = 0; node < graph.order; node++) {
          for (let group = 0; group <= count; group++) {
            const moved = Int32Array.from(of, (own, i) => (i === node ? group : own));
            expect(oracle.modularityOf(tied, moved, resolution), name).toBeLessThan(modularity + 1e-9);
          }
        }
      }
    });
  });

  it('sampled values keep within their bound', () => {
    let outside = 0;
    let estimates = 0;
    each(({ graph, matrix }) => {
      if (graph.order < 6) return;
      const options = { samples: Math.ceil(graph.order / 2), rng: createRng(graph.order), failureProbability: 0.05 };
      for (const [found, exact] of [
        [betweenness(graph.out, graph.in, options), oracle.betweennesses(matrix)],
        [harmonicCloseness(graph.out, options), oracle.harmonics(matrix)],
      ] as const) {
        estimates++;
        if (exact.some((value, i) => Math.abs(value - found.values[i]) > found.errorBound)) outside++;
      }
    });
    expect(estimates).toBeGreaterThan(100);
    expect(outside / estimates).toBeLessThanOrEqual(0.05);
  });
});
