import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../api/server.ts';
import { type Engine, openEngine, type StaffRole } from '../../engine/index.ts';

/** Machines and people from elsewhere, over real sockets: a real home, a real OpenID provider from npm. */
const clock = (): number => Math.floor(Date.now() / 1000);
const office = { account: 'admin', role: 'administrator', unit: 'office', mustRotate: false } as const;
const secret = 'a client secret of the provider';
let later = 0;
let dir: string;
let engine: Engine;
let server: RunningServer;
let provider: Server;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'excavator-sign-in-'));
  provider = createServer();
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  engine = await openEngine({ home: dir, now: clock(), clock });
  await engine.oversight.firstStart(clock());
  engine.oversight.putUnit(office, clock(), { id: 'border', name: 'Border', kind: 'brigade', area: null });
  for (const name of ['rosa', 'ruth'])
    await engine.oversight.accounts.create(office, clock(), account(name, 'reviewer'));
  server = await startServer({ engine, port: 0, now: () => clock() + later });
  writeFileSync(join(dir, 'oidc-secret.txt'), secret);
  const deployment = {
    purpose: 'Test',
    legal_basis: 'Test',
    review_by: '2099-01-01',
    oidc: { issuer, client_id: 'excavator', client_secret_file: 'oidc-secret.txt', label: 'The office', claim: 'sub' },
  };
  writeFileSync(join(dir, 'deployment.json'), JSON.stringify(deployment));
  const redirect = `${server.url}/v1/session/oidc/callback`;
  const real = new Provider(issuer, {
    clients: [{ client_id: 'excavator', client_secret: secret, redirect_uris: [redirect] }],
    pkce: { required: () => true },
    cookies: { keys: ['only for this test'] },
  });
  provider.on('request', real.callback());
}, 30_000);
afterAll(async () => {
  await server.close();
  engine.close();
  provider.closeAllConnections();
  provider.close();
  rmSync(dir, { recursive: true, force: true });
});

const account = (name: string, role: StaffRole) => ({ name, role, unit: 'border', password: 'long enough to begin' });

/** A browser as far as sign-in needs one: it follows redirects and keeps cookies, each for its origin. */
function browser() {
  const jar = new Map<string, Map<string, string>>();
  const go = async (url: string, form?: Record<string, string>): Promise<{ url: string; response: Response }> => {
    const { origin } = new URL(url);
    const cookies = jar.get(origin) ?? new Map<string, string>();
    jar.set(origin, cookies);
    const response = await fetch(url, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const next = response.headers.get('location');
    return next === null ? { url, response } : go(new URL(next, url).href);
  };
  return { go, cookie: (name: string) => jar.get(server.url)?.get(name) };
}

/** Signs in at the provider as somebody and agrees to everything. */
async function throughProvider(name: string): Promise<{ cookie: string | undefined; last: Response }> {
  const { go, cookie } = browser();
  let at = await go(`${server.url}/v1/session/oidc`);
  for (const form of [{ prompt: 'login', login: name, password: 'any' }, { prompt: 'consent' }])
    if (at.url.includes('/interaction/')) at = await go(at.url, form);
  return { cookie: cookie('excavator_session'), last: at.response };
}

const ask = (path: string, headers: Record<string, string>, rest: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...rest, headers });

const codeOf = async (answer: Response) => ((await answer.json()) as { readonly code: string }).code;

describe('people whom a provider vouches for', () => {
  it('are told the provider, and come back signed in under the account of that name', async () => {
    expect(await (await ask('/v1/sign-in', {})).json()).toMatchObject({ oidc: { label: 'The office' } });
    const { cookie, last } = await throughProvider('rosa');
    expect([last.status, await last.text()]).toEqual([200, expect.stringContaining('url=/')]);
    const session = await (await ask('/v1/session', { cookie: `excavator_session=${cookie}` })).json();
    // The first password stands, but whoever comes from the provider has none to change.
    expect(session).toMatchObject({ account: 'rosa', role: 'reviewer', must_rotate: false });
  });

  it('get nothing without an account here, or when it was closed', async () => {
    const stranger = await throughProvider('nobody-here');
    expect([stranger.last.status, stranger.cookie]).toEqual([401, undefined]);
    const { cookie } = await throughProvider('ruth');
    engine.oversight.accounts.close(office, clock(), 'ruth');
    expect((await ask('/v1/session', { cookie: `excavator_session=${cookie}` })).status).toBe(401);
    expect((await throughProvider('ruth')).last.status).toBe(401);
  });

  it('must come back with the state they left with, once', async () => {
    const { go } = browser();
    const forged = await go(`${server.url}/v1/session/oidc/callback?code=a&state=b`);
    expect([forged.response.status, await codeOf(forged.response)]).toEqual([401, 'sign_in_needed']);
    const left = await fetch(`${server.url}/v1/session/oidc`, { redirect: 'manual' });
    const [cookie = ''] = (left.headers.get('set-cookie') ?? '').split(';');
    const back = await ask('/v1/session/oidc/callback?code=a&state=of-another', { cookie });
    expect([back.status, await codeOf(back)]).toEqual([401, 'sign_in_refused']);
    expect(await codeOf(await ask('/v1/session/oidc/callback?code=a&state=x', { cookie }))).toBe('sign_in_needed');
  });
});

