import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingKinds as contractKinds } from '../../api/contract/findings.ts';
import { findingKinds } from '../../engine/index.ts';
import { type ApiHome, apiHome } from '../fixtures/api-home.ts';

/** What the records say of people, and records that come in, over HTTP on a real home. */
let home: ApiHome;
let ask: ApiHome['ask'];
const file = 'B-2026-030';
beforeAll(async () => {
  home = await apiHome();
  ({ ask } = home);
  const opened = { id: file, purpose: 'What the records say', budget: 2000 };
  await ask('sam', 'POST', '/v1/cases', '/v1/cases', { payload: opened });
}, 300_000);
afterAll(() => home.drop());

const rankedOf = async (top: number): Promise<readonly string[]> => {
  const { rows } = (await ask('sam', 'GET', `/v1/rankings?role=retailer&top=${top}`, '/v1/rankings')).json();
  return rows.map(({ person }: { person: string }) => person);
};

describe('findings', () => {
  const list = (query: string, who = 'sam') => ask(who, 'GET', `/v1/findings?${query}`, '/v1/findings');

  it('are told page by page, without identifiers, and everybody they show counts', async () => {
    const seen: { finding: string; person_a: string; person_b: string | null }[] = [];
    let page = (await list(`case=${file}&top=3`)).json();
    expect(page.total).toBeGreaterThan(3);
    for (;;) {
      expect(Object.keys(page.findings[0])).not.toContain('identifier_a');
      seen.push(...page.findings);
      if (page.next_cursor === null) break;
      page = (await list(`case=${file}&top=200&cursor=${page.next_cursor}`)).json();
    }
    expect(new Set(seen.map(({ finding }) => finding)).size).toBe(page.total);
    const shown = new Set(seen.flatMap(({ person_a, person_b }) => [person_a, person_b ?? person_a]));
    expect(page.case.exposed).toBe(shown.size);
  });

  it('are about people in reach only: the command line, which asks for no case, knows more', async () => {
    const { total } = (await list(`case=${file}&top=1`)).json();
    const all = await home.engine.findings();
    expect(all.total).toBeGreaterThan(total);
    const near = await home.engine.findings({ inReach: true });
    const shown = new Set(near.rows.map(({ finding }) => finding));
    const inReach = async (person: string | null): Promise<boolean> =>
      person !== null && (await home.engine.neighbourhood({ person, limit: 1 })) !== undefined;
    const reaches = async (rows: typeof near.rows): Promise<readonly boolean[]> =>
      Promise.all(rows.map(async (one) => (await inReach(one.person_a)) || (await inReach(one.person_b))));
    const left = all.rows.filter(({ finding }) => !shown.has(finding));
    expect(new Set(await reaches(near.rows.slice(0, 15)))).toEqual(new Set([true]));
    expect(new Set(await reaches(left.slice(0, 15)))).toEqual(new Set([false]));
  });

  it('stay unseen without a case, beyond its budget, to analysts, and by the cursor of another question', async () => {
    expect((await list('top=3')).statusCode).toBe(400);
    expect((await list('case=C-2026-003')).statusCode).toBe(404);
    expect((await list(`case=${file}`, 'ana')).statusCode).toBe(403);
    await ask('sam', 'POST', '/v1/cases', '/v1/cases', { payload: { id: 'B-2026-031', purpose: 'Small', budget: 1 } });
    expect((await list('case=B-2026-031&top=50')).json().cause).toBe('exposure_budget');
    const { next_cursor, findings } = (await list(`case=${file}&top=1`)).json();
    const other = contractKinds.find((kind) => kind !== findings[0].kind);
    expect((await list(`case=${file}&kind=${other}&cursor=${next_cursor}`)).json().code).toBe('invalid_cursor');
  });

  it('have the kinds of the engine', () => expect([...contractKinds]).toEqual([...findingKinds]));
});

describe("a person's features", () => {
  const path = '/v1/persons/{id}/features';
  it('come with name, unit, value, rank among the peers, and the reason in two languages', async () => {
    const [person = ''] = await rankedOf(1);
    const told = (await ask('sam', 'GET', `/v1/persons/${person}/features?case=${file}`, path)).json();
    expect(told.features.length).toBeGreaterThan(200);
    expect(told.peers).toBeGreaterThan(10);
    const known = told.features.filter(({ rank }: { rank: number | null }) => rank !== null);
    for (const { rank } of known) expect(rank).toBeGreaterThanOrEqual(0);
    for (const { reason, in_words } of told.features) {
      expect(reason.en.length * reason.zh.length).toBeGreaterThan(0);
      expect(in_words.en.length * in_words.zh.length).toBeGreaterThan(0);
    }
    const oddness = known.map(({ rank }: { rank: number }) => Math.abs(rank - 0.5));
    expect(oddness).toEqual([...oddness].sort((a, b) => b - a));
  });

  it('of nobody in the ranking are not there, nor under a foreign case', async () => {
    const [person = ''] = await rankedOf(1);
    const of = (id: string, under: string) => ask('sam', 'GET', `/v1/persons/${id}/features?case=${under}`, path);
    expect((await of('P-AAAAAAAAAAAAAAAA', file)).json().code).toBe('person_not_found');
    expect((await of(person, 'C-2026-003')).statusCode).toBe(404);
  });
});

