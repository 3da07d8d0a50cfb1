import { afterAll, beforeAll, expect, test } from 'vitest';
import { channels } from '../../../engine/config/index.ts';
import { type Home, openHome } from '../../../engine/home.ts';
import { contactMeetings } from '../../../engine/kernel/contact-meetings.ts';
import { contactStarts } from '../../../engine/kernel/pair-contacts.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { type CaseGraph, createCaseGraphReader } from '../../../engine/views/case-graph.ts';
import { heldContacts, pairContacts } from '../../../engine/views/held-contacts.ts';
import { tiesAmong, tiesView } from '../../../engine/views/index.ts';
import { type DemoHome, demoHome } from '../../fixtures/demo-home.ts';
import { slowBest, slowContacts, slowMeetings, slowNeighbours, slowTies } from '../../oracles/ties.ts';
import { seed } from '../../support/seed.ts';

let demo: DemoHome;
let home: Home;
let graph: CaseGraph;
let read: () => Promise<CaseGraph>;
beforeAll(async () => {
  demo = await demoHome(3000, 25);
  home = await openHome({ home: demo.engine.oversight.home, now: 0, demoSeed: 3 });
  read = createCaseGraphReader(home);
  graph = await read();
}, 300_000);
afterAll(() => {
  home.close();
  demo.drop();
});

const names = (nodes: readonly number[]) => nodes.map((node) => graph.people[node]?.pseudonym);

test('the same ties, pages and scores as SQL over the tables, whatever is asked for', async () => {
  const rng = createRng(seed);
  const degree = (node: number): number =>
    (graph.graph.out.offsets[node + 1] as number) - (graph.graph.out.offsets[node] as number);
  const busiest = graph.people.map((_, node) => node).sort((a, b) => degree(b) - degree(a));
  let [told, filtered, directed, cut] = [0, 0, 0, 0];
  for (let round = 0; round < 40; round++) {
    const centre = round < 20 ? (busiest[round] as number) : rng.int(graph.people.length);
    const moment = graph.run.asOf - rng.int(20 * 86_400);
    const query = {
      person: graph.people[centre]?.pseudonym ?? '',
      top: 1 + rng.int(30),
      ...(round % 3 === 1 ? { channel: channels[rng.int(channels.length)] ?? '' } : {}),
      ...(round % 4 === 2 ? { from: moment } : {}),
      ...(round % 5 === 3 ? { until: moment } : {}),
    };
    const view = await tiesView(home, graph, query);
    const near = await slowNeighbours(home, graph, centre, query);
    const page = [centre, ...near.slice(0, query.top)];
    expect(view?.total, `seed ${seed}, round ${round}`).toBe(near.length);
    expect(view?.nodes.map(({ person }) => person)).toEqual(names(page));
    expect(view?.edges).toEqual(await slowTies(home, graph, page));
    const best = await slowBest(home, graph, page);
    const scored = view?.nodes.map(({ role, score }) => ({ role, score }));
    expect(scored).toEqual(
      best.map((one, i) => (view?.nodes[i]?.established === null ? one : { role: null, score: null })),
    );
    told += view?.edges.length ?? 0;
    filtered += near.length < degree(centre) ? 1 : 0;
    cut += near.length > query.top ? 1 : 0;
    directed += view?.edges.filter(({ a, b }) => (graph.nodeOf.get(a) ?? 0) > (graph.nodeOf.get(b) ?? 0)).length ?? 0;
  }
  expect(told).toBeGreaterThan(200);
  expect(filtered).toBeGreaterThan(5);
  expect(cut).toBeGreaterThan(3);
  expect(directed).toBeGreaterThan(0);
});

test('the contacts of every edge and the order of all meetings are those of the tables', async () => {
  const held = await heldContacts(home, graph);
  const { out } = graph.graph;
  const rng = createRng(seed);
  for (let round = 0; round < 30; round++) {
    const a = rng.int(out.order);
    const slot =
      (out.offsets[a] as number) + rng.int(Math.max(1, (out.offsets[a + 1] as number) - (out.offsets[a] as number)));
    const b = out.targets[slot] as number;
    if (slot >= (out.offsets[a + 1] as number) || b < a) continue;
    const fast = pairContacts(held, slot);
    expect(fast.length).toBeGreaterThan(0);
    expect(fast).toEqual(await slowContacts(home, graph, a, b));
  }
  const { sources, targets, seconds } = contactMeetings(out, held);
  const slow = await slowMeetings(home, graph);
  expect(slow.length).toBeGreaterThan(900);
  expect([...sources].map((source, i) => [source, targets[i], seconds[i]])).toEqual(slow);
});

test('they are read once a run and let go with it', async () => {
  const held = await heldContacts(home, graph);
  expect(await heldContacts(home, await read())).toBe(held);
  home.runs.record({ ...graph.run, runId: graph.run.runId, report: graph.run }, Math.floor(Date.now() / 1000));
  const other = await createCaseGraphReader(home)();
  expect(await heldContacts(home, other)).not.toBe(held);
});

test('a wrong channel fits nobody; a contact without an edge or out of order is refused', async () => {
  const person = graph.people[0]?.pseudonym ?? '';
  expect((await tiesView(home, graph, { person, channel: 'smoke signals' }))?.total).toBe(0);
  expect(tiesAmong(await heldContacts(home, graph), graph, [0, 0])).toEqual([]);
  const rows = { order: 3, offsets: Uint32Array.of(0, 1, 3, 4), targets: Int32Array.of(1, 0, 2, 1) };
  const starts = (...pairs: [number, number][]) =>
    contactStarts(
      rows,
      Int32Array.from(pairs, ([low]) => low),
      Int32Array.from(pairs, ([, high]) => high),
    );
  expect([...starts([0, 1], [0, 1], [1, 2])]).toEqual([0, 2, 2, 3, 3]);
  expect(() => starts([0, 2])).toThrow(/no edge 0-2/);
  expect(() => starts([1, 2], [0, 1])).toThrow(RangeError);
});
