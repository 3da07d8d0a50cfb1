import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channels } from '../../../engine/config/index.ts';
import { communities, FrozenGraph, readContacts, readGraph } from '../../../engine/graph/index.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { graphOf, rowOf } from '../../support/graphs.ts';
import { withLake } from '../../support/home.ts';

test('communities: a planted partition is recovered, the same for a seed, isolated people alone', () => {
  const rng = createRng(3);
  const edges = Array.from({ length: 1200 }, () => {
    const circle = 25 * rng.int(4);
    return [circle + rng.int(25), rng.int(30) === 0 ? rng.int(100) : circle + rng.int(25), 1] as const;
  });
  const graph = new FrozenGraph(graphOf(102, edges));
  const found = communities(graph, 1);
  for (let i = 0; i < 100; i++) expect(found.of[i] === found.of[25 * Math.floor(i / 25)]).toBe(true);
  expect(new Set(found.of).size).toBe(6);
  expect(found.modularity).toBeGreaterThan(0.6);
  expect(communities(graph, 1)).toEqual(found);
});

test('communities of a graph without edges: everybody alone', () => {
  expect(communities(new FrozenGraph(graphOf(3, [])), 1)).toEqual({
    of: Int32Array.of(0, 1, 2),
    count: 3,
    modularity: 0,
  });
});

test('a frozen graph knows its nodes and refuses others and every change', () => {
  const graph = new FrozenGraph(graphOf(3, [[0, 1, 2]]));
  expect([graph.order, graph.size, graph.type, graph.multi]).toEqual([3, 1, 'undirected', false]);
  expect(graph.neighbors('0')).toEqual(['1']);
  expect(graph.degree('2')).toBe(0);
  for (const wrong of ['3', '-1', '0.5', '00', '', 'x']) expect(graph.hasNode(wrong)).toBe(false);
  expect(() => graph.neighbors('3')).toThrow(expect.objectContaining({ kind: 'not_found' }));
  const change = (graph as unknown as Record<string, () => void>).dropNode;
  expect(() => change?.call(graph)).toThrow(expect.objectContaining({ code: 'graph_frozen' }));
});

test('the graph and the contacts are read as they were written', () =>
  withLake(async (lake, dir) => {
    const edge = join(dir, 'edge.parquet');
    const contact = join(dir, 'contact.parquet');
    await lake.writeParquet(
      'select cast(a as INTEGER) as a, cast(b as INTEGER) as b, cast(w as BIGINT) as weight_micro from (values (0, 1, 1500000), (1, 3, 0)) as t(a, b, w)',
      edge,
    );
    await lake.writeParquet(
      `select cast(a as INTEGER) as a, cast(b as INTEGER) as b, c as channel, cast(m as BIGINT) as meetings from (values (3, 1, 'call', 7), (0, 1, 'room', 2)) as t(a, b, c, m)`,
      contact,
    );
    const graph = await readGraph(lake, 4, edge);
    expect(rowOf(graph, 1)).toEqual([
      [0, 1.5],
      [3, 1e-6],
    ]);
    const flat = await readContacts(lake, contact);
    expect([...flat.a, ...flat.b, ...flat.meetings]).toEqual([0, 3, 1, 1, 2, 7]);
    expect([...flat.channel].map((index) => channels[index])).toEqual(['room', 'call']);
  }));
