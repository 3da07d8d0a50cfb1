import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { push } from '../../../engine/ledger/migrations/push.ts';
import { type Outbox, openOutbox, strictRules } from '../../../engine/push/index.ts';
import { givenUpAfterMs } from '../../../engine/push/schedule.ts';
import type { EndpointRequest, NewEvent } from '../../../engine/push/types.ts';

const nowMs = 1_800_000_000_000;

function outboxWith(...endpoints: readonly Partial<EndpointRequest>[]): Outbox {
  const db = new Database(':memory:');
  db.exec(push.sql);
  const outbox = openOutbox(db, { rules: strictRules, chance: () => 0.5 });
  for (const [i, given] of endpoints.entries()) {
    const request: EndpointRequest = {
      id: `e${i}`,
      url: `https://e${i}.example/`,
      unit: 'north',
      audience: 'integrators',
      types: [],
      roles: [],
      areas: [],
      ...given,
    };
    outbox.endpoints.add(request, 0);
  }
  return outbox;
}

const event = (id: string, more: Partial<NewEvent> = {}): NewEvent => ({
  id,
  type: 'lead.raised',
  at: nowMs / 1000,
  subject: 'L-1',
  unit: 'north',
  role: 'retailer',
  area: 'A-1',
  data: {},
  ...more,
});

const told = (outbox: Outbox, endpoint: string): readonly string[] =>
  outbox.lease(endpoint, nowMs, 60_000, 50).map(({ event: { id } }) => id);

function answer(outbox: Outbox, endpoint: string, status: number, atMs = nowMs): number {
  const leased = outbox.lease(endpoint, atMs, 60_000, 50);
  outbox.settle(leased.map(({ seq, leasedUntilMs }) => ({ delivery: seq, leasedUntilMs, atMs, tookMs: 0, status })));
  return leased.length;
}

describe('who is told', () => {
  it('keeps a proposed lead from the frontline, and a raised one within its unit', () => {
    const outbox = outboxWith(
      { audience: 'frontline' },
      { audience: 'reviewers' },
      { audience: 'frontline', unit: 'south' },
    );
    outbox.enqueue(event('proposed', { type: 'lead.proposed', subject: 'L-1' }));
    outbox.enqueue(event('raised', { subject: 'L-2' }));
    expect(told(outbox, 'e0')).toEqual(['raised']);
    expect(told(outbox, 'e1')).toEqual(['proposed', 'raised']);
    expect(told(outbox, 'e2')).toEqual([]);
  });

  it('filters by type, role and area', () => {
    const outbox = outboxWith(
      { roles: ['supplier'] },
      { areas: ['A-2'] },
      { types: ['endpoint.disabled'] },
      { roles: ['retailer'] },
    );
    outbox.enqueue(event('lead'));
    outbox.enqueue(event('end', { type: 'endpoint.disabled', subject: 'e9', role: null, area: null }));
    expect(['e0', 'e1', 'e2', 'e3'].map((id) => told(outbox, id))).toEqual([
      ['end'],
      ['end'],
      ['end'],
      ['lead', 'end'],
    ]);
  });

  it('tells nobody of what belongs to no unit', () => {
    const outbox = outboxWith({}, { audience: 'reviewers' });
    expect(outbox.enqueue(event('lost', { type: 'lead.proposed', unit: null })).deliveries).toBe(0);
    expect(outbox.enqueue(event('found', { type: 'lead.proposed', subject: 'L-2' })).deliveries).toBe(2);
  });

  it('keeps what follows on a telling for an endpoint that is disabled meanwhile', () => {
    const outbox = outboxWith({}, {});
    outbox.enqueue(event('raised'));
    for (const id of ['e0', 'e1']) answer(outbox, id, 200);
    outbox.endpoints.disable('e0', 'by an administrator');
    outbox.enqueue(event('withdrawn', { type: 'lead.withdrawn', at: nowMs / 1000 - 60 }));
    expect(outbox.overdue(nowMs / 1000).map(({ endpoint }) => endpoint)).toEqual(['e0', 'e1']);
    outbox.endpoints.enable('e0');
    expect(told(outbox, 'e0')).toEqual(['withdrawn']);
    // The control: a first telling is not kept for whoever is not there.
    outbox.endpoints.disable('e1', 'by an administrator');
    expect(outbox.enqueue(event('another', { subject: 'L-2' })).deliveries).toBe(1);
  });

  it('tells everyone who was told, and nobody else, when a lead is withdrawn', () => {
    const outbox = outboxWith({ audience: 'reviewers' }, { audience: 'frontline' }, { types: ['lead.proposed'] });
    outbox.enqueue(event('proposed', { type: 'lead.proposed' }));
    for (const id of ['e0', 'e2']) answer(outbox, id, 200);
    expect(outbox.enqueue(event('withdrawn', { type: 'lead.withdrawn' })).deliveries).toBe(2);
    expect(['e0', 'e1', 'e2'].map((id) => told(outbox, id))).toEqual([['withdrawn'], [], ['withdrawn']]);
  });

  it('lists withdrawals until each recipient acknowledges', () => {
    const outbox = outboxWith({}, {});
    outbox.enqueue(event('raised'));
    outbox.enqueue(event('withdrawn', { type: 'lead.withdrawn', at: nowMs / 1000 + 60 }));
    const later = nowMs / 1000 + 120;
    expect(outbox.overdue(later).map(({ endpoint }) => endpoint)).toEqual(['e0', 'e1']);
    expect(outbox.acknowledge('e0', 'withdrawn', later)).toBe(true);
    expect(outbox.acknowledge('e0', 'unknown', later)).toBe(false);
    expect(outbox.overdue(later)).toEqual([{ endpoint: 'e1', event: 'withdrawn', at: nowMs / 1000 + 60 }]);
    expect(outbox.overdue(nowMs / 1000)).toEqual([]);
  });
});

