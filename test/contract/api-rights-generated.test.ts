import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Right, rights, type StaffRole, staffRoles, transitions } from '../../engine/index.ts';
import { misfits, type OpenApi, openApiOf } from '../fixtures/openapi.ts';
import { at, type RightsHome, rightsHome, units } from '../fixtures/rights-home.ts';
import { type Kind, kinds } from '../fixtures/rights-kinds.ts';

/**
 * Every route of the document x role x unit x state of the thing that the route is about. Who may is what the table of
 * rights says, what a state allows is said in `kinds`; a route about a thing in states that nobody said fails.
 */
interface Route {
  readonly method: string;
  readonly path: string;
  readonly act: string;
}

/** About a thing, and in no state: what is asked for is not there, or it says so only when it is looked at. */
const stateless = /^\/v1\/(persons|events|audit|runs|models|batches)\/|^\/problems\//;

let home: RightsHome;
let document: OpenApi;
let routes: readonly Route[];
beforeAll(async () => {
  home = await rightsHome();
  document = await openApiOf(home.app);
  const answer = await home.app.inject({
    url: '/v1/rights',
    headers: { host: 'localhost', cookie: home.cookies.get('supervisor-county') ?? '' },
  });
  const { rights: table } = answer.json<{ rights: { act: string; routes: string[] }[] }>();
  routes = table.flatMap(({ act, routes: names }) =>
    names.map((name) => {
      const [method = '', url = ''] = name.split(' ');
      return { act, method, path: url.replace(/:(\w+)/g, '{$1}') };
    }),
  );
}, 300_000);
afterAll(() => home.drop());

const rightOf = (act: string): Right => rights.find((one) => one.act === act) as Right;
const kindOf = (path: string): Kind | undefined => Object.entries(kinds).find(([head]) => path.startsWith(head))?.[1];
/** `approve` of /v1/leads/{id}/approve, GET of /v1/leads/{id}. */
const wordOf = ({ path, method }: Route): string => /\/([a-z]+)$/.exec(path.replace(/\{\w+\}$/, ''))?.[1] ?? method;

async function ask({ method, path }: Route, name: string, url: string, body?: object): Promise<number> {
  const version = path.startsWith('/v1/leads/{')
    ? { 'if-match': `"${home.ledger.prepare('select steps from lead').pluck().get()}"` }
    : {};
  const headers = { host: 'localhost', origin: 'http://localhost', cookie: home.cookies.get(name) ?? '', ...version };
  const payload = body === undefined ? {} : { payload: body };
  const answer = await home.app.inject({ method: method as 'GET', url, headers, ...payload });
  if (answer.statusCode !== 204) expect(misfits(document, method, path, answer), `${method} ${path}`).toEqual([]);
  return answer.statusCode;
}

/** A body that the route takes. */
function bodyOf(route: Route): object | undefined {
  const word = wordOf(route);
  if (route.method === 'GET') return undefined;
  const step = transitions.find(({ act }) => act === `lead.${word}` && route.path.startsWith('/v1/leads/{'));
  if (step !== undefined) {
    const fact = word === 'outcome' ? { role: 'retailer', established_at: at - 1000 } : {};
    return { code: step.codes?.[0], reason: 'Only a test.', ...fact };
  }
  const bodies: Readonly<Record<string, object>> = {
    budget: { budget: 500, reason: 'x' },
    approve: { hours: 1, reason: 'x' },
    refuse: { reason: 'x' },
    unlock: { password: 'another one to begin' },
    replay: { from: 0, to: 1 },
    stop: { reason: 'x' },
    resume: { reason: 'x' },
  };
  return bodies[word];
}

it('every route is about a thing whose states are said here, or about none', () => {
  const unsaid = routes.filter(({ path, method }) => {
    const kind = kindOf(path);
    if (kind === undefined) return path.includes('{') && !stateless.test(path);
    return kind.said[wordOf({ path, method, act: '' })] === undefined;
  });
  expect(unsaid).toEqual([]);
  expect(routes.length).toBeGreaterThan(60);
});

/** Asks every cell of some routes, and says which answered otherwise than these rights and the states say. */
async function walk(chosen: readonly Route[], may: (act: string) => readonly StaffRole[]) {
  const wrong: string[] = [];
  const counts = { cells: 0, done: 0 };
  for (const route of chosen) {
    const kind = kindOf(route.path);
    if (kind === undefined) continue;
    for (const role of staffRoles)
      for (const unit of units)
        for (const state of kind.states) {
          const name = `${role}-${unit}`;
          kind.put(home, state, name);
          const foreign = rightOf(route.act).unit === 'own' && unit !== 'county';
          const inState = foreign ? 404 : (kind.said[wordOf(route)]?.(state, role) ?? 0);
          const said = may(route.act).includes(role) ? inState : 403;
          const got = await ask(route, name, kind.url(home, route.path), bodyOf(route));
          counts.cells++;
          if (got < 300) counts.done++;
          if (got !== said) wrong.push(`${route.method} ${route.path} ${name} ${state}: ${got}, not ${said}`);
        }
  }
  return { wrong, ...counts };
}

it('every route about a thing x role x unit x state answers as rights and states say', async () => {
  const { wrong, cells, done } = await walk(routes, (act) => rightOf(act).roles);
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(1500);
  expect(done).toBeGreaterThan(100);
}, 600_000);

it('negative control: by a table that gives a role one act more or less, the same walk finds the cells', async () => {
  const chosen = routes.filter(({ path }) => /^.v1.cases.\{id\}.close$/.test(path));
  const more = await walk(chosen, (act) => [...rightOf(act).roles, 'analyst']);
  expect(more.wrong).toEqual([
    'POST /v1/cases/{id}/close analyst-county open: 403, not 200',
    'POST /v1/cases/{id}/close analyst-brigade open: 403, not 404',
    'POST /v1/cases/{id}/close analyst-brigade closed: 403, not 404',
  ]);
  const less = await walk(chosen, () => []);
  expect(less.wrong).toContain('POST /v1/cases/{id}/close supervisor-county open: 200, not 403');
}, 60_000);

it('every other route x role x unit lets in exactly who has the right, and does nothing here', async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    if (kindOf(route.path) !== undefined || /stream/.test(route.path)) continue;
    const { roles } = rightOf(route.act);
    for (const role of staffRoles)
      for (const unit of units) {
        // A field that no route knows is refused after the right was looked at, and before anything is done.
        const url = `${route.path.replace('{name}/{version}', 'm/1').replace(/\{\w+\}/, 'x')}?colour=red`;
        const got = await ask(route, `${role}-${unit}`, url, route.method === 'GET' ? undefined : {});
        // A file is looked at by its kind before the query is.
        const said = roles.includes(role) ? [400, 415] : [403];
        if (!said.includes(got))
          wrong.push(`${route.method} ${route.path} ${role}-${unit}: ${got}, not ${said.join(' or ')}`);
      }
  }
  expect(wrong).toEqual([]);
}, 300_000);
