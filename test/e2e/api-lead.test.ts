import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiHome, apiHome } from '../fixtures/api-home.ts';
import { clock } from '../fixtures/demo-home.ts';

/** The whole life of leads over HTTP, on a real home; every answer is held against the document. */
let home: ApiHome;
let app: ApiHome['app'];
let ask: ApiHome['ask'];
beforeAll(async () => {
  home = await apiHome();
  ({ app, ask } = home);
});
afterAll(() => home.drop());

const lead = '/v1/leads/{id}';

describe('a lead over HTTP', () => {
  it('goes from the queue to a recorded outcome, by four people', async () => {
    const queue = (await ask('rosa', 'GET', '/v1/leads?top=5', '/v1/leads')).json();
    expect(queue.total).toBeGreaterThan(5);
    expect(queue.notice.en).toContain('not evidence');
    const { id, version } = await home.takenBy('rosa');
    const yes = { code: 'facts_support', reason: 'Four nights in one room.' };
    expect((await home.step('rosa', id, 'approve', version, yes)).json()).toEqual({ lead: id, state: 'approved' });
    const ordered = await home.step('sam', id, 'dispatch', version + 1, { code: 'to_unit', reason: 'For the county.' });
    expect(ordered.json().state).toBe('dispatched');
    const fact = { code: 'seizure', reason: 'Parcel opened.', role: 'retailer', established_at: clock() - 60 };
    expect((await home.step('ivo', id, 'outcome', version + 2, fact)).json().state).toBe('outcome_recorded');
    const { steps } = (await ask('sam', 'GET', `/v1/leads/${id}`, lead)).json();
    const others = steps.filter(({ act }: { act: string }) => act !== 'lead.view');
    expect(others.map((one: { by: string }) => one.by)).toEqual(['rosa', 'rosa', 'sam', 'ivo']);
  });

  it('is decided on the version that was read, after its evidence was opened, by whoever holds it', async () => {
    const id = (await ask('rosa', 'POST', '/v1/leads/next', '/v1/leads/next')).json().lead;
    const no = { code: 'innocent_explanation', reason: 'A couple.' };
    expect((await home.step('rosa', id, 'dismiss', 1, no)).json().cause).toBe('evidence_unopened');
    const version = await home.viewed('rosa', id);
    expect((await home.step('remy', id, 'dismiss', version, no)).json().cause).toBe('lock_of_another');
    expect((await home.step('rosa', id, 'dismiss', version + 1, no)).json().code).toBe('stale_version');
    const blind = await ask('rosa', 'POST', `/v1/leads/${id}/dismiss`, `${lead}/dismiss`, { payload: no });
    expect(blind.json().code).toBe('version_needed');
    expect((await home.step('rosa', id, 'dispatch', version, { code: 'to_unit', reason: 'x' })).statusCode).toBe(403);
    expect((await home.step('sam', id, 'dispatch', version, { code: 'to_unit', reason: 'x' })).json().cause).toBe(
      'wrong_state',
    );
    expect((await home.step('rosa', id, 'dismiss', version, no)).json().state).toBe('dismissed');
    const { flags } = (await ask('rosa', 'GET', '/v1/wrongful-flags', '/v1/wrongful-flags')).json();
    expect(flags.reduce((sum: number, one: { decided: number }) => sum + one.decided, 0)).toBeGreaterThan(0);
  });

  it('may be asked about, answered, given back, given to somebody and taken back', async () => {
    const { id, version } = await home.takenBy('remy');
    await home.step('remy', id, 'ask', version, { code: 'records_unclear', reason: 'Which hotel?' });
    await home.step('ivo', id, 'supply', version + 1, { code: 'answered', reason: 'The one at the station.' });
    const given = await ask('sam', 'POST', '/v1/leads/assign', '/v1/leads/assign', {
      payload: { leads: [id, 'L-aaaaaaaaaaaaaaaa'], to: 'remy' },
    });
    expect(given.json()).toEqual({ assigned: [id], refused: [{ lead: 'L-aaaaaaaaaaaaaaaa', cause: 'lead_unknown' }] });
    const mine = (await ask('remy', 'GET', '/v1/leads?mine=true', '/v1/leads')).json();
    expect(mine.leads.map((one: { id: string }) => one.id)).toEqual([id]);
    const ages = ['', '?older_than_days=0', '?older_than_days=1'];
    const totals = await Promise.all(
      ages.map(async (query) => (await ask('remy', 'GET', `/v1/leads${query}`, '/v1/leads')).json().total),
    );
    expect(totals).toEqual([totals[0], totals[0], 0]);
    expect(totals[0]).toBeGreaterThan(0);
    await home.step('remy', id, 'release', version + 3, { code: 'no_time', reason: 'End of shift.' });
    const error = { code: 'made_in_error', reason: 'Tried out.' };
    expect((await home.step('sam', id, 'withdraw', version + 4, error)).json().state).toBe('withdrawn');
    const gone = await ask('sam', 'GET', `/v1/leads/${id}`, lead);
    expect([gone.statusCode, gone.json().code]).toEqual([410, 'lead_withdrawn']);
  });

  it('of another unit looks like none at all', async () => {
    const { id } = await home.takenBy('rosa');
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
    // Nor is it for another unit.
    const others = `/v1/leads?top=7&sort=age&cursor=${pages[0]?.next_cursor}`;
    expect((await ask('clara', 'GET', others, '/v1/leads')).json().code).toBe('invalid_cursor');
    expect((await ask('rosa', 'GET', others, '/v1/leads')).statusCode).toBe(200);
  });
});

