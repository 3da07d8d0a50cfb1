import type Database from 'better-sqlite3';
import { type Endpoints, openEndpoints } from './endpoints.ts';
import { eventId } from './payload.ts';
import { isFollowUp, recipients } from './routing.ts';
import { givenUpAfterMs, nextAttemptMs, type Verdict, verdictOf } from './schedule.ts';
import type { Attempt, Delivery, DeliveryState, EventType, NewEvent, PushEvent, PushOptions } from './types.ts';

/**
 * The transactional outbox. `enqueue` belongs into the transaction of the act that it tells of; `lease` and `settle`
 * into transactions of the dispatcher. A lease that ends unsettled (a killed dispatcher) makes the delivery due again:
 * at least once, and the event's id tells a receiver of a repetition.
 */
export interface Outbox {
  readonly endpoints: Endpoints;
  /** Writes the event and a delivery for each recipient. An id that is there already changes nothing. */
  enqueue(event: NewEvent): { readonly seq: number; readonly deliveries: number };
  /** Takes up to `most` due deliveries of an endpoint until `leaseMs` from now. */
  lease(endpoint: string, nowMs: number, leaseMs: number, most: number): readonly Delivery[];
  /** Notes what attempts came to: taken, to be tried again, failed for good, endpoint gone. */
  settle(attempts: readonly Attempt[]): void;
  /** Epoch milliseconds of the next moment at which the endpoint has something to do; undefined when nothing is open. */
  nextDueMs(endpoint: string): number | undefined;
  /** Sends again what was sent or given up: one event, or all of a span of the feed. Returns how many. */
  replay(endpoint: string, fromSeq: number, toSeq: number, nowMs: number): number;
  /** The same for what happened from one moment to another, both among them, in epoch seconds. */
  replayTime(endpoint: string, fromAt: number, toAt: number, nowMs: number): number;
  /** An event for this endpoint alone, to try it. */
  test(endpoint: string, at: number): PushEvent;
  acknowledge(endpoint: string, eventId: string, at: number): boolean;
  /** Withdrawals told before `beforeAt` that a recipient has not acknowledged. */
  overdue(beforeAt: number): readonly { readonly endpoint: string; readonly event: string; readonly at: number }[];
  /** The feed after a position, oldest first. */
  events(afterSeq: number, most: number): readonly PushEvent[];
  counts(endpoint: string): Readonly<Record<DeliveryState, number>>;
}

const nobody: ReadonlySet<string> = new Set();

interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly type: EventType;
  readonly at: number;
  readonly subject: string;
  readonly unit: string | null;
  readonly role: string | null;
  readonly area: string | null;
  readonly data: string;
}

interface DeliveryRow extends EventRow {
  readonly delivery: number;
  readonly endpoint: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due_ms: number;
}

/** A delivery as it stands when an attempt comes back. */
interface LeasedRow {
  readonly endpoint: string;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due_ms: number;
}

