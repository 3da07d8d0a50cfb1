import { describe, expect, it } from 'vitest';
import { layered, radial } from '../../../api/console/graph/layouts.ts';
import type { GraphEdge, GraphNode, NeighbourhoodAnswer } from '../../../api/console/http/shapes.ts';
import { chartEdges, chartNodes, noFilters, shownOf } from '../../../api/console/pages/network/shown.ts';
import { emptyHistory, pageOf, turn } from '../../../api/console/pages/network/state.ts';

const node = (person: string, role: GraphNode['role'] = 'user'): GraphNode => ({
  person,
  role,
  score: 0.1,
  established: null,
  area_id: null,
  hops: 1,
  case_hops: 1,
});
const edge = (a: string, b: string, weight: number, channel: 'room' | 'parcel' = 'room'): GraphEdge => ({
  a,
  b,
  weight,
  tested: channel === 'room',
  first: 100,
  last: 200,
  channels: [{ channel, count: 1, expected: 0.1, q: null, first: 100, last: 200, records_total: 1, records: ['r'] }],
});
const answer = (person: string, nodes: GraphNode[], edges: GraphEdge[]): NeighbourhoodAnswer => ({
  person,
  run_id: 'run',
  as_of: 300,
  nodes,
  edges,
  total: 9,
  shown: edges.length,
  next_cursor: 'next',
  exposed: nodes.length,
  caps: [],
  case: { id: 'C', budget: 10, exposed: 1 },
});
const first = answer(
  'A',
  [node('A', 'supplier'), node('B', 'retailer'), node('C')],
  [edge('A', 'B', 3), edge('A', 'C', 1, 'parcel')],
);
const second = answer('B', [node('B', 'retailer'), node('D')], [edge('B', 'D', 2)]);

describe('the picture of the network', () => {
  const started = turn(emptyHistory, { do: 'start', answer: first });
  const expanded = turn(started, { do: 'expand', answer: second, channel: '' });

  it('grows by what is asked for, and goes back and forth without limit', () => {
    expect([...expanded.now.nodes.keys()]).toEqual(['A', 'B', 'C', 'D']);
    const back = turn(expanded, { do: 'undo' });
    expect(back.now).toBe(started.now);
    expect(turn(back, { do: 'redo' }).now).toBe(expanded.now);
    expect(turn(started, { do: 'undo' }).now).toBe(started.now);
    expect(turn(turn(back, { do: 'hide', person: 'C' }), { do: 'redo' }).future).toEqual([]);
  });

  it('knows how far a person is shown over each channel, and where each of those lists goes on', () => {
    const page = { ...answer('A', [node('A'), node('E')], [edge('A', 'E', 1, 'parcel')]), total: 4 };
    const once = turn(expanded, { do: 'expand', answer: { ...page, next_cursor: 'p2' }, channel: 'parcel' });
    const twice = turn(once, { do: 'expand', answer: { ...page, next_cursor: null }, channel: 'parcel' });
    expect(pageOf(once.now, 'A', 'parcel')).toEqual({ shown: 1, total: 4, cursor: 'p2' });
    expect(pageOf(twice.now, 'A', 'parcel')).toEqual({ shown: 2, total: 4, cursor: null });
    expect(pageOf(twice.now, 'A', '')).toEqual({ shown: 2, total: 9, cursor: 'next' });
    expect(pageOf(twice.now, 'A', 'room')).toBeUndefined();
    expect(pageOf(turn(twice, { do: 'undo' }).now, 'A', 'parcel')?.cursor).toBe('p2');
  });

  it('hides edges without both their people, and people whom the filters leave alone', () => {
    const heavy = shownOf(expanded.now, { ...noFilters, weight: 2 });
    expect(heavy.nodes.map(({ person }) => person)).toEqual(['A', 'B', 'D']);
    expect(shownOf(expanded.now, { ...noFilters, channel: 'parcel' }).edges.map(({ id }) => id)).toEqual(['A|C']);
    expect(shownOf(expanded.now, { ...noFilters, after: 201 }).edges).toEqual([]);
    expect(shownOf(expanded.now, { ...noFilters, tested: true }).edges.every(({ tested }) => tested)).toBe(true);
    const hidden = shownOf(turn(expanded, { do: 'hide', person: 'B' }).now, noFilters);
    expect(hidden.edges.map(({ id }) => id)).toEqual(['A|C']);
    expect(hidden.nodes.map(({ person }) => person)).toEqual(['A', 'C']);
  });

  it('puts the centre in the middle and suppliers above retailers above users', () => {
    const shown = shownOf(expanded.now, noFilters);
    const [nodes, edges] = [chartNodes(shown), chartEdges(shown)];
    const rings = radial(nodes, edges, 'A');
    expect(rings.get('A')).toEqual({ x: 0, y: 0 });
    const far = (id: string): number => Math.hypot(rings.get(id)?.x ?? 0, rings.get(id)?.y ?? 0);
    expect([far('B'), far('C'), far('D')].map((at) => Number(at.toFixed(6)))).toEqual([1, 1, 2]);
    const layers = layered(nodes, edges);
    const up = (id: string): number => layers.get(id)?.y ?? Number.NaN;
    expect(up('A')).toBeGreaterThan(up('B'));
    expect(up('B')).toBeGreaterThan(up('D'));
    expect(rings.size).toBe(nodes.length);
    // Nobody of a layer stands on the line between two others of it.
    const many = ['E', 'F', 'G', 'H', 'I'].map((id) => ({ id, role: 'user' as const, established: null, degree: 1 }));
    const places = [...layered(many, []).values()];
    const bend = (i: number): number => (places[i]?.y ?? 0) * 2 - (places[i - 1]?.y ?? 0) - (places[i + 1]?.y ?? 0);
    expect([1, 2, 3].map((i) => Math.abs(bend(i)) > 1e-6)).toEqual([true, true, true]);
  });

  // Time that grows with people times contacts would be minutes.
  it('lays out 10,000 people and 50,000 contacts while somebody waits', { timeout: 20_000 }, () => {
    const roles = ['supplier', 'retailer', 'user'] as const;
    const id = (i: number): string => `P-${i % 10_000}`;
    const nodes = Array.from({ length: 10_000 }, (_, i) => {
      return { id: id(i), role: roles[i % 3] ?? null, established: null, degree: 10 };
    });
    const edges = Array.from({ length: 50_000 }, (_, k) => {
      const [a, b] = [id(k), id(k + 1 + Math.floor(k / 10_000) * 37)];
      return { id: `${a}|${b}`, a, b, weight: k % 7, tested: true, channel: null };
    });
    expect(radial(nodes, edges, 'P-0').size).toBe(nodes.length);
    expect(layered(nodes, edges).size).toBe(nodes.length);
  });
});
