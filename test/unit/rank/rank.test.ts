import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hopsFrom } from '../../../engine/kernel/hops.ts';
import { type Candidates, candidates, orderByScore } from '../../../engine/rank/index.ts';
import { edgeLists, graphOf } from '../../support/graphs.ts';
import { runs } from '../../support/seed.ts';

/** A line of people 0 - 1 - 2 - 3 - 4 - 5 with one contact each, and 6 apart. */
const path = graphOf(
  7,
  [0, 1, 2, 3, 4].map((i) => [i, i + 1, 1] as const),
);
const contacts = (pairs: readonly (readonly [number, number, number])[]) => ({
  a: Int32Array.from(pairs, ([a]) => a),
  b: Int32Array.from(pairs, ([, b]) => b),
  meetings: Float64Array.from(pairs, ([, , meetings]) => meetings),
});
const along = contacts([0, 1, 2, 3, 4].map((i) => [i, i + 1, 2] as const));
const nobody = new Set<number>();

describe('who may be ranked', () => {
  test('rule 15: only persons within the hop limit; one more hop, one more person', () => {
    expect([...candidates(path, along, [0], nobody, 3).person]).toEqual([1, 2, 3]);
    expect([...candidates(path, along, [0], nobody, 4).person]).toEqual([1, 2, 3, 4]);
    expect([...candidates(path, along, [0], nobody, 3).hops]).toEqual([1, 2, 3]);
    expect([...candidates(path, along, [], nobody, 3).person]).toEqual([]);
  });

  test('rule 16: established, victims, witnesses and cleared people are left out, but the way through them counts', () => {
    const found = candidates(path, along, [0], new Set([0, 2]), 3);
    expect([...found.person]).toEqual([1, 3]);
    expect([...found.hops]).toEqual([1, 3]);
    expect([...candidates(path, along, [0], nobody, 3).person]).toContain(2);
  });

  test('rule 1: strip the facts and nobody is left, however near; a fact ties to somebody nearer', () => {
    expect([...candidates(path, contacts([]), [0], nobody, 3).person]).toEqual([]);
    expect([...candidates(path, contacts([[1, 2, 4]]), [0], nobody, 3).person]).toEqual([2]);
    expect([
      ...candidates(
        path,
        contacts([
          [1, 6, 4],
          [4, 3, 5],
        ]),
        [0],
        nobody,
        3,
      ).person,
    ]).toEqual([]);
  });

  test('facts are the meetings with people one hop nearer, in either direction and over all channels', () => {
    const found = candidates(
      path,
      contacts([
        [1, 0, 3],
        [0, 1, 2],
        [1, 2, 7],
      ]),
      [0],
      nobody,
      3,
    );
    expect([...found.facts]).toEqual([5, 7]);
  });

  test('never a seed, never out of reach, never without a fact', () => {
    fc.assert(
      fc.property(
        edgeLists,
        fc.array(fc.nat(13), { maxLength: 3 }),
        fc.array(fc.nat(13), { maxLength: 4 }),
        fc.nat(4),
        ({ order, edges }, seeds, out, limit) => {
          const graph = graphOf(order, edges);
          const real = seeds.filter((seed) => seed < order);
          const found = candidates(graph, contacts(edges), real, new Set(out), limit);
          const hops = hopsFrom(graph, real, limit);
          const expected = [...hops.keys()].filter((i) => hops[i] > 0 && !out.includes(i));
          expect([...found.person]).toEqual(expected);
          expect(found.facts.every((facts) => facts > 0)).toBe(true);
        },
      ),
      runs(200),
    );
  });
});

describe('order', () => {
  const of = (facts: number[]): Candidates => ({
    person: Int32Array.from(facts.keys()),
    hops: new Int32Array(facts.length).fill(1),
    facts: Int32Array.from(facts),
  });
  const scored = (score: number[]) => ({
    role: 'user' as const,
    score: Float64Array.from(score),
    low: Float64Array.from(score),
    high: Float64Array.from(score),
  });

  test('from the highest score down; ties by facts, then by person', () => {
    expect([...orderByScore(of([1, 1, 9, 1, 2]), scored([0.1, 0.9, 0.5, 0.5, 0.5]))]).toEqual([1, 2, 4, 3, 0]);
    expect([...orderByScore(of([1, 1, 1]), scored([0.5, 0.5, 0.5]))]).toEqual([0, 1, 2]);
    expect([...orderByScore(of([]), scored([]))]).toEqual([]);
  });

  test('a score that is no number, or a missing one, is refused: it has no place', () => {
    expect(() => orderByScore(of([1, 1]), scored([0.5, Number.NaN]))).toThrow(/candidate 1 has no score/);
    expect(() => orderByScore(of([1, 1]), scored([0.5]))).toThrow(/1 scores for 2/);
  });

  test('is a total order: the same whatever the scores before', () => {
    const scores = fc.array(fc.tuple(fc.constantFrom(0, 0.25, 0.5, 1), fc.integer({ min: 1, max: 3 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(scores, (rows) => {
        const order = [...orderByScore(of(rows.map(([, facts]) => facts)), scored(rows.map(([score]) => score)))];
        expect([...order].sort((x, y) => x - y)).toEqual([...rows.keys()]);
        for (let k = 1; k < order.length; k++) {
          const [s1, f1] = rows[order[k - 1]];
          const [s2, f2] = rows[order[k]];
          expect(s1 > s2 || (s1 === s2 && (f1 > f2 || (f1 === f2 && order[k - 1] < order[k])))).toBe(true);
        }
      }),
      runs(200),
    );
  });
});
