import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { generateWorld } from '../../data/world/index.ts';
import { type Engine, openEngine } from '../../engine/index.ts';
import { demoWays, staffDemo, writeDemoDeployment } from '../../scripts/commands/demo-staff.ts';
import { misfits, openApiOf } from '../fixtures/openapi.ts';

/** The whole life of leads over HTTP, on a real home; every answer is held against the document. */
let dir: string;
let engine: Engine;
let app: FastifyInstance;
let document: Awaited<ReturnType<typeof openApiOf>>;
const clock = (): number => Math.floor(Date.now() / 1000);
const cookies = new Map<string, string>();
const exercised = new Set<string>();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'excavator-api-lead-'));
  const [home, world] = [join(dir, 'home'), join(dir, 'home', 'demo', 'world')];
  await generateWorld({
    people: 3000,
    days: 25,
    seed: 3,
    out: world,
    truth: `${world}.truth.csv`,
    format: 'parquet',
    onProgress: () => undefined,
  });
  writeDemoDeployment(home, clock());
  engine = await openEngine({ home, now: clock(), clock, demoSeed: 3 });
  await engine.ingest(world);
  await engine.run();
  await staffDemo(engine, home, clock());
  app = await buildApp(engine, { ways: demoWays(home) ?? { oidc: null, demoAccounts: [], synthetic: true } });
  document = await openApiOf(app);
}, 120_000);
afterAll(async () => {
  // The streams of these tests keep their connections.
  app.server.closeAllConnections();
  await app.close();
  engine.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Asks as somebody of the demo; `route` is the pattern of the document. */
async function ask(account: string, method: string, url: string, route: string, rest: Partial<InjectOptions> = {}) {
  const headers = { host: 'localhost', origin: 'http://localhost', cookie: await cookieOf(account), ...rest.headers };
  const answer = await app.inject({ method: method as 'GET', url, ...rest, headers });
  exercised.add(`${method} ${route}`);
  if (answer.statusCode !== 204) expect(misfits(document, method, route, answer), answer.body).toEqual([]);
  return answer;
}

async function cookieOf(account: string): Promise<string> {
  const known = cookies.get(account);
  if (known !== undefined) return known;
  const { demo_accounts } = (await app.inject({ url: '/v1/sign-in' })).json();
  const { password } = demo_accounts.find((one: { account: string }) => one.account === account);
  const headers = { origin: 'http://localhost', host: 'localhost' };
  const answer = await app.inject({ method: 'POST', url: '/v1/session', headers, payload: { account, password } });
  expect(answer.statusCode, answer.body).toBe(200);
  exercised.add('POST /v1/session');
  const [cookie = ''] = String(answer.headers['set-cookie']).split(';');
  expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  cookies.set(account, cookie);
  return cookie;
}

const lead = '/v1/leads/{id}';
const step = (account: string, id: string, name: string, version: number, body: object) =>
  ask(account, 'POST', `/v1/leads/${id}/${name}`, `${lead}/${name}`, {
    payload: body,
    headers: { 'if-match': `"${version}"` },
  });

async function takenBy(reviewer: string): Promise<{ readonly id: string; readonly version: number }> {
  const id = (await ask(reviewer, 'POST', '/v1/leads/next', '/v1/leads/next')).json().lead;
  const { version } = (await ask(reviewer, 'GET', `/v1/leads/${id}`, lead)).json();
  return { id, version };
}

describe('a lead over HTTP', () => {
  it('goes from the queue to a recorded outcome, by four people', async () => {
    const queue = (await ask('rosa', 'GET', '/v1/leads?top=5', '/v1/leads')).json();
    expect(queue.total).toBeGreaterThan(5);
    expect(queue.notice.en).toContain('not evidence');
    const { id, version } = await takenBy('rosa');
    const yes = { code: 'facts_support', reason: 'Four nights in one room.' };
    expect((await step('rosa', id, 'approve', version, yes)).json()).toEqual({ lead: id, state: 'approved' });
    const ordered = await step('sam', id, 'dispatch', version + 1, { code: 'to_unit', reason: 'For the county.' });
    expect(ordered.json().state).toBe('dispatched');
    const fact = { code: 'seizure', reason: 'Parcel opened.', role: 'retailer', established_at: clock() - 60 };
    expect((await step('ivo', id, 'outcome', version + 2, fact)).json().state).toBe('outcome_recorded');
    const { steps } = (await ask('sam', 'GET', `/v1/leads/${id}`, lead)).json();
    expect(steps.map((one: { by: string }) => one.by)).toEqual(['rosa', 'rosa', 'sam', 'ivo']);
  });

  it('is decided on the version that was read, after its evidence was opened, by whoever holds it', async () => {
    const id = (await ask('rosa', 'POST', '/v1/leads/next', '/v1/leads/next')).json().lead;
    const no = { code: 'innocent_explanation', reason: 'A couple.' };
    expect((await step('rosa', id, 'dismiss', 1, no)).json().cause).toBe('evidence_unopened');
    const { version } = (await ask('rosa', 'GET', `/v1/leads/${id}`, lead)).json();
    expect((await step('remy', id, 'dismiss', version, no)).json().cause).toBe('lock_of_another');
    expect((await step('rosa', id, 'dismiss', version + 1, no)).json().code).toBe('stale_version');
    const blind = await ask('rosa', 'POST', `/v1/leads/${id}/dismiss`, `${lead}/dismiss`, { payload: no });
    expect(blind.json().code).toBe('version_needed');
    expect((await step('rosa', id, 'dispatch', version, { code: 'to_unit', reason: 'x' })).statusCode).toBe(403);
    expect((await step('sam', id, 'dispatch', version, { code: 'to_unit', reason: 'x' })).json().cause).toBe(
      'wrong_state',
    );
    expect((await step('rosa', id, 'dismiss', version, no)).json().state).toBe('dismissed');
    const { flags } = (await ask('rosa', 'GET', '/v1/wrongful-flags', '/v1/wrongful-flags')).json();
    expect(flags.reduce((sum: number, one: { decided: number }) => sum + one.decided, 0)).toBeGreaterThan(0);
  });

  it('may be asked about, answered, given back, given to somebody and taken back', async () => {
    const { id, version } = await takenBy('remy');
    await step('remy', id, 'ask', version, { code: 'records_unclear', reason: 'Which hotel?' });
    await step('ivo', id, 'supply', version + 1, { code: 'answered', reason: 'The one at the station.' });
    const given = await ask('sam', 'POST', '/v1/leads/assign', '/v1/leads/assign', {
      payload: { leads: [id, 'L-aaaaaaaaaaaaaaaa'], to: 'remy' },
    });
    expect(given.json()).toEqual({ assigned: [id], refused: [{ lead: 'L-aaaaaaaaaaaaaaaa', cause: 'lead_unknown' }] });
    const mine = (await ask('remy', 'GET', '/v1/leads?mine=true', '/v1/leads')).json();
    expect(mine.leads.map((one: { id: string }) => one.id)).toEqual([id]);
    await step('remy', id, 'release', version + 3, { code: 'no_time', reason: 'End of shift.' });
    const error = { code: 'made_in_error', reason: 'Tried out.' };
    expect((await step('sam', id, 'withdraw', version + 4, error)).json().state).toBe('withdrawn');
    const gone = await ask('sam', 'GET', `/v1/leads/${id}`, lead);
    expect([gone.statusCode, gone.json().code]).toEqual([410, 'lead_withdrawn']);
  });

  it('of another unit looks like none at all', async () => {
    const { id } = await takenBy('rosa');
    const [theirs, none] = [
      await ask('clara', 'GET', `/v1/leads/${id}`, lead),
      await ask('clara', 'GET', '/v1/leads/L-aaaaaaaaaaaaaaaa', lead),
    ];
    const without = ({ instance: _, ...rest }: Record<string, unknown>) => rest;
    expect(without(theirs.json())).toEqual(without(none.json()));
    expect(theirs.statusCode).toBe(404);
  });

  it('pages keep their order while leads change, and a cursor is for its own question', async () => {
    const pages: { leads: { id: string }[]; next_cursor: string | null }[] = [];
    for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)?.next_cursor ?? null) {
      const url = `/v1/leads?top=7&sort=age${cursor === '' ? '' : `&cursor=${cursor}`}`;
      pages.push((await ask('sam', 'GET', url, '/v1/leads')).json());
    }
    const ids = pages.flatMap((page) => page.leads.map((one) => one.id));
    expect(new Set(ids).size).toBe(ids.length);
    const stolen = `/v1/leads?top=7&sort=expiry&cursor=${pages[0]?.next_cursor}`;
    expect((await ask('sam', 'GET', stolen, '/v1/leads')).json().code).toBe('invalid_cursor');
  });
});