describe('machines', () => {
  type Book = Engine['oversight']['clients'];
  const add: Book['add'] = (...all) => engine.oversight.clients.add(...all);
  const rotate: Book['rotate'] = (...all) => engine.oversight.clients.rotate(...all);
  const revoke: Book['revoke'] = (...all) => engine.oversight.clients.revoke(...all);
  const wish = (id: string, scopes = ['endpoint.list', 'status.read']) => ({
    id,
    unit: 'border',
    purpose: 'Test',
    scopes,
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('do what their scopes say and nothing else, by key or by token', async () => {
    const { secret: key } = add(office, clock(), wish('till'));
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'till', client_secret: key });
    const answer = await ask('/oauth/token', {}, { method: 'POST', body: form });
    const granted = (await answer.json()) as { readonly access_token: string };
    const basic = Buffer.from(`till:${key}`).toString('base64');
    const plain = new URLSearchParams({ grant_type: 'client_credentials' });
    const byBasic = await ask('/oauth/token', { authorization: `Basic ${basic}` }, { method: 'POST', body: plain });
    expect(byBasic.status).toBe(200);
    for (const token of [key, granted.access_token]) {
      expect((await ask('/v1/status', bearer(token))).status).toBe(200);
      expect((await ask('/v1/leads', bearer(token))).status).toBe(403);
      expect((await ask('/v1/leads/L-aaaaaaaaaaaaaaaa', bearer(token))).status).toBe(403);
    }
    later = 901;
    expect((await ask('/v1/status', bearer(granted.access_token))).status).toBe(401);
    later = 0;
  });

  it('have two secrets for a day after a rotation, and none after they were revoked', async () => {
    const { secret: before } = add(office, clock(), wish('turner'));
    const { secret: after } = rotate(office, clock(), 'turner');
    for (const key of [before, after]) expect((await ask('/v1/status', bearer(key))).status).toBe(200);
    later = 86_401;
    expect((await ask('/v1/status', bearer(before))).status).toBe(401);
    expect((await ask('/v1/status', bearer(after))).status).toBe(200);
    later = 0;
    revoke(office, clock(), 'turner');
    expect((await ask('/v1/status', bearer(after))).status).toBe(401);
    // Nor is a new one made that would open nothing.
    expect(() => rotate(office, clock(), 'turner')).toThrow(expect.objectContaining({ code: 'client_revoked' }));
  });

  it('are refused with wrong secrets, unknown grants and scopes that no machine has', async () => {
    for (const key of ['exk_till.', 'exk_nobody.abc', 'exa_abc', 'till', 'exk_'])
      expect((await ask('/v1/status', bearer(key))).status).toBe(401);
    const forms = [
      { grant_type: 'client_credentials', client_id: 'till', client_secret: 'exk_till.wrong' },
      { grant_type: 'client_credentials' },
    ];
    for (const form of forms)
      expect((await ask('/oauth/token', {}, { method: 'POST', body: new URLSearchParams(form) })).status).toBe(401);
    const password = new URLSearchParams({ grant_type: 'password', username: 'rosa' });
    expect((await ask('/oauth/token', {}, { method: 'POST', body: password })).status).toBe(400);
    for (const scopes of [['lead.approve'], ['no.act'], []])
      expect(() => add(office, clock(), wish('greedy', scopes))).toThrow(
        expect.objectContaining({ code: 'client_malformed' }),
      );
    expect(() => add({ ...office, role: 'supervisor' }, clock(), wish('own'))).toThrow(
      expect.objectContaining({ code: 'right_missing' }),
    );
  });

  it('leave no secret in the ledger', () => {
    const { secret: key } = add(office, clock(), wish('hidden'));
    const rows = JSON.stringify(engine.oversight.clients.list(office, clock()));
    expect(rows).toContain('hidden');
    expect(rows).not.toContain(key.slice(12));
  });
});