export function openOutbox(db: Database.Database, { rules, chance }: PushOptions): Outbox {
  const endpoints = openEndpoints(db, rules);
  const insertEvent = db.prepare(`insert into push_event (id, type, at, subject, unit, role, area, data)
    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`);
  const eventById = db.prepare<[string], EventRow>('select * from push_event where id = ?');
  const told = db.prepare<[string], string>(
    'select distinct d.endpoint from push_delivery d join push_event e on e.seq = d.event where e.subject = ?',
  );
  const insertDelivery = db.prepare(`insert into push_delivery (endpoint, event, subject, state, attempts, due_ms)
    values (?, ?, ?, ?, 0, ?)`);
  const open = db.prepare(
    "select 1 from push_delivery where endpoint = ? and subject = ? and state in ('waiting', 'due', 'leased') limit 1",
  );
  const expire = db.prepare(
    "update push_delivery set state = 'due' where endpoint = ? and state = 'leased' and due_ms <= ?",
  );
  const due = db.prepare<[string, number, number], DeliveryRow>(`
    select d.seq as delivery, d.endpoint, d.state, d.attempts, d.due_ms,
      e.seq, e.id, e.type, e.at, e.subject, e.unit, e.role, e.area, e.data
    from push_delivery d join push_event e on e.seq = d.event
    where d.endpoint = ? and d.state = 'due' and d.due_ms <= ? order by d.due_ms, d.seq limit ?`);
  const take = db.prepare("update push_delivery set state = 'leased', due_ms = ? where seq = ?");
  const deliveryOf = db.prepare<[number], LeasedRow>(
    'select endpoint, subject, state, attempts, due_ms from push_delivery where seq = ?',
  );
  const finish = db.prepare('update push_delivery set state = ?, attempts = ?, due_ms = ? where seq = ?');
  const logAttempt = db.prepare(`insert into push_attempt (delivery, attempt, at_ms, took_ms, status, problem)
    values (?, ?, ?, ?, ?, ?)`);
  const following = db.prepare<[string, string], number>(`select seq from push_delivery
    where endpoint = ? and subject = ? and state in ('waiting', 'due', 'leased') order by seq limit 1`);
  const promote = db.prepare("update push_delivery set state = 'due', due_ms = ? where seq = ? and state = 'waiting'");
  const nextDue = db.prepare<[string, string], number | null>(
    'select min(due_ms) from push_delivery where endpoint = ? and state = ?',
  );
  const againWhere = (span: string) =>
    db.prepare<[number, string, number, number], string>(`update push_delivery
      set state = 'waiting', attempts = 0, due_ms = ?
      where endpoint = ? and state in ('taken', 'failed') and ${span} returning subject`);
  const again = againWhere('event between ? and ?');
  const againOfTime = againWhere('event in (select seq from push_event where at between ? and ?)');
  const busy = db.prepare(
    "select 1 from push_delivery where endpoint = ? and subject = ? and state in ('due', 'leased') limit 1",
  );
  const acknowledge = db.prepare(`update push_delivery set acknowledged_at = coalesce(acknowledged_at, ?)
    where endpoint = ? and event = (select seq from push_event where id = ?)`);
  const overdue = db.prepare<[number], { endpoint: string; event: string; at: number }>(`
    select d.endpoint, e.id as event, e.at from push_event e join push_delivery d on d.event = e.seq
    where e.type = 'lead.withdrawn' and e.at < ? and d.acknowledged_at is null order by e.seq, d.endpoint`);
  const feed = db.prepare<[number, number], EventRow>('select * from push_event where seq > ? order by seq limit ?');
  const counts = db.prepare<[string], { state: DeliveryState; n: number }>(
    'select state, count(*) as n from push_delivery where endpoint = ? group by state',
  );

  const place = (endpoint: string, event: number, subject: string, dueMs: number): void => {
    const state = open.get(endpoint, subject) === undefined ? 'due' : 'waiting';
    insertDelivery.run(endpoint, event, subject, state, dueMs);
  };
  const enqueue: Outbox['enqueue'] = (event) => {
    const { changes, lastInsertRowid } = insertEvent.run(...cellsOf(event));
    if (changes === 0) return { seq: eventById.get(event.id)?.seq ?? 0, deliveries: 0 };
    const seq = Number(lastInsertRowid);
    const known = isFollowUp(event.type) ? new Set(told.pluck().all(event.subject)) : nobody;
    const to = recipients(event, endpoints.list(), known);
    for (const { id } of to) place(id, seq, event.subject, event.at * 1000);
    return { seq, deliveries: to.length };
  };
  const letNext = (endpoint: string, subject: string, nowMs: number): void => {
    const next = following.pluck().get(endpoint, subject);
    if (next !== undefined) promote.run(nowMs, next);
  };
  /** @param subjects of the deliveries that wait again. @returns how many those are */
  const sendAgain = (endpoint: string, subjects: readonly string[], nowMs: number): number => {
    for (const subject of new Set(subjects))
      if (busy.get(endpoint, subject) === undefined) letNext(endpoint, subject, nowMs);
    return subjects.length;
  };
  const giveUp = (endpoint: string, reason: string, atMs: number): void => {
    const { state, unit = null } = endpoints.get(endpoint) ?? {};
    // Several attempts may have been under way when the first of them found the door closed.
    if (state !== 'live') return;
    endpoints.disable(endpoint, reason);
    const at = Math.floor(atMs / 1000);
    const id = eventId('endpoint.disabled', endpoint, atMs);
    enqueue({ id, type: 'endpoint.disabled', at, subject: endpoint, unit, role: null, area: null, data: { reason } });
  };
  const settleOne = (attempt: Attempt): void => {
    const before = deliveryOf.get(attempt.delivery);
    if (before?.state !== 'leased' || before.due_ms !== attempt.leasedUntilMs) return;
    const { endpoint, subject } = before;
    const attempts = before.attempts + 1;
    const doneMs = attempt.atMs + attempt.tookMs;
    logAttempt.run(
      attempt.delivery,
      attempts,
      attempt.atMs,
      attempt.tookMs,
      attempt.status ?? null,
      attempt.problem ?? null,
    );
    const verdict: Verdict = verdictOf(attempt);
    const next = verdict === 'again' ? nextAttemptMs(attempts, doneMs, chance(), attempt.retryAfterMs) : undefined;
    if (next !== undefined) finish.run('due', attempts, next, attempt.delivery);
    else finish.run(verdict === 'taken' ? 'taken' : 'failed', attempts, doneMs, attempt.delivery);
    if (next === undefined) letNext(endpoint, subject, doneMs);
    if (verdict === 'taken') {
      endpoints.noteSuccess(endpoint);
      return;
    }
    endpoints.noteFailure(endpoint, attempt.atMs);
    if (verdict === 'gone') giveUp(endpoint, 'gone', doneMs);
    const { failingSinceMs = null, state } = endpoints.get(endpoint) ?? {};
    if (state === 'live' && failingSinceMs !== null && doneMs - failingSinceMs >= givenUpAfterMs)
      giveUp(endpoint, 'failing', doneMs);
  };
  return {
    endpoints,
    enqueue,
    lease: (endpoint, nowMs, leaseMs, most) => {
      expire.run(endpoint, nowMs);
      const rows = due.all(endpoint, nowMs, most);
      for (const { delivery } of rows) take.run(nowMs + leaseMs, delivery);
      return rows.map((row) => deliveryFrom(row, nowMs + leaseMs));
    },
    settle: (attempts) => {
      for (const attempt of attempts) settleOne(attempt);
    },
    nextDueMs: (endpoint) => {
      const moments = ['due', 'leased'].map(
        (state) => nextDue.pluck().get(endpoint, state) ?? Number.POSITIVE_INFINITY,
      );
      const next = Math.min(...moments);
      return Number.isFinite(next) ? next : undefined;
    },
    replay: (endpoint, fromSeq, toSeq, nowMs) =>
      sendAgain(endpoint, again.pluck().all(nowMs, endpoint, fromSeq, toSeq), nowMs),
    replayTime: (endpoint, fromAt, toAt, nowMs) =>
      sendAgain(endpoint, againOfTime.pluck().all(nowMs, endpoint, fromAt, toAt), nowMs),
    test: (endpoint, at) => {
      const id = eventId('endpoint.test', endpoint, at, chance());
      const data = { message: 'A test of this endpoint. It is about nobody.' };
      const event: NewEvent = { id, type: 'endpoint.test', at, subject: id, unit: null, role: null, area: null, data };
      const seq = Number(insertEvent.run(...cellsOf(event)).lastInsertRowid);
      place(endpoint, seq, id, at * 1000);
      return { ...event, seq };
    },
    acknowledge: (endpoint, id, at) => acknowledge.run(at, endpoint, id).changes > 0,
    overdue: (beforeAt) => overdue.all(beforeAt),
    events: (afterSeq, most) => feed.all(afterSeq, most).map(eventFrom),
    counts: (endpoint) => {
      const found = new Map(counts.all(endpoint).map(({ state, n }) => [state, n]));
      const of = (state: DeliveryState): number => found.get(state) ?? 0;
      return { waiting: of('waiting'), due: of('due'), leased: of('leased'), taken: of('taken'), failed: of('failed') };
    },
  };
}

function cellsOf({ id, type, at, subject, unit, role, area, data }: NewEvent): readonly (string | number | null)[] {
  return [id, type, at, subject, unit, role, area, JSON.stringify(data)];
}

function eventFrom({ seq, id, type, at, subject, unit, role, area, data }: EventRow): PushEvent {
  return { seq, id, type, at, subject, unit, role, area, data: JSON.parse(data) as PushEvent['data'] };
}

function deliveryFrom(row: DeliveryRow, leasedUntilMs: number): Delivery {
  const { delivery, endpoint, attempts } = row;
  return { seq: delivery, endpoint, attempts, leasedUntilMs, event: eventFrom(row) };
}