describe('an identity', () => {
  it('is read by whoever asked, after another person granted it, and by nobody else', async () => {
    const { id, version } = await takenBy('rosa');
    await step('rosa', id, 'approve', version, { code: 'facts_support', reason: 'Four nights.' });
    const wish = { lead: id, case: 'B-2026-014', purpose: 'To ask at the hotel.' };
    const asked = await ask('ivo', 'POST', '/v1/disclosures', '/v1/disclosures', { payload: wish });
    const grant = asked.json().id;
    const read = (account: string) =>
      ask(account, 'GET', `/v1/disclosures/${grant}/identity`, '/v1/disclosures/{id}/identity');
    expect((await read('ivo')).json().cause).toBe('grant_missing');
    await ask('sam', 'POST', `/v1/disclosures/${grant}/approve`, '/v1/disclosures/{id}/approve', {
      payload: { hours: 1, reason: 'It is needed.' },
    });
    const identity = (await read('ivo')).json();
    expect(identity.identifiers.length).toBeGreaterThan(0);
    expect((await read('sam')).statusCode).toBe(403);
    // Canary: what the vault says is in no other answer.
    const others = await Promise.all([
      ask('ivo', 'GET', `/v1/leads/${id}?case=B-2026-014`, lead),
      ask('ivo', 'GET', '/v1/disclosures', '/v1/disclosures'),
      ask('sam', 'GET', '/v1/audit?top=500', '/v1/audit'),
      ask('sam', 'GET', '/v1/rankings?role=retailer&top=1000', '/v1/rankings'),
    ]);
    const raw = [...identity.identifiers.map((one: string) => one.slice(2)), ...identity.names];
    for (const answer of others) for (const canary of raw) expect(answer.body).not.toContain(canary);
    const refuse = await ask('ivo', 'POST', '/v1/disclosures', '/v1/disclosures', { payload: wish });
    const no = await ask('sue', 'POST', `/v1/disclosures/${refuse.json().id}/refuse`, '/v1/disclosures/{id}/refuse', {
      payload: { reason: 'Once is enough.' },
    });
    expect(no.json().state).toBe('refused');
    const closed = await ask('sam', 'POST', '/v1/cases/B-2026-014/close', '/v1/cases/{id}/close');
    expect(closed.json().state).toBe('closed');
    expect((await read('ivo')).json().cause).toBe('case_closed');
  });
});

