import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { rights, type StaffRole, staffRoles } from '../../engine/index.ts';
import { fixtureEngine, openFixtureHome, signedInAs } from '../fixtures/engine.ts';
import { misfits, openApiOf } from '../fixtures/openapi.ts';

/** What must hold on every route that there is or will be: the list is the OpenAPI document itself. */
interface Route {
  readonly method: string;
  readonly path: string;
  /** With something of the right shape in the place of each parameter. */
  readonly url: string;
  readonly act: string | undefined;
}

let closeHome: () => void;
let app: FastifyInstance;
let routes: readonly Route[];
let document: Awaited<ReturnType<typeof openApiOf>>;
const cookies = new Map<StaffRole, Readonly<Record<string, string>>>();

const actOfRoute = new Map<string, string>();
const examples: Readonly<Record<string, string>> = {
  leads: 'L-aaaaaaaaaaaaaaaa',
  disclosures: 'G-aaaaaaaaaaaaaaaa',
  persons: 'P-AAAAAAAAAAAAAAAA',
  cases: 'C-1',
  accounts: 'nobody',
  clients: 'nobody',
  endpoints: 'nobody',
  events: 'evt_a',
  batches: '0123456789abcdef',
  runs: '0000000000000000',
  proofs: '0',
  problems: 'not_found',
};

beforeAll(async () => {
  closeHome = await openFixtureHome();
  app = await buildApp(fixtureEngine());
  document = await openApiOf(app);
  for (const role of staffRoles) cookies.set(role, await signedInAs(role));
  const table = await app.inject({ url: '/v1/rights', headers: cookies.get('supervisor') ?? {} });
  for (const { act, routes: names } of table.json<{ rights: { act: string; routes: string[] }[] }>().rights)
    for (const name of names) actOfRoute.set(name.replace(/:(\w+)/g, '{$1}'), act);
  routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({
      method: method.toUpperCase(),
      path,
      url: path
        .replace('{name}/{version}', 'm/1')
        .replace(/\/([^/]+)\/\{\w+\}/g, (_, before: string) => `/${before}/${examples[before] ?? 'x'}`),
      act: actOfRoute.get(`${method.toUpperCase()} ${path}`),
    })),
  );
});
afterAll(async () => {
  await app.close();
  closeHome();
});

const ask = (route: Route, extra: Partial<InjectOptions> = {}) =>
  app.inject({ method: route.method as 'GET', url: route.url, ...extra });

/** Every one of these, so that one failing route names itself. */
async function onEach(
  chosen: readonly Route[],
  expected: number,
  request: (route: Route) => Partial<InjectOptions>,
): Promise<void> {
  expect(chosen.length).toBeGreaterThan(5);
  const wrong: string[] = [];
  for (const route of chosen) {
    const answer = await ask(route, request(route));
    const faults = misfits(document, route.method, route.path, answer);
    if (answer.statusCode !== expected || faults.length > 0)
      wrong.push(`${route.method} ${route.path}: ${answer.statusCode} ${faults.join('; ')}`);
  }
  expect(wrong).toEqual([]);
}

const guarded = () => routes.filter(({ act }) => act !== undefined);
const open = new Set([
  '/oauth/token',
  '/ready',
  '/v1/session/oidc',
  '/v1/session/oidc/callback',

  '/health',
  '/openapi.json',
  '/problems/{code}',
  '/v1/sign-in',
  '/v1/session',
  '/v1/session/password',
]);

describe('every route', () => {
  it('is an act of the table of rights, or is one of those that anybody may ask', () => {
    const unsaid = routes.filter(({ act, path }) => act === undefined && !open.has(path)).map(({ path }) => path);
    expect(unsaid).toEqual([]);
    const acts = new Set(rights.map(({ act }) => act));
    expect([...actOfRoute.values()].filter((act) => !acts.has(act))).toEqual([]);
  });

  it('with an act is answered to nobody without a session', () => onEach(guarded(), 401, () => ({})));

  it('with an act takes no forged or ended session, and no token of nobody', async () => {
    await onEach(guarded(), 401, () => ({ headers: { cookie: 'excavator_session=AAAA' } }));
    await onEach(guarded(), 401, () => ({
      headers: { ...cookies.get('reviewer'), authorization: 'Bearer exk_forged' },
    }));
  });

  it('with an act is refused to every role that has not got it', async () => {
    for (const role of staffRoles) {
      const theirs = guarded().filter(({ act }) => !rights.find((one) => one.act === act)?.roles.includes(role));
      await onEach(theirs, 403, () => ({ headers: cookies.get(role) ?? {} }));
    }
  });

  it('that changes something is refused to a page of another origin', async () => {
    const changing = guarded().filter(({ method }) => method !== 'GET');
    const first = (route: Route) => rights.find((one) => one.act === route.act)?.roles[0] ?? 'reviewer';
    await onEach(changing, 403, (route) => ({
      headers: { ...cookies.get(first(route)), origin: 'http://evil.example' },
    }));
    await onEach(changing, 403, (route) => ({
      headers: { ...cookies.get(first(route)), 'sec-fetch-site': 'cross-site' },
    }));
  });

  it('answers under a loopback name only', () => onEach(routes, 421, () => ({ headers: { host: 'evil.example' } })));

  it('refuses a field that it does not know', async () => {
    const first = (route: Route) => rights.find((one) => one.act === route.act)?.roles[0] ?? 'reviewer';
    await onEach(
      guarded().filter(({ method }) => method === 'GET'),
      400,
      (route) => ({ url: `${route.url}?colour=red`, headers: cookies.get(first(route)) ?? {} }),
    );
  });

  it('answers no 5xx to bodies of the wrong kind', async () => {
    const bodies = ['{"__proto__":{"a":1}}', '[]', '"x"', '{"a":', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'null'];
    for (const route of guarded().filter(({ method }) => method !== 'GET')) {
      const role = rights.find((one) => one.act === route.act)?.roles[0] ?? 'reviewer';
      for (const payload of bodies) {
        const headers = { ...cookies.get(role), 'content-type': 'application/json' };
        const { statusCode, body } = await ask(route, { payload, headers });
        expect(`${route.method} ${route.path} ${statusCode < 500 ? '' : body}`).toBe(`${route.method} ${route.path} `);
      }
    }
  });
});
