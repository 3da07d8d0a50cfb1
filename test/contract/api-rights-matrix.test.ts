import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import {
  type Engine,
  leadStates,
  openEngine,
  rights,
  type StaffRole,
  staffRoles,
  transitions,
} from '../../engine/index.ts';
import { misfits, openApiOf } from '../fixtures/openapi.ts';
import { admin, at0, draft, leadHome } from '../support/lead-home.ts';

/** A real home with one lead of the unit `county`, and somebody of every role in two units. */
const units = ['county', 'brigade'] as const;
const verbs = ['release', 'ask', 'supply', 'approve', 'dismiss', 'dispatch', 'outcome', 'withdraw'] as const;
const person = 'P-AAAAAAAAAAAAAAAA';
const password = 'a matrix has no secrets';
let at = at0 + 10;
let dir: string;
let engine: Engine;
let app: FastifyInstance;
let document: Awaited<ReturnType<typeof openApiOf>>;
let ledger: Database.Database;
let lead: string;
const cookies = new Map<string, string>();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'excavator-matrix-'));
  writeFileSync(
    join(dir, 'deployment.json'),
    JSON.stringify({ purpose: 'Test', legal_basis: 'Test', review_by: '2099-01-01' }),
  );
  const seeded = leadHome(dir);
  seeded.put([draft(person)]);
  lead = seeded.idOf(person);
  seeded.book.database.close();
  engine = await openEngine({ home: dir, now: at, clock: () => at });
  const { accounts, sessions } = engine.oversight;
  for (const role of staffRoles)
    for (const unit of units) {
      const name = `${role}-${unit}`;
      await accounts.create(admin, at, { name, role, unit, password: `first ${password}` });
      await accounts.changePassword(at, name, `first ${password}`, password);
      cookies.set(name, await sessions.start(at, name));
    }
  ledger = new Database(join(dir, 'ledger.sqlite'));
  ledger.pragma('synchronous = OFF');
  app = await buildApp(engine, { now: () => at });
  document = await openApiOf(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  ledger.close();
  engine.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Puts the one lead into a state, in the hands of somebody who has opened it. */
function force(state: string, holder: string, lockedUntil = at + 1000): void {
  const row = [state, holder, lockedUntil, holder, 'somebody', at + 1_000_000, lead];
  ledger
    .prepare(
      'update lead set state = ?, lock_by = ?, lock_until = ?, opened_by = ?, decided_by = ?, expires_at = ? where id = ?',
    )
    .run(...row);
}

const stateOf = (): unknown => ledger.prepare('select state from lead where id = ?').pluck().get(lead);
const stepsOf = (): unknown => ledger.prepare('select count(*) from lead_step where lead = ?').pluck().get(lead);

async function post(name: string, url: string, route: string, payload?: object, version?: number) {
  const headers = {
    host: 'localhost',
    origin: 'http://localhost',
    cookie: `excavator_session=${cookies.get(name)}`,
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
  const answer = await app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
  expect(misfits(document, 'POST', route, answer), answer.body).toEqual([]);
  return answer;
}

function step(name: string, verb: (typeof verbs)[number], version = Number(stepsOf())) {
  const code = transitions.find(({ act }) => act === `lead.${verb}`)?.codes?.[0];
  const fact = verb === 'outcome' ? { role: 'retailer', established_at: at0 } : {};
  const body = { code, reason: 'Only a test.', ...fact };
  return post(name, `/v1/leads/${lead}/${verb}`, `/v1/leads/{id}/${verb}`, body, version);
}

/** What the tables of rights and of transitions say of one cell: the status and the state or code in the answer. */
function said(verb: string, role: StaffRole, unit: string, state: string): readonly [number, string] {
  if (rights.find(({ act }) => act === `lead.${verb}`)?.roles.includes(role) !== true) return [403, 'right_missing'];
  // What is another unit's looks like nothing at all.
  if (unit !== 'county') return [404, 'not_found'];
  if (state === 'withdrawn' || state === 'expired') return [410, `lead_${state}`];
  const found = transitions.find(({ act }) => act === `lead.${verb}`);
  return found?.from.includes(state as never) === true ? [200, found.to] : [409, 'wrong_state'];
}

describe('the matrix of rights over HTTP', () => {
  it('every step x role x unit x state answers as the tables say, and a refused step changes nothing', async () => {
    const wrong: string[] = [];
    let done = 0;
    for (const verb of verbs)
      for (const role of staffRoles)
        for (const unit of units)
          for (const state of leadStates) {
            const name = `${role}-${unit}`;
            force(state, name);
            const before = stepsOf();
            const answer = await step(name, verb);
            const body = answer.json();
            const [status, word] = said(verb, role, unit, state);
            const words = [body.state, body.cause, body.code];
            const unchanged = status === 200 || (stateOf() === state && stepsOf() === before);
            if (status === 200) done++;
            if (answer.statusCode !== status || !words.includes(word) || !unchanged)
              wrong.push(`${verb} ${name} ${state}: ${answer.statusCode} ${words.join(' ')}, not ${status} ${word}`);
          }
    expect(wrong).toEqual([]);
    expect(done).toBeGreaterThan(verbs.length);
  }, 60_000);
});

describe('who tries what is not theirs', () => {
  it('decides nothing after the lock has lapsed', async () => {
    force('in_review', 'reviewer-county', at - 1);
    const answer = await step('reviewer-county', 'approve');
    expect([answer.statusCode < 500 && answer.statusCode >= 400, stateOf()]).toEqual([true, 'in_review']);
    // Negative control: with the lock it is done.
    force('in_review', 'reviewer-county');
    expect((await step('reviewer-county', 'approve')).statusCode).toBe(200);
  });

  it('does not hand on what they approved themselves', async () => {
    force('approved', 'supervisor-county');
    ledger.prepare('update lead set decided_by = ? where id = ?').run('supervisor-county', lead);
    expect((await step('supervisor-county', 'dispatch')).json().cause).toBe('own_approval');
    expect(stateOf()).toBe('approved');
  });

  it('cannot reuse the version of an earlier look', async () => {
    force('in_review', 'reviewer-county');
    const answer = await step('reviewer-county', 'approve', Number(stepsOf()) - 1);
    expect([answer.statusCode, answer.json().code, stateOf()]).toEqual([412, 'stale_version', 'in_review']);
  });

  it('closes no case of another unit, and the answer is that of a case that is not there', async () => {
    const file = { id: 'B-1', purpose: 'Test', budget: 5 };
    expect((await post('supervisor-county', '/v1/cases', '/v1/cases', file)).statusCode).toBe(200);
    const told = async (id: string) => {
      const answer = await post('supervisor-brigade', `/v1/cases/${id}/close`, '/v1/cases/{id}/close');
      const { instance: _, ...rest } = answer.json();
      return rest;
    };
    const theirs = await told('B-1');
    expect(theirs).toEqual(await told('B-2'));
    expect(theirs.status).toBe(404);
  });

  it('looks at nobody under a case of another unit, and the answer is that of a case that is not there', async () => {
    force('in_review', 'reviewer-county');
    const look = async (id: string) => {
      const headers = { host: 'localhost', cookie: `excavator_session=${cookies.get('reviewer-county')}` };
      const answer = await app.inject({ url: `/v1/leads/${lead}?case=${id}`, headers });
      expect(misfits(document, 'GET', '/v1/leads/{id}', answer), answer.body).toEqual([]);
      const { instance: _, ...rest } = answer.json();
      return rest;
    };
    await post('supervisor-brigade', '/v1/cases', '/v1/cases', { id: 'W-1', purpose: 'Test', budget: 5 });
    const theirs = await look('W-1');
    expect(theirs).toEqual(await look('W-2'));
    expect(theirs.status).toBe(404);
    // Negative control: under a case of the own unit the lead is opened.
    expect((await look('B-1')).id).toBe(lead);
  });

  it('is signed out after half an hour without a look, and after ten hours in any case', async () => {
    const session = (name: string) =>
      app.inject({
        url: '/v1/session',
        headers: { host: 'localhost', cookie: `excavator_session=${cookies.get(name)}` },
      });
    const begun = at;
    cookies.set('idle', await engine.oversight.sessions.start(at, 'analyst-county'));
    cookies.set('busy', await engine.oversight.sessions.start(at, 'analyst-county'));
    for (at = begun + 1500; at < begun + 36_000; at += 1500) {
      expect((await session('busy')).statusCode, String(at - begun)).toBe(200);
      // The ledger takes writes in order: after this one the look has been noted.
      await engine.oversight.sessions.end('nobody');
      if (at - begun >= 1800) expect((await session('idle')).statusCode).toBe(401);
    }
    at = begun + 36_000;
    expect((await session('busy')).statusCode).toBe(401);
  });
});