describe('what is kept beside leads', () => {
  it('cases, accounts, units, the log, authority and retention answer as the document says', async () => {
    const file = { id: 'B-2026-015', purpose: 'A second one', budget: 3 };
    await ask('sam', 'POST', '/v1/cases', '/v1/cases', { payload: file });
    await ask('sam', 'POST', '/v1/cases/B-2026-015/budget', '/v1/cases/{id}/budget', {
      payload: { budget: 9, reason: 'Two more families.' },
    });
    await ask('ivo', 'GET', '/v1/cases', '/v1/cases');
    const made = { name: 'nina', role: 'reviewer', unit: 'border', password: 'long enough to begin' };
    expect((await ask('admin', 'POST', '/v1/accounts', '/v1/accounts', { payload: made })).json().must_rotate).toBe(
      true,
    );
    const unlock = { payload: { password: 'another one to begin' } };
    await ask('admin', 'POST', '/v1/accounts/nina/unlock', '/v1/accounts/{name}/unlock', unlock);
    await ask('admin', 'POST', '/v1/accounts/nina/close', '/v1/accounts/{name}/close');
    await ask('admin', 'GET', '/v1/accounts', '/v1/accounts');
    await ask('admin', 'GET', '/v1/units', '/v1/units');
    await ask('admin', 'POST', '/v1/units', '/v1/units', {
      payload: { id: 'west', name: 'West', kind: 'county_brigade', area: 'A01' },
    });
    const { faults, rows } = (await ask('sam', 'POST', '/v1/audit/verify', '/v1/audit/verify')).json();
    expect([faults, rows > 10]).toEqual([[], true]);
    await ask('sam', 'GET', '/v1/audit/proofs/3', '/v1/audit/proofs/{seq}');
    const consistency = '/v1/audit/consistency';
    expect((await ask('sam', 'GET', `${consistency}?older=3&newer=7`, consistency)).json().path.length).toBeGreaterThan(
      1,
    );
    expect((await ask('sam', 'GET', `${consistency}?older=9&newer=7`, consistency)).statusCode).toBe(404);
    expect(
      (await ask('rosa', 'POST', '/v1/authority/stop', '/v1/authority/stop', { payload: { reason: 'Drill.' } })).json(),
    ).toMatchObject({ state: 'stopped', by: 'rosa' });
    const refused = await ask('ana', 'POST', '/v1/leads', '/v1/leads', { payload: {} });
    expect(refused.json().cause).toBe('stopped');
    const go = { payload: { reason: 'Drill over.' } };
    await ask('sam', 'POST', '/v1/authority/resume', '/v1/authority/resume', go);
    expect((await ask('sam', 'POST', '/v1/authority/resume', '/v1/authority/resume', go)).json().cause).toBe(
      'own_approval',
    );
    expect((await ask('sue', 'POST', '/v1/authority/resume', '/v1/authority/resume', go)).json().state).toBe('running');
    expect((await ask('ana', 'POST', '/v1/leads', '/v1/leads', { payload: {} })).json().proposed).toBe(0);
    await ask('ana', 'GET', '/v1/leads/missed', '/v1/leads/missed');
    await ask('sam', 'GET', '/v1/retention', '/v1/retention');
    await ask('sam', 'GET', '/v1/authority', '/v1/authority');
    await ask('sam', 'GET', '/v1/status', '/v1/status');
    await ask('sam', 'GET', '/v1/rights', '/v1/rights');
  });

  it('a wrong record is corrected by the rules of an import', async () => {
    const queue = (await ask('remy', 'GET', '/v1/leads?top=50&state=proposed', '/v1/leads')).json();
    let found: { readonly id: string; readonly record: string } | undefined;
    for (const { id } of queue.leads) {
      const { evidence } = (await ask('remy', 'GET', `/v1/leads/${id}`, lead)).json();
      if (evidence.path[0].channel === 'parcel') found ??= { id, record: evidence.path[0].records[0] };
    }
    const fix = (set: Record<string, string>) =>
      ask('sam', 'POST', '/v1/corrections', '/v1/corrections', {
        payload: { table: 'parcel', record: found?.record ?? '', reason: 'Misread.', set },
      });
    expect((await fix({ weight_kg: 'heavy' })).json().cause).toBe('correction_refused');
    expect((await fix({ colour: 'red' })).json().cause).toBe('column_unknown');
    expect((await fix({ weight_kg: '2.5' })).json().leads).toContain(found?.id);
    expect((await ask('remy', 'GET', `/v1/leads/${found?.id}`, lead)).statusCode).toBe(410);
  });

  it('a wrong record is erased and its leads are withdrawn', async () => {
    const queue = (await ask('remy', 'GET', '/v1/leads?top=1&state=proposed', '/v1/leads')).json();
    const { id } = queue.leads[0];
    const view = (await ask('remy', 'GET', `/v1/leads/${id}`, lead)).json();
    const record: string = view.evidence.path[0].records[0];
    const tables: Readonly<Record<string, string>> = { convoy: 'checkpoint', parcel: 'parcel', call: 'call' };
    const { channel } = view.evidence.path[0];
    const sleeping = ['room', 'booking', 'hotel_night'].includes(channel) ? 'lodging' : 'transport';
    const table = tables[channel] ?? sleeping;
    const gone = await ask('sam', 'POST', '/v1/corrections', '/v1/corrections', {
      payload: { table, record, reason: 'Another guest.' },
    });
    expect(gone.json().leads, gone.body).toContain(id);
    expect((await ask('remy', 'GET', `/v1/leads/${id}`, lead)).statusCode).toBe(410);
    expect((await ask('sam', 'POST', '/v1/retention/purge', '/v1/retention/purge')).json().tables).toEqual([]);
  });
});

