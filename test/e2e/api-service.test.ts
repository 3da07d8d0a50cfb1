import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiHome, apiHome } from '../fixtures/api-home.ts';
import { clock } from '../fixtures/demo-home.ts';

/** Who is around somebody, and what integrators and analysts use, over HTTP on a real home. */
let home: ApiHome;
let engine: ApiHome['engine'];
let app: ApiHome['app'];
let ask: ApiHome['ask'];
beforeAll(async () => {
  home = await apiHome();
  ({ engine, app, ask } = home);
  const { id, version } = await home.takenBy('rosa');
  await home.step('rosa', id, 'approve', version, { code: 'facts_support', reason: 'Four nights.' });
  await home.step('sam', id, 'dispatch', version + 1, { code: 'to_unit', reason: 'For the county.' });
  const gone = await home.takenBy('remy');
  await home.step('sam', gone.id, 'withdraw', gone.version, { code: 'made_in_error', reason: 'Tried out.' });
});
afterAll(() => home.drop());

const lead = '/v1/leads/{id}';

it('a page of the ranking is told from memory, its look is an entry each time; when the log is full nobody is told', async () => {
  const look = () => ask('sam', 'GET', '/v1/rankings?role=supplier&top=20', '/v1/rankings');
  const entries = async () =>
    (await ask('sam', 'GET', '/v1/audit?act=ranking.read&top=1', '/v1/audit')).json().entries[0]?.seq ?? -1;
  const first = await look();
  const before = await entries();
  const second = await look();
  expect(second.body).toBe(first.body);
  expect(second.headers['content-type']).toBe(first.headers['content-type']);
  expect(await entries()).toBeGreaterThan(before);
  const other = await ask('sam', 'GET', '/v1/rankings?role=supplier&top=21', '/v1/rankings');
  expect(other.json().rows).toHaveLength(21);
  expect(other.json().rows.slice(0, 20)).toEqual(first.json().rows);
  const ledger = new Database(join(engine.oversight.home, 'ledger.sqlite'));
  ledger.exec("create trigger full before insert on audit_entry begin select raise(abort, 'no room'); end");
  const refused = await look();
  ledger.exec('drop trigger full');
  ledger.close();
  expect(refused.statusCode).toBeGreaterThanOrEqual(500);
  expect(refused.body).not.toContain('P-');
  expect((await look()).body).toBe(first.body);
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
    // Days of another clock, counted over all events and not only over the one that is shown.
    const ahead = `/v1/persons/${person}/timeline?case=B-2026-020&top=1&utc_ahead_s=28800`;
    const local = (await ask('sam', 'GET', ahead, path)).json();
    const days = told.events.map((one: { at: number; source: string }) => {
      const from = Math.floor((one.at + 28_800) / 86_400) * 86_400 - 28_800;
      return `${one.source} ${from}`;
    });
    const counted = [...new Set<string>(days)].map(
      (day) => `${day} ${days.filter((one: string) => one === day).length}`,
    );
    expect(
      local.histogram
        .map((one: { source: string; from: number; count: number }) => `${one.source} ${one.from} ${one.count}`)
        .sort(),
    ).toEqual(counted.sort());
    expect([local.shown, local.total]).toEqual([1, told.total]);
    expect(told.shown).toBe(told.total);
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
      headers: { cookie: await home.cookieOf('rosa'), 'last-event-id': String(middle) },
    });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const expected = feed.events
      .map((one: { sequence: string }) => Number(one.sequence))
      .filter((seq: number) => seq > middle);
    const ids = await idsOf(stream, expected.length);
    expect(ids).toEqual(expected);
    const far = await fetch(`${url}/v1/events/stream?after=999999`, {
      headers: { cookie: await home.cookieOf('rosa') },
    });
    expect(await textOf(far, 'event: reset')).toContain('event: reset');
    expect((await fetch(`${url}/v1/events/stream`)).status).toBe(401);
  });

  it('an endpoint is registered, listed, tried, rotated, disabled and enabled; its deliveries are told', async () => {
    const wish = { id: 'till', url: 'http://127.0.0.1:9/hook', unit: 'border', audience: 'frontline' };
    const base = '/v1/endpoints';
    const made = await ask('admin', 'POST', base, base, { payload: wish });
    expect(made.json().hmac).toMatch(/^whsec_/);
    for (const verb of ['rotate', 'test', 'disable', 'enable'])
      expect((await ask('admin', 'POST', `${base}/till/${verb}`, `${base}/{id}/${verb}`)).statusCode).toBe(200);
    const replay = (payload: object) => ask('admin', 'POST', `${base}/till/replay`, `${base}/{id}/replay`, { payload });
    await replay({ from: 0, to: 9 });
    expect((await replay({ since: 0, until: 9 })).json()).toEqual({ deliveries: 0 });
    for (const span of [
      {},
      { from: 0 },
      { from: 0, until: 9 },
      { from: 0, to: 9, since: 0 },
      { from: 0, to: 9, since: 0, until: 9 },
    ])
      expect((await replay(span)).json().code).toBe('invalid_request');
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
    // The same records give the same run: there is no earlier one to hold it against.
    const moves = await ask('ana', 'GET', '/v1/rankings/changes?role=supplier', '/v1/rankings/changes');
    expect([moves.statusCode, moves.json().cause]).toEqual([404, 'no_earlier_run']);
    const { champion } = (await ask('ana', 'GET', '/v1/models', '/v1/models')).json();
    const card = (await ask('ana', 'GET', `/v1/models/${champion}`, '/v1/models/{name}/{version}')).json();
    expect(card.out_of_fold.supplier.auprc).toBeGreaterThan(0.1);
    await ask('ana', 'GET', '/v1/models/drift', '/v1/models/drift');
    const wish = { payload: { model: champion, reason: 'Tried.' } };
    await ask('ana', 'POST', '/v1/models/promote', '/v1/models/promote', wish);
  }, 120_000);

  it('the service says whether it is ready, its metrics name nobody, and its reference is its own', async () => {
    expect(engine.readAhead.state()).toBe('unread');
    await engine.readAhead.start();
    expect(engine.readAhead.state()).toBe('read');
    expect((await ask('ana', 'GET', '/ready', '/ready')).json()).toEqual({ ready: true, reasons: [] });
    const { body } = await app.inject({ url: '/metrics' });
    expect(body).toContain('excavator_http_request_duration_seconds_bucket');
    expect(body).not.toMatch(/P-[A-Z2-7]{16}|L-[a-z2-7]{16}|rosa/);
    const page = await app.inject({ url: '/reference' });
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.body).not.toMatch(/src="https?:|href="https?:/);
  });
});

describe('the routes of this file', () => {
  it('were all asked', () => {
    // The stream answers no JSON, and what changes models is told by the answer of its first step.
    const ours = /\/v1\/(persons|paths|places|events|endpoints|deliveries|runs|models|rankings)\b|\/ready/;
    const elsewhere = /stream|models\/(train|shadow|approve|rollback)|\/features$/;
    expect(home.unasked(ours).filter((name) => !elsewhere.test(name))).toEqual([]);
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