describe('an identity', () => {
  it('is read by whoever asked, after another person granted it, and by nobody else', async () => {
    const { id, version } = await home.takenBy('rosa');
    await home.step('rosa', id, 'approve', version, { code: 'facts_support', reason: 'Four nights.' });
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
    const verify = ask('sam', 'POST', '/v1/audit/verify', '/v1/audit/verify');
    const waits = await healthDuring(verify);
    expect(waits.length).toBeGreaterThan(5);
    expect(waits[waits.length >> 1]).toBeLessThan(200);
    // The control: done in this process, nothing else is answered until it is done.
    expect((await healthDuring(Promise.resolve().then(() => home.engine.oversight.verify()))).length).toBeLessThan(3);
    const { faults, rows } = (await verify).json();
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
    expect((await ask('ana', 'POST', '/v1/leads', '/v1/leads', { payload: { at_least: 0 } })).json().proposed).toBe(0);
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
    const work = fix({ weight_kg: '2.5' });
    expect((await fix({ weight_kg: '2.7' })).json()).toMatchObject({ code: 'conflict', cause: 'home_busy' });
    const waits = await healthDuring(work);
    expect((await work).json().leads).toContain(found?.id);
    // The line ran again in a process of its own: the service went on answering.
    expect(waits.length).toBeGreaterThan(10);
    expect(waits[waits.length >> 1]).toBeLessThan(200);
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

describe('a session', () => {
  it('ends when its account signs out, changes its password, or is closed', async () => {
    const before = await home.cookieOf('sue');
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
    home.keepCookie('sue', fresh);
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

  it('every route of leads and of what is kept beside them was asked', () => {
    const ours =
      /^\w+ \/v1\/(leads|cases|disclosures|accounts|units|audit|authority|retention|corrections|wrongful-flags|rights|sign-in|status|session)(?!.*oidc)\b/;
    expect(home.unasked(ours)).toEqual([]);
  });
});

/** Milliseconds that `/health` took, again and again while the work lasts, rising. */
async function healthDuring(work: Promise<unknown>): Promise<Float64Array> {
  const waits: number[] = [];
  let going = true;
  const over = work.finally(() => {
    going = false;
  });
  while (going) {
    const start = performance.now();
    expect((await app.inject('/health')).statusCode).toBe(200);
    waits.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 20));
  }
  await over;
  return Float64Array.from(waits).sort();
}