describe('who is around somebody', () => {
  it('is shown under a case, page by page, and counts against its budget', async () => {
    const file = { id: 'B-2026-020', purpose: 'Who is around', budget: 300 };
    await ask('sam', 'POST', '/v1/cases', '/v1/cases', { payload: file });
    const { rows } = (await ask('sam', 'GET', '/v1/rankings?role=retailer&top=20', '/v1/rankings')).json();
    const around = (id: string, more = '') =>
      ask(
        'sam',
        'GET',
        `/v1/persons/${id}/neighbourhood?case=B-2026-020&top=2${more}`,
        '/v1/persons/{id}/neighbourhood',
      );
    const first = (await around(rows[0].person)).json();
    expect(first.nodes[0].person).toBe(rows[0].person);
    expect(first.exposed).toBe(first.nodes.length);
    expect(first.case.exposed).toBe(first.nodes.length);
    const seen = first.nodes.slice(1).map((node: { person: string }) => node.person);
    for (let cursor = first.next_cursor; cursor !== null; ) {
      const next = (await around(rows[0].person, `&cursor=${cursor}`)).json();
      seen.push(...next.nodes.slice(1).map((node: { person: string }) => node.person));
      cursor = next.next_cursor;
    }
    expect(new Set(seen).size).toBe(first.total);
    expect((await around(rows[1].person, `&cursor=${first.next_cursor ?? 'AAAA'}`)).json().code).toBe('invalid_cursor');
    const again = (await around(rows[0].person)).json();
    expect(again.case.exposed).toBe(first.total + 1);
    const [person, other] = [rows[0].person, seen[0]];
    for (const by of ['strength', 'hops', 'time']) {
      const found = (
        await ask('sam', 'GET', `/v1/paths?from=${person}&to=${other}&by=${by}&case=B-2026-020`, '/v1/paths')
      ).json();
      expect(found.paths[0].persons).toEqual([person, other]);
    }
    const path = '/v1/persons/{id}/timeline';
    const told = (await ask('sam', 'GET', `/v1/persons/${person}/timeline?case=B-2026-020`, path)).json();
    expect(told.histogram.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(told.total);
    expect(told.events.map((one: { at: number }) => one.at)).toEqual(
      [...told.events.map((one: { at: number }) => one.at)].sort((x, y) => x - y),
    );
    await ask('sam', 'GET', `/v1/persons/${person}?case=B-2026-020`, '/v1/persons/{id}');
    expect((await ask('sam', 'GET', '/v1/places', '/v1/places')).json().places.length).toBeGreaterThan(10);
  });

  it('stays unseen beyond the budget, without a case, and under a foreign one', async () => {
    await ask('sam', 'POST', '/v1/cases', '/v1/cases', { payload: { id: 'B-2026-021', purpose: 'Small', budget: 1 } });
    const { rows } = (await ask('sam', 'GET', '/v1/rankings?role=retailer&top=1', '/v1/rankings')).json();
    const of = (query: string, who = 'sam') =>
      ask(who, 'GET', `/v1/persons/${rows[0].person}/neighbourhood${query}`, '/v1/persons/{id}/neighbourhood');
    expect((await of('?case=B-2026-021')).json().cause).toBe('exposure_budget');
    expect((await of('')).statusCode).toBe(400);
    expect((await of('?case=C-2026-003')).statusCode).toBe(404);
  });
});

describe('what integrators and analysts use', () => {
  it('the feed tells the unit what the leads went through, and the stream goes on where it was', async () => {
    const feed = (await ask('rosa', 'GET', '/v1/events?top=500', '/v1/events')).json();
    const types = feed.events.map((one: { type: string }) => one.type);
    expect(types).toEqual(expect.arrayContaining(['lead.proposed', 'lead.raised', 'lead.withdrawn']));
    expect(new Set(feed.events.map((one: { data: { unit: string } }) => one.data.unit))).toEqual(new Set(['border']));
    const care = (await ask('clara', 'GET', '/v1/events?top=500', '/v1/events')).json();
    expect(new Set(care.events.map((one: { data: { unit: string } }) => one.data.unit))).toEqual(new Set(['care']));
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const middle = Number(feed.events[Math.floor(feed.events.length / 2)].sequence);
    const stream = await fetch(`${url}/v1/events/stream`, {
      headers: { cookie: await cookieOf('rosa'), 'last-event-id': String(middle) },
    });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const expected = feed.events
      .map((one: { sequence: string }) => Number(one.sequence))
      .filter((seq: number) => seq > middle);
    const ids = await idsOf(stream, expected.length);
    expect(ids).toEqual(expected);
    const far = await fetch(`${url}/v1/events/stream?after=999999`, { headers: { cookie: await cookieOf('rosa') } });
    expect(await textOf(far, 'event: reset')).toContain('event: reset');
    expect((await fetch(`${url}/v1/events/stream`)).status).toBe(401);
    exercised.add('GET /v1/events/stream');
  });

  it('an endpoint is registered, listed, tried, rotated, disabled and enabled; its deliveries are told', async () => {
    const wish = { id: 'till', url: 'http://127.0.0.1:9/hook', unit: 'border', audience: 'frontline' };
    const base = '/v1/endpoints';
    const made = await ask('admin', 'POST', base, base, { payload: wish });
    expect(made.json().hmac).toMatch(/^whsec_/);
    for (const verb of ['rotate', 'test', 'disable', 'enable'])
      expect((await ask('admin', 'POST', `${base}/till/${verb}`, `${base}/{id}/${verb}`)).statusCode).toBe(200);
    await ask('admin', 'POST', `${base}/till/replay`, `${base}/{id}/replay`, { payload: { from: 0, to: 9 } });
    const { endpoints } = (await ask('ines', 'GET', base, base)).json();
    expect(endpoints).toHaveLength(1);
    const { deliveries } = (await ask('ines', 'GET', '/v1/deliveries', '/v1/deliveries')).json();
    expect(deliveries[0]).toMatchObject({ endpoint: 'till', type: 'endpoint.test' });
    const ack = await ask(
      'ines',
      'POST',
      `/v1/events/${deliveries[0].event}/acknowledge`,
      '/v1/events/{id}/acknowledge',
      {
        payload: { endpoint: 'till' },
      },
    );
    expect(ack.json()).toEqual({ acknowledged: true });
  });

  it('a machine sees the endpoints of its own unit, and opens only leads that a person has approved', async () => {
    const admin = { account: 'admin', role: 'administrator', unit: 'office', mustRotate: false } as const;
    const clientOf = (id: string, unit: string) => {
      const scopes = ['endpoint.list', 'endpoint.acknowledge', 'lead.read'];
      const { secret } = engine.oversight.clients.add(admin, clock(), { id, unit, purpose: 'Test', scopes });
      return (method: string, url: string, route: string, payload?: object) =>
        ask('ines', method, url, route, {
          headers: { authorization: `Bearer ${secret}` },
          ...(payload === undefined ? {} : { payload }),
        });
    };
    const [border, care] = [clientOf('border-till', 'border'), clientOf('care-till', 'care')];
    const [endpoints, deliveries] = ['/v1/endpoints', '/v1/deliveries'];
    expect((await border('GET', endpoints, endpoints)).json().endpoints).toHaveLength(1);
    expect((await care('GET', endpoints, endpoints)).json().endpoints).toEqual([]);
    const [told] = (await border('GET', deliveries, deliveries)).json().deliveries;
    expect((await care('GET', deliveries, deliveries)).json().deliveries).toEqual([]);
    const acknowledge = (call: typeof border, endpoint: string) =>
      call('POST', `/v1/events/${told.event}/acknowledge`, '/v1/events/{id}/acknowledge', { endpoint });
    const [foreign, none] = [await acknowledge(care, 'till'), await acknowledge(care, 'nobodys')];
    const without = ({ instance: _, ...rest }: Record<string, unknown>) => rest;
    expect([foreign.statusCode, without(foreign.json())]).toEqual([404, without(none.json())]);
    expect((await acknowledge(border, 'till')).statusCode).toBe(200);
    const open = (await ask('sam', 'GET', '/v1/leads?state=proposed&top=1', '/v1/leads')).json().leads[0].id;
    const refused = await border('GET', `/v1/leads/${open}`, lead);
    expect([refused.statusCode, refused.json().cause]).toEqual([403, 'lead_not_approved']);
    const done = (await ask('sam', 'GET', '/v1/leads?state=approved,dispatched&top=1', '/v1/leads')).json().leads[0].id;
    expect((await border('GET', `/v1/leads/${done}`, lead)).statusCode).toBe(200);
  });

  it('a run works in a process of its own, one at a time, and is told about', async () => {
    const started = await ask('ana', 'POST', '/v1/runs', '/v1/runs');
    expect([started.statusCode, started.json().state]).toEqual([202, 'working']);
    expect((await ask('ana', 'POST', '/v1/runs', '/v1/runs')).json().cause).toBe('home_busy');
    const { id } = started.json();
    let run = started.json();
    for (let i = 0; i < 300 && run.state === 'working'; i++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      run = (await ask('ana', 'GET', `/v1/runs/${id}`, '/v1/runs/{id}')).json();
    }
    expect(run).toMatchObject({ state: 'done', by: 'ana', result: expect.stringContaining('people scored') });
    expect((await ask('ana', 'GET', '/v1/runs', '/v1/runs')).json().runs).toHaveLength(1);
    const { champion } = (await ask('ana', 'GET', '/v1/models', '/v1/models')).json();
    const card = (await ask('ana', 'GET', `/v1/models/${champion}`, '/v1/models/{name}/{version}')).json();
    expect(card.out_of_fold.supplier.auprc).toBeGreaterThan(0.1);
    await ask('ana', 'GET', '/v1/models/drift', '/v1/models/drift');
    const wish = { payload: { model: champion, reason: 'Tried.' } };
    await ask('ana', 'POST', '/v1/models/promote', '/v1/models/promote', wish);
  }, 120_000);

  it('the service says whether it is ready, its metrics name nobody, and its reference is its own', async () => {
    expect((await ask('ana', 'GET', '/ready', '/ready')).json()).toEqual({ ready: true, reasons: [] });
    const { body } = await app.inject({ url: '/metrics' });
    expect(body).toContain('excavator_http_request_duration_seconds_bucket');
    expect(body).not.toMatch(/P-[A-Z2-7]{16}|L-[a-z2-7]{16}|rosa/);
    const page = await app.inject({ url: '/reference' });
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.body).not.toMatch(/src="https?:|href="https?:/);
  });
});

