import { describe, expect, test } from 'vitest';
import { clustering } from '../../../engine/kernel/clustering.ts';
import { buildCsr } from '../../../engine/kernel/csr.ts';
import { ExcavatorError } from '../../../engine/kernel/errors.ts';
import { hopsFrom, hopsFromOthers } from '../../../engine/kernel/hops.ts';
import { isPersonId } from '../../../engine/kernel/ids.ts';
import { pageRank } from '../../../engine/kernel/pagerank.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { seedFlow } from '../../../engine/kernel/seed-flow.ts';
import { graphOf } from '../../support/graphs.ts';

describe('buildCsr', () => {
  test('refuses nodes out of range, bad weights and lists of different length', () => {
    expect(() => buildCsr(2, Int32Array.of(0), Int32Array.of(2))).toThrow(/not in \[0, 2\)/);
    expect(() => buildCsr(2, Int32Array.of(0), Int32Array.of(1), Float64Array.of(0))).toThrow(/above zero/);
    expect(() => buildCsr(2, Int32Array.of(0), Int32Array.of(1), Float64Array.of(NaN))).toThrow(/finite/);
    expect(() => buildCsr(2, Int32Array.of(0), Int32Array.of(1, 0))).toThrow(/length/);
  });

  test('takes no nodes and no edges', () => {
    expect(buildCsr(0, new Int32Array(), new Int32Array())).toMatchObject({ order: 0, size: 0 });
    expect([...buildCsr(2, new Int32Array(), new Int32Array()).offsets]).toEqual([0, 0, 0]);
  });

  test('sums parallels the same way in both rows, so that the weights are symmetric to the bit', () => {
    const graph = graphOf(2, [
      [0, 1, 0.1],
      [1, 0, 0.2],
      [0, 1, 0.3],
    ]);
    expect(graph.weights[0]).toBe(graph.weights[1]);
  });
});

describe('distance', () => {
  const path = graphOf(5, [
    [0, 1, 1],
    [1, 2, 1],
    [2, 3, 1],
    [3, 4, 1],
  ]);

  test('stops at the limit and refuses seeds that are no nodes', () => {
    expect([...hopsFrom(path, [0], 2)]).toEqual([0, 1, 2, -1, -1]);
    expect([...hopsFrom(path, [], 2)]).toEqual([-1, -1, -1, -1, -1]);
    expect(() => hopsFrom(path, [5], 2)).toThrow(RangeError);
    expect(() => hopsFromOthers(path, [-1], 2)).toThrow(RangeError);
  });

  test('a lone seed is no distance from itself', () => {
    expect([...hopsFromOthers(path, [0], 9)]).toEqual([-1, 1, 2, 3, 4]);
    expect([...hopsFromOthers(path, [0, 4], 9)]).toEqual([4, 1, 2, 1, 4]);
  });
});

describe('flow', () => {
  test('personalised: known values on two nodes', () => {
    const pair = graphOf(2, [[0, 1, 3]]);
    const [a, b] = pageRank(pair, Float64Array.of(1, 0), { tolerance: 1e-14 });
    expect(a).toBeCloseTo(1 / 1.85, 10);
    expect(b).toBeCloseTo(0.85 / 1.85, 10);
  });

  test('no restart mass: all zero; no nodes: empty', () => {
    expect([...pageRank(graphOf(2, []), Float64Array.of(0, 0))]).toEqual([0, 0]);
    expect(pageRank(graphOf(0, []))).toHaveLength(0);
  });

  test('with more seeds than folds a value stays close to leaving one out', () => {
    const rng = createRng(7);
    const order = 2000;
    const edges = Array.from({ length: 8000 }, () => [rng.int(order), rng.int(order), 1 + rng.int(4)] as const);
    const graph = graphOf(order, edges);
    const seeds = Array.from({ length: 60 }, (_, i) => i * 31);
    const exact = seedFlow(graph, seeds, 60).own;
    const folded = seedFlow(graph, seeds, 10).own;
    const gaps = seeds.map((seed) => Math.abs(exact[seed] - folded[seed])).sort((x, y) => x - y);
    expect(gaps[30]).toBeLessThan(0.2);
    expect(gaps[54]).toBeLessThan(1);
    for (let i = 0; i < order; i++) if (!seeds.includes(i)) expect(folded[i]).toBeCloseTo(exact[i], 5);
  });

  test('negative control: the flow with the own seed in it gives an established person away', () => {
    const rng = createRng(8);
    const order = 1000;
    const graph = graphOf(
      order,
      Array.from({ length: 4000 }, () => [rng.int(order), rng.int(order), 1] as const),
    );
    const seeds = Array.from({ length: 50 }, (_, i) => i * 20);
    const restart = new Float64Array(order);
    for (const seed of seeds) restart[seed] = 1;
    const leaking = [...pageRank(graph, restart)];
    const clean = [...seedFlow(graph, seeds).own];
    // Share of (established, other) pairs in which the established one is higher; 0.5 says nothing. Roles are random here.
    const auc = (values: number[]): number => {
      const others = values.filter((_, i) => !seeds.includes(i));
      const wins = seeds.map((seed) => others.filter((value) => value < values[seed]).length);
      return wins.reduce((a, b) => a + b, 0) / (seeds.length * others.length);
    };
    expect(auc(leaking)).toBeGreaterThan(0.99);
    expect(Math.abs(auc(clean) - 0.5)).toBeLessThan(0.12);
  });
});

test('clustering reads a hub once, not once for each person around it', () => {
  const order = 60000;
  const star = Array.from({ length: order - 1 }, (_, i) => [i + 1, 0, 1] as const);
  const ring = Array.from({ length: order - 2 }, (_, i) => [i + 1, i + 2, 1] as const);
  const found = clustering(graphOf(order, [...star, ...ring]));
  expect(found[0]).toBeNaN();
  expect(found[30]).toBeCloseTo(2 / 3, 12);
});

describe('rng', () => {
  test('is the same for a seed, and different for another', () => {
    const draw = (seed: number): number[] => Array.from({ length: 5 }, createRng(seed).uniform);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('is uniform: mean, bounds and each face of a die within five standard errors', () => {
    const rng = createRng(42);
    const n = 60000;
    const faces = new Array<number>(6).fill(0);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const value = rng.uniform();
      expect(value >= 0 && value < 1).toBe(true);
      sum += value;
      faces[rng.int(6)]++;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(5 / Math.sqrt(12 * n));
    for (const face of faces) expect(Math.abs(face - n / 6)).toBeLessThan(5 * Math.sqrt((n * 5) / 36));
  });
});

test('an error says what, where, got, expected and what to do, and is frozen', () => {
  const error = new ExcavatorError({
    code: 'c',
    kind: 'data',
    what: 'It broke.',
    where: 'a:1',
    got: 'x',
    expected: 'y',
    advice: 'Mend it.',
  });
  expect(error.message).toBe('It broke. Where: a:1. Got: x. Expected: y. Mend it.');
  expect(error).toMatchObject({ code: 'c', kind: 'data', name: 'ExcavatorError' });
  expect(Object.isFrozen(error.fault)).toBe(true);
});

test('a person id is P- and sixteen letters or digits', () => {
  expect(isPersonId('P-ABCDEFGH234567AZ')).toBe(true);
  for (const wrong of ['P-ABC', 'p-ABCDEFGH234567AZ', 'P-ABCDEFGH234567A0', 'P-ABCDEFGH234567AZ\n'])
    expect(isPersonId(wrong)).toBe(false);
});
