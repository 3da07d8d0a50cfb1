import { describe, expect, it } from 'vitest';
import { timedCycles } from '../../engine/kernel/motif-cycle.ts';
import { fanIn, fanOut } from '../../engine/kernel/motif-fan.ts';
import { relayChains } from '../../engine/kernel/motif-relay.ts';
import { scatterGather } from '../../engine/kernel/motif-scatter.ts';
import { hubSuccession } from '../../engine/kernel/motif-succession.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { type TimedEdges, timedEdges } from '../../engine/kernel/timed-edges.ts';
import { chains, type Meeting } from '../oracles/graph-paths.ts';

const seed = Number(process.env.EXCAVATOR_TEST_SEED ?? 20_260_303);

interface Case {
  readonly order: number;
  readonly edges: TimedEdges;
  readonly meetings: readonly Meeting[];
  readonly window: number;
}

function cases(): Case[] {
  const rng = createRng(seed);
  return Array.from({ length: 200 }, (_, round): Case => {
    const order = 1 + rng.int(8);
    const list = Array.from({ length: rng.int(28) }, (): Meeting => [rng.int(order), rng.int(order), rng.int(20)]);
    return made(order, list, round % 5 === 0 ? 100 : 1 + rng.int(8));
  });
}

function made(order: number, list: readonly Meeting[], window: number): Case {
  const edges = timedEdges(
    order,
    Int32Array.from(list, ([a]) => a),
    Int32Array.from(list, ([, b]) => b),
    Float64Array.from(list, ([, , at]) => at),
  );
  return { order, edges, meetings: list.filter(([a, b]) => a !== b), window };
}

const nodes = (order: number): number[] => Array.from({ length: order }, (_, node) => node);
const most = (counts: readonly number[]): number => Math.max(0, ...counts);

describe(`motifs equal what is found by trying everything (seed ${seed})`, () => {
  it('fan-in and fan-out: different people in the fullest window', () => {
    for (const { order, edges, meetings, window } of cases()) {
      const widest = (node: number, own: 0 | 1): number => {
        const mine = meetings.filter((meeting) => meeting[own] === node);
        return most(
          mine.map(([, , from]) => {
            const inside = mine.filter(([, , at]) => at >= from && at - from <= window);
            return new Set(inside.map((meeting) => meeting[1 - own])).size;
          }),
        );
      };
      expect([...fanOut(edges, window)]).toEqual(nodes(order).map((node) => widest(node, 0)));
      expect([...fanIn(edges, window)]).toEqual(nodes(order).map((node) => widest(node, 1)));
    }
  });

  it('relay chains: A to B, then B to C', () => {
    for (const { order, edges, meetings, window } of cases()) {
      const found = chains(meetings, 2, window).filter(([first, last]) => first[0] !== last[1]);
      expect([...relayChains(edges, window)]).toEqual(
        nodes(order).map((node) => found.filter(([first]) => first[1] === node).length),
      );
    }
  });

  it('scatter-gather: different go-betweens from one to one', () => {
    for (const { order, edges, meetings, window } of cases()) {
      const found = chains(meetings, 2, window).filter(([first, last]) => first[0] !== last[1]);
      const between = (s: number, g: number): number =>
        new Set(found.filter(([first, last]) => first[0] === s && last[1] === g).map(([first]) => first[1])).size;
      const { scatter, gather } = scatterGather(edges, window);
      expect([...scatter]).toEqual(nodes(order).map((s) => most(nodes(order).map((g) => between(s, g)))));
      expect([...gather]).toEqual(nodes(order).map((g) => most(nodes(order).map((s) => between(s, g)))));
    }
  });

  it('cycles in order of time, up to four edges', () => {
    let seen = 0;
    for (const { order, edges, meetings, window } of cases()) {
      const found = [2, 3, 4]
        .flatMap((length) => chains(meetings, length, window))
        .filter((chain) => chain[0][0] === chain[chain.length - 1][1])
        .filter((chain) => new Set(chain.map(([a]) => a)).size === chain.length);
      seen += found.length;
      expect([...timedCycles(edges, window)]).toEqual(
        nodes(order).map((node) => found.filter((chain) => chain.some(([a]) => a === node)).length),
      );
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('hub with successive phones: contacts in common with one that fell silent just before', () => {
    let seen = 0;
    for (const { order, edges, meetings, window } of cases()) {
      const instants = (node: number): number[] =>
        meetings.filter(([a, b]) => a === node || b === node).map(([, , at]) => at);
      const around = (node: number): Set<number> =>
        new Set(meetings.flatMap(([a, b]) => (a === node ? [b] : b === node ? [a] : [])));
      const taken = (p: number, s: number): number => {
        const gap = Math.min(...instants(s)) - Math.max(...instants(p));
        if (!(gap > 0 && gap <= window)) return 0;
        return [...around(p)].filter((one) => around(s).has(one)).length;
      };
      const { takenUp, handedOn } = hubSuccession(edges, window);
      const all = nodes(order);
      expect([...takenUp]).toEqual(all.map((s) => most(all.map((p) => taken(p, s)))));
      expect([...handedOn]).toEqual(all.map((p) => most(all.map((s) => taken(p, s)))));
      seen += takenUp.filter((count) => count > 0).length;
    }
    expect(seen).toBeGreaterThan(30);
  });

  it('a seller who changes the number is followed by it, one who keeps it is not', () => {
    const buyers = [2, 3, 4, 5];
    const calls: Meeting[] = [
      ...buyers.map((buyer, i): Meeting => [buyer, 0, i]),
      ...buyers.map((buyer, i): Meeting => [buyer, 1, 10 + i]),
    ];
    const found = hubSuccession(made(6, calls, 20).edges, 20);
    expect([found.takenUp[1], found.handedOn[0], found.takenUp[0]]).toEqual([4, 4, 0]);
    const stays = hubSuccession(made(6, [...calls, [2, 0, 12]], 20).edges, 20);
    expect([...stays.takenUp, ...stays.handedOn].every((count) => count === 0)).toBe(true);
    expect(hubSuccession(made(6, calls, 6).edges, 6).takenUp[1]).toBe(0);
  });

  it('order of time matters: the same edges backwards make no relay and no cycle', () => {
    const forward: Meeting[] = [
      [0, 1, 10],
      [1, 2, 20],
      [2, 0, 30],
    ];
    const backward = forward.map(([a, b, at]): Meeting => [a, b, -at]);
    expect([...relayChains(made(3, forward, 100).edges, 100)]).toEqual([0, 1, 1]);
    expect([...timedCycles(made(3, forward, 100).edges, 100)]).toEqual([1, 1, 1]);
    expect([...timedCycles(made(3, forward, 100).edges, 19)]).toEqual([0, 0, 0]);
    expect([...relayChains(made(3, backward, 100).edges, 100)]).toEqual([1, 0, 0]);
    expect([...timedCycles(made(3, backward, 100).edges, 100)]).toEqual([0, 0, 0]);
  });

  it('refuses nodes out of range and instants that are none', () => {
    expect(() => made(1, [[0, 1, 5]], 1)).toThrow(RangeError);
    expect(() => made(2, [[0, 1, NaN]], 1)).toThrow(RangeError);
  });
});