/** The ids of the first so many events of a stream. */
async function idsOf(stream: Response, wanted: number): Promise<readonly number[]> {
  let text = '';
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  while ((text.match(/^id: /gm)?.length ?? 0) < wanted || !text.endsWith('\n\n')) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) break;
    text += value ?? '';
  }
  await reader?.cancel();
  return [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
}

async function textOf(stream: Response, until: string): Promise<string> {
  let text = '';
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (!text.includes(until)) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  return text;
}

describe('a session', () => {
  it('ends when its account signs out, changes its password, or is closed', async () => {
    const before = await cookieOf('sue');
    expect((await ask('sue', 'GET', '/v1/session', '/v1/session')).json()).toMatchObject({
      account: 'sue',
      synthetic: true,
    });
    const change = { before: 'synthetic records only', after: 'other synthetic records' };
    const done = await ask('sue', 'PUT', '/v1/session/password', '/v1/session/password', { payload: change });
    const fresh = String(done.headers['set-cookie']).split(';')[0] ?? '';
    expect((await ask('sue', 'GET', '/v1/session', '/v1/session', { headers: { cookie: fresh } })).statusCode).toBe(
      200,
    );
    cookies.set('sue', fresh);
    await ask('sue', 'DELETE', '/v1/session', '/v1/session');
    for (const cookie of [fresh])
      expect((await ask('sue', 'GET', '/v1/session', '/v1/session', { headers: { cookie } })).statusCode).toBe(401);
    expect(before).not.toBe(fresh);
  });

  it('is not given to a wrong password, and five lock the account', async () => {
    const attempt = (password: string) =>
      app.inject({ method: 'POST', url: '/v1/session', payload: { account: 'cora', password } });
    for (let i = 0; i < 5; i++) expect((await attempt('wrong')).json().code).toBe('sign_in_refused');
    const right = await attempt('synthetic records only');
    expect([right.statusCode, right.json().cause]).toEqual([403, 'account_locked']);
  });

  it('every route but those of the sign-in tests was asked', () => {
    const said = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const elsewhere =
      /oauth|\/sign-in|oidc|clients|\/problems|\/health|\/openapi|\/models\/(train|shadow|approve|rollback)/;
    expect(said.filter((name) => !elsewhere.test(name) && !exercised.has(name))).toEqual([]);
  });
});
