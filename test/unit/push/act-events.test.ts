import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOfDisclosure } from '../../../engine/desk/act-events.ts';
import { featureRegistry } from '../../../engine/features/index.ts';
import { openHome } from '../../../engine/home.ts';
import { type Engine, openEngine } from '../../../engine/index.ts';
import { promote } from '../../../engine/lifecycle/index.ts';
import { bookOf } from '../../../engine/line/champion.ts';
import { saveModel, trainModel } from '../../../engine/model/index.ts';
import { placeOf, shippedPlace } from '../../../engine/registry/index.ts';
import { scratch } from '../../fixtures/cli.ts';

/** What is told beside leads: a grant to its unit, a move of the champion to everybody. */
const grant = {
  id: 'G-aaaaaaaaaaaaaaaa',
  lead: 'L-aaaaaaaaaaaaaaaa',
  person: 'P-CANARY',
  case_id: 'C-1',
  unit: 'county',
  purpose: 'Canary purpose',
  state: 'granted',
  requester: 'ivo',
  approver: 'sam',
  reason: 'Canary reason',
  requested_at: 1,
  granted_until: 99,
  reads: 0,
};

describe('a granted disclosure', () => {
  it('is told once, to its unit, and names neither person nor reader nor reason', () => {
    const event = eventOfDisclosure(grant, 5);
    expect(event).toMatchObject({ type: 'disclosure.granted', unit: 'county', data: { granted_until: 99 } });
    expect(JSON.stringify(event)).not.toMatch(/P-CANARY|Canary|ivo|sam/);
    expect(eventOfDisclosure({ ...grant, reads: 3 }, 9)?.id).toBe(event?.id);
    for (const state of ['requested', 'refused']) expect(eventOfDisclosure({ ...grant, state }, 5)).toBeUndefined();
  });
});

const space = scratch();
const now = 1_700_000_000;
let engine: Engine;

/** Two models of which the second may become champion, and one unit with an endpoint of each audience. */
beforeAll(async () => {
  const home = await openHome({ home: space.dir, now, threads: 1, demoSeed: 1 });
  const names = featureRegistry.map(({ name }) => name);
  const none = new Uint8Array(30);
  const features = { rows: 30, names, columns: names.map(() => new Float32Array(30)) };
  const set = { group: 'here', features, labels: { user: none, retailer: none, supplier: none } };
  const model = await trainModel([set], { seed: 1, name: 'test', version: '1', made: { code: 'c', config: 'g' } });
  saveModel(model, join(space.dir, 'models', 'test', '1'));
  const role = { positives: 20, auroc: 0.9, prevalence: 0.01, labelShuffle: { auprc: 0.01 } };
  const wrongful = { name: 'innocent_lookalikes_flagged', people: 1000, flagged: 1, share: 0.001, worst: null };
  for (const [place, auprc] of [
    [shippedPlace(space.dir), 0.5],
    [placeOf(space.dir, 'test/1'), 0.6],
  ] as const) {
    const one = { ...role, auprc, baselines: [{ name: 'degree', auprc: 0.2 }] };
    const metrics = { roles: { user: one, retailer: one, supplier: one }, wrongful } as never;
    bookOf(home).recordEvaluation({ model: place.label, sha256: place.sha256, runId: 'r', at: 1, metrics });
  }
  const command = { model: 'test/1', by: 'Wang', why: 'better' };
  promote(home, command);
  // Nothing moves when what belongs to the move cannot be written.
  home.follow(() => {
    throw new Error('the outbox is full');
  });
  expect(() => promote(home, { model: 'test/1', approveBy: 'Li' })).toThrow('the outbox is full');
  expect(bookOf(home).alias('champion')).toBeUndefined();
  home.close();
  engine = await openEngine({ home: space.dir, now, clock: () => now + 7, threads: 1 });
  const { endpoints } = engine.oversight.push.outbox;
  for (const audience of ['reviewers', 'frontline', 'integrators'] as const)
    for (const unit of ['county', 'care'])
      endpoints.add(
        { id: `${audience}-${unit}`, url: 'https://a.example/', unit, audience, types: [], roles: [], areas: [] },
        0,
      );
}, 60_000);
afterAll(() => {
  engine.close();
  space.drop();
});

describe('a move of the champion', () => {
  const fed = () => engine.oversight.push.feed.after(0, 10);
  const openAt = (endpoint: string) => engine.oversight.push.outbox.counts(endpoint).due;

  it('is told when the second person approves, to every unit, and to no frontline', async () => {
    await engine.promote({ model: 'test/1', by: 'Wang', why: 'better' });
    expect(fed()).toEqual([]);
    await engine.promote({ model: 'test/1', approveBy: 'Li' });
    const [event, ...more] = fed();
    expect(more).toEqual([]);
    const told = JSON.parse(event?.text ?? '');
    expect(told).toMatchObject({ type: 'model.promoted', time: new Date((now + 7) * 1000).toISOString() });
    expect(told.data).toMatchObject({ model: 'test/1', move: 'promote' });
    expect(event?.text).not.toMatch(/Wang|Li"|better/);
    for (const unit of ['county', 'care', 'office'])
      for (const machine of [true, false]) expect(event?.hears({ unit, machine })).toBe(true);
    expect(['reviewers-county', 'integrators-care', 'frontline-county'].map(openAt)).toEqual([1, 1, 0]);
  });

  it('back is told too', async () => {
    await engine.rollback('Zhao', 'too many innocent people');
    const told = fed().map(({ text }) => JSON.parse(text).data);
    expect(told.map(({ move }) => move)).toEqual(['promote', 'rollback']);
    expect(told[1].replaces).toBe('test/1');
  });

  it('does not open what is of one unit to others (negative control)', () => {
    const { outbox } = engine.oversight.push;
    outbox.enqueue({ ...(eventOfDisclosure(grant, now) as NonNullable<ReturnType<typeof eventOfDisclosure>>) });
    const lead = { id: 'evt_l', type: 'lead.proposed', at: now, subject: 'L-1', unit: 'county' } as const;
    outbox.enqueue({ ...lead, role: null, area: null, data: {} });
    const [granted, proposed] = fed().slice(-2);
    expect(granted?.hears({ unit: 'county', machine: true })).toBe(true);
    expect(granted?.hears({ unit: 'care', machine: false })).toBe(false);
    expect(proposed?.hears({ unit: 'county', machine: true })).toBe(false);
  });
});

describe('a withdrawal', () => {
  it('is overdue after a day without an answer, and no longer once it is acknowledged', () => {
    const { outbox } = engine.oversight.push;
    const lead = { subject: 'L-2', unit: 'county', role: null, area: null, data: {} } as const;
    outbox.enqueue({ ...lead, id: 'evt_raised', type: 'lead.raised', at: now });
    outbox.enqueue({ ...lead, id: 'evt_gone', type: 'lead.withdrawn', at: now });
    const office = { account: 'admin', role: 'administrator', unit: 'office', mustRotate: false } as const;
    const at = now + 86_401;
    const listed = (state: string, when = at) =>
      engine.oversight.endpoints.deliveries(office, when, { state, top: 50 }).map(({ endpoint }) => endpoint);
    const everybody = ['frontline-county', 'integrators-county', 'reviewers-county'];
    expect(listed('overdue', now + 60)).toEqual([]);
    expect([...listed('unacknowledged', now + 60)].sort()).toEqual(everybody);
    expect([...listed('overdue')].sort()).toEqual(everybody);
    engine.oversight.endpoints.acknowledge(office, at, 'frontline-county', 'evt_gone');
    expect([...listed('overdue')].sort()).toEqual(everybody.slice(1));
  });
});
