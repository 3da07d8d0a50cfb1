import { expect, test } from 'vitest';
import { gateGaps } from '../../../engine/kernel/gate-gaps.ts';
import type { Journal } from '../../../engine/kernel/journal.ts';
import { around, maxAround } from '../../../engine/kernel/neighbour-aggregates.ts';
import { onward } from '../../../engine/kernel/onward.ts';
import { percentileRank } from '../../../engine/kernel/percentile-rank.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { graphOf } from '../../support/graphs.ts';

type Row = readonly [person: number, at: number, kind: 0 | 1 | 2, place: number, way: -1 | 0 | 1];

function journalOf(persons: number, rows: readonly Row[]): Journal {
  const sorted = [...rows].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const column = (of: (row: Row) => number): Int32Array => Int32Array.from(sorted, of);
  const offsets = new Uint32Array(persons + 1);
  for (let i = 0; i <= persons; i++) offsets[i] = sorted.filter(([who]) => who < i).length;
  return {
    persons,
    offsets,
    at: Float64Array.from(sorted, (row) => row[1]),
    until: new Float64Array(sorted.length).fill(NaN),
    kind: column((row) => row[2]),
    place: column((row) => row[3]),
    other: column(() => -1),
    mode: column((row) => (row[2] === 2 ? 5 : -1)),
    way: column((row) => row[4]),
  };
}

const hour = 3600;

test('checkpoint gaps: who goes round the second of three gates is found, whoever passes all three is not', () => {
  const trip = (person: number, day: number, gates: readonly number[]): Row[] =>
    gates.map((gate) => [person, day * 86400 + gate * hour, 2, gate, 1]);
  const rows: Row[] = [];
  for (let person = 0; person < 30; person++)
    for (let day = 0; day < 10; day++) rows.push(...trip(person, day, person === 7 ? [0, 2] : [0, 1, 2]));
  const { share, lift } = gateGaps(journalOf(31, rows));
  expect(share[7]).toBe(1);
  expect(lift[7]).toBeGreaterThan(1);
  expect([share[3], share[30]]).toEqual([0, NaN]);
  expect(lift[3]).toBeLessThan(0);
});

test('checkpoint gaps: a straight road that most take leaves out nothing', () => {
  const rows: Row[] = [];
  for (let person = 0; person < 30; person++)
    for (const gate of person === 7 ? [0, 1, 2] : [0, 2]) rows.push([person, gate * hour, 2, gate, 1]);
  expect([...gateGaps(journalOf(30, rows)).share]).toEqual(new Array(30).fill(0));
});

test.each([
  [23, 1],
  [25, 0],
])('relay: an inland trip %i hours after the meeting', (hours, expected) => {
  const rows: Row[] = [
    [0, 0, 0, 5, 0],
    [1, hour, 0, 5, 0],
    [1, (hours + 1) * hour, 1, 5, 1],
    [0, 2 * hour, 1, 5, -1],
  ];
  const found = onward(journalOf(2, rows), 0, Uint8Array.of(1, 0));
  expect([...found.otherShare]).toEqual([expected, 0]);
  expect([...found.ownShare]).toEqual([0, expected]);
  expect([...found.ownAfterCase]).toEqual([0, expected]);
  expect([...found.caseTravels]).toEqual([0, 0]);
});

test('relay: a full hotel says nothing of two of its guests', () => {
  const rows: Row[] = Array.from({ length: 9 }, (_, person) => [person, 0, 0, 5, 0] as const);
  expect([...onward(journalOf(9, rows), 0, new Uint8Array(9)).ownShare]).toEqual(new Array(9).fill(NaN));
});

test('percentile ranks: ties share one rank, scale and unit do not matter, groups are apart, NaN stays', () => {
  const values = Float32Array.of(5, NaN, 1, 5, 3);
  expect([...percentileRank(values)]).toEqual([0.75, NaN, 0.125, 0.75, 0.375].map(Math.fround));
  expect(percentileRank(values.map((value) => value * 1000 + 7))).toEqual(percentileRank(values));
  expect([...percentileRank(values, Int32Array.of(0, 0, 0, 1, -1))]).toEqual([0.75, NaN, 0.25, 0.5, NaN]);
  expect([...percentileRank(new Float32Array(0))]).toEqual([]);
});

test('aggregates around a node are those of a slow reader', () => {
  const rng = createRng(5);
  const order = 14;
  const edges = Array.from({ length: 40 }, () => [rng.int(order), rng.int(order), 1 + rng.int(8)] as const);
  const graph = graphOf(order, edges);
  const values = Float32Array.from({ length: order }, () => (rng.int(4) === 0 ? NaN : rng.int(100)));
  const found = around(graph, values);
  const most = maxAround(graph, values);
  for (let i = 0; i < order; i++) {
    const near: [value: number, weight: number][] = [];
    for (let s = graph.offsets[i] as number; s < (graph.offsets[i + 1] as number); s++) {
      const value = values[graph.targets[s] as number] as number;
      if (!Number.isNaN(value)) near.push([value, graph.weights[s] as number]);
    }
    const mass = near.reduce((sum, [, weight]) => sum + weight, 0);
    const mean = near.reduce((sum, [value, weight]) => sum + value * weight, 0) / mass;
    const spread = Math.sqrt(near.reduce((sum, [value, weight]) => sum + (value - mean) ** 2 * weight, 0) / mass);
    const max = near.length === 0 ? NaN : Math.max(...near.map(([value]) => value));
    if (near.length === 0) expect(found.mean[i]).toBeNaN();
    else expect(found.mean[i]).toBeCloseTo(mean, 4);
    if (near.length < 2) expect(found.spread[i]).toBeNaN();
    else expect(found.spread[i]).toBeCloseTo(spread, 4);
    expect([found.max[i], most[i]]).toEqual([max, max]);
  }
});