describe('why two people are a contact', () => {
  const why = (a: string, b: string, who = 'sam') =>
    ask(who, 'GET', `/v1/contacts/why?a=${a}&b=${b}&case=${file}`, '/v1/contacts/why');

  it('is told channel by channel, and why not', async () => {
    const [person = '', other = ''] = await rankedOf(2);
    const around = await ask(
      'sam',
      'GET',
      `/v1/persons/${person}/neighbourhood?case=${file}&top=1`,
      '/v1/persons/{id}/neighbourhood',
    );
    const near = around.json().nodes[1].person;
    const yes = (await why(person, near)).json();
    expect(yes).toMatchObject({ a: person, b: near, contact: true });
    const passed = yes.channels.filter(({ verdict }: { verdict: string }) => /tested|tie_by_itself/.test(verdict));
    expect(passed[0].records.length).toBeGreaterThan(0);
    const no = (await why(person, other)).json();
    if (!no.contact) expect(no.weight).toBe(0);
    expect((await why(person, person)).json().code).toBe('invalid_request');
    expect((await why(person, 'P-AAAAAAAAAAAAAAAA')).json().code).toBe('person_not_found');
    expect((await why(person, near, 'ana')).statusCode).toBe(403);
  });

  it('is a look that the log knows', async () => {
    for (const act of ['findings.read', 'person.features', 'contact.why']) {
      const { entries } = (await ask('sam', 'GET', `/v1/audit?act=${act}`, '/v1/audit')).json();
      expect([act, entries[0]?.actor]).toEqual([act, 'sam']);
      expect(JSON.stringify(entries)).not.toMatch(/P-[A-Z2-7]{16}/);
    }
  });
});

describe('records that come in', () => {
  it('are loaded while the service goes on answering, and are listed with the work that took them in', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) =>
      JSON.stringify({ record_id: `new-${i}`, place_id: 'H', check_in: 1767225600 + i, id_no: `${100000 + i}` }),
    );
    let ended = false;
    const sent = ask('ana', 'POST', '/v1/batches?table=lodging', '/v1/batches', {
      payload: rows.join('\n'),
      headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': 'batch-1' },
    }).then((answer) => {
      ended = true;
      return answer;
    });
    let answered = 0;
    let slowestMs = 0;
    while (!ended) {
      const start = performance.now();
      expect((await ask('sam', 'GET', '/v1/leads?top=5', '/v1/leads')).statusCode).toBe(200);
      slowestMs = Math.max(slowestMs, performance.now() - start);
      answered++;
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(answered).toBeGreaterThan(5);
    expect(slowestMs).toBeLessThan(5000);
    const told = (await sent).json();
    expect(told).toMatchObject({ seen: 4000, accepted: 4000 });
    const { batches } = (await ask('ana', 'GET', '/v1/batches', '/v1/batches')).json();
    expect(batches[0].id).toBe(told.batch);
    await ask('ana', 'GET', `/v1/batches/${told.batch}`, '/v1/batches/{id}');
    const { runs } = (await ask('ana', 'GET', '/v1/runs', '/v1/runs')).json();
    expect(runs[0]).toMatchObject({ what: 'ingest', by: 'ana', state: 'done' });
    expect((await ask('sam', 'GET', '/v1/batches', '/v1/batches')).json().total).toBe(batches.length);
    expect((await ask('rosa', 'GET', '/v1/batches', '/v1/batches')).statusCode).toBe(403);
  }, 60_000);
});

describe('a disclosure that two people granted', () => {
  it('is an event of the unit, written with the grant, and names nobody', async () => {
    const { id, version } = await home.takenBy('rosa');
    await home.step('rosa', id, 'approve', version, { code: 'facts_support', reason: 'Four nights.' });
    const wish = { lead: id, case: file, purpose: 'To ask at the hotel.' };
    const asked = (await ask('ivo', 'POST', '/v1/disclosures', '/v1/disclosures', { payload: wish })).json();
    const heard = async (who: string) =>
      (await ask(who, 'GET', '/v1/events?type=disclosure.granted', '/v1/events')).json().events;
    expect(await heard('rosa')).toEqual([]);
    const yes = { payload: { hours: 1, reason: 'It is needed.' } };
    await ask('sue', 'POST', `/v1/disclosures/${asked.id}/approve`, '/v1/disclosures/{id}/approve', yes);
    await ask('ivo', 'GET', `/v1/disclosures/${asked.id}/identity`, '/v1/disclosures/{id}/identity');
    const [event, ...more] = await heard('rosa');
    expect([event.subject, event.data.lead, more]).toEqual([asked.id, id, []]);
    expect(JSON.stringify(event)).not.toMatch(/P-[A-Z2-7]{16}|ivo|sue|hotel/);
    expect(await heard('clara')).toEqual([]);
  });
});

describe('the routes of this file', () => {
  it('were all asked', () => {
    const ours = /\/v1\/(batches|findings|contacts)\b|\/features$/;
    expect(home.unasked(/\/v1\//).filter((name) => ours.test(name))).toEqual([]);
  });
});