describe('what becomes of a delivery', () => {
  it('lets the next event of a subject go only after the one before', () => {
    const outbox = outboxWith({});
    for (const id of ['one', 'two', 'three']) outbox.enqueue(event(id));
    outbox.enqueue(event('other', { subject: 'L-2' }));
    expect(told(outbox, 'e0')).toEqual(['one', 'other']);
    expect(outbox.counts('e0')).toMatchObject({ waiting: 2, leased: 2 });
  });

  it('is due again when its lease ends, and a late answer of the dead dispatcher changes nothing', () => {
    const outbox = outboxWith({});
    outbox.enqueue(event('one'));
    const [first] = outbox.lease('e0', nowMs, 60_000, 1);
    expect(outbox.lease('e0', nowMs + 59_999, 60_000, 1)).toEqual([]);
    const [second] = outbox.lease('e0', nowMs + 60_000, 60_000, 1);
    expect(second?.seq).toBe(first?.seq);
    const settle = (leasedUntilMs = 0, status: number): void =>
      outbox.settle([{ delivery: first?.seq ?? 0, leasedUntilMs, atMs: nowMs + 60_001, tookMs: 0, status }]);
    settle(first?.leasedUntilMs, 500);
    expect(outbox.counts('e0')).toMatchObject({ leased: 1, due: 0 });
    expect(outbox.endpoints.get('e0')?.failingSinceMs).toBeNull();
    // The control: the answer of the lease that holds is taken.
    settle(second?.leasedUntilMs, 200);
    expect(outbox.counts('e0')).toMatchObject({ leased: 0, taken: 1 });
  });

  it('is sent again by a replay of one event or of a span, a subject in order', () => {
    const outbox = outboxWith({});
    const { seq: one } = outbox.enqueue(event('one'));
    const { seq: two } = outbox.enqueue(event('two'));
    answer(outbox, 'e0', 200);
    answer(outbox, 'e0', 200);
    expect(outbox.replay('e0', one, one, nowMs)).toBe(1);
    expect(told(outbox, 'e0')).toEqual(['one']);
    answer(outbox, 'e0', 200, nowMs + 60_000);
    expect(outbox.replay('e0', one, two, nowMs)).toBe(2);
    const [again] = outbox.lease('e0', nowMs, 60_000, 50);
    expect(again?.event.id).toBe('one');
    const { seq = 0, leasedUntilMs = 0 } = again ?? {};
    outbox.settle([{ delivery: seq, leasedUntilMs, atMs: nowMs, tookMs: 0, status: 200 }]);
    expect(told(outbox, 'e0')).toEqual(['two']);
  });

  it('is sent again by a replay of a time, both ends among it', () => {
    const outbox = outboxWith({});
    outbox.enqueue({ ...event('one'), at: 100 });
    outbox.enqueue({ ...event('two'), at: 200 });
    answer(outbox, 'e0', 200);
    answer(outbox, 'e0', 200);
    expect(outbox.replayTime('e0', 101, 199, nowMs)).toBe(0);
    expect(outbox.replayTime('e0', 200, 200, nowMs)).toBe(1);
    expect(told(outbox, 'e0')).toEqual(['two']);
    answer(outbox, 'e0', 200, nowMs + 60_000);
    expect(outbox.replayTime('e0', 100, 200, nowMs)).toBe(2);
  });

  it('ends with its endpoint: 410 at once, failure after five days, each said once', () => {
    const outbox = outboxWith({}, {}, {});
    outbox.enqueue(event('one'));
    answer(outbox, 'e0', 410);
    expect(outbox.endpoints.get('e0')).toMatchObject({ state: 'disabled', reason: 'gone' });
    answer(outbox, 'e1', 500);
    expect(outbox.endpoints.get('e1')?.failingSinceMs).toBe(nowMs);
    answer(outbox, 'e1', 500, nowMs + givenUpAfterMs - 1);
    expect(outbox.endpoints.get('e1')?.state).toBe('live');
    answer(outbox, 'e1', 500, nowMs + 2 * givenUpAfterMs);
    expect(outbox.endpoints.get('e1')).toMatchObject({ state: 'disabled', reason: 'failing' });
    const notices = outbox.events(0, 100).filter(({ type }) => type === 'endpoint.disabled');
    expect(notices.map(({ subject, data }) => [subject, data.reason])).toEqual([
      ['e0', 'gone'],
      ['e1', 'failing'],
    ]);
    outbox.endpoints.enable('e0');
    expect(outbox.endpoints.get('e0')).toMatchObject({ state: 'live', reason: null, failingSinceMs: null });
  });

  it('forgets its failures after one success', () => {
    const outbox = outboxWith({});
    outbox.enqueue(event('one'));
    answer(outbox, 'e0', 500);
    expect(outbox.nextDueMs('e0')).toBe(nowMs + 5000);
    answer(outbox, 'e0', 200, nowMs + 5000);
    expect(outbox.endpoints.get('e0')?.failingSinceMs).toBeNull();
    expect(outbox.counts('e0')).toMatchObject({ taken: 1, due: 0 });
  });

  it('tries an endpoint with an event about nobody', () => {
    const outbox = outboxWith({}, {});
    const { id } = outbox.test('e1', nowMs / 1000);
    expect(told(outbox, 'e0')).toEqual([]);
    expect(told(outbox, 'e1')).toEqual([id]);
  });

  it('refuses an endpoint of a known name, and one at an address that may not be called', () => {
    const outbox = outboxWith({});
    const request: EndpointRequest = {
      id: 'e0',
      url: 'https://x.example',
      unit: 'n',
      audience: 'reviewers',
      types: [],
      roles: [],
      areas: [],
    };
    expect(() => outbox.endpoints.add(request, 0)).toThrow('endpoint of that name');
    expect(() => outbox.endpoints.add({ ...request, id: 'e9', url: 'https://10.0.0.1/' }, 0)).toThrow(
      'may not be sent',
    );
  });
});
