import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { announceGoing } from '../../api/plugins/going.ts';
import { openapi } from '../../api/plugins/openapi.ts';
import { fixtureEngine, openFixtureHome } from '../fixtures/engine.ts';

/** What `/v1` has promised. EXCAVATOR_PROMISE=1 writes down what is new; what was promised stays in the file. */
const file = fileURLToPath(new URL('api-v1.json', import.meta.url));

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Names that may be said, names that must be, and names that are answered. */
interface Promised {
  readonly taken: readonly string[];
  readonly needed: readonly string[];
  readonly answered: readonly string[];
}
type Promises = Readonly<Record<string, Promised>>;

function promisesOf({ paths, components }: Document): Promises {
  const fields = (schema: Schema | undefined, at = ''): readonly string[] => {
    if (schema === undefined) return [];
    if (schema.$ref !== undefined) return fields(components.schemas[schema.$ref.split('/').at(-1) ?? ''], at);
    const own = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => [
      `${at}${name}`,
      ...fields(one, `${at}${name}.`),
    ]);
    return [...own, ...fields(schema.items, at), ...(schema.anyOf ?? []).flatMap((one) => fields(one, at))];
  };
  const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
  const of = ({ parameters = [], requestBody, responses }: Operation): Promised => {
    const bodies = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => schema ?? []);
    const good = Object.entries(responses).flatMap(([status, { content }]) =>
      status.startsWith('2') ? Object.values(content ?? {}) : [],
    );
    const given = parameters.map((one) => ({ ...one, name: `${one.in} ${one.name}` }));
    return {
      taken: sorted([...given.map(({ name }) => name), ...bodies.flatMap((one) => fields(one, 'body '))]),
      needed: sorted([
        ...given.flatMap(({ name, required }) => (required === true ? [name] : [])),
        ...bodies.flatMap(({ required = [] }) => required.map((name) => `body ${name}`)),
      ]),
      answered: sorted(good.flatMap(({ schema }) => fields(schema))),
    };
  };
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, operations]) =>
      path.startsWith('/v1/')
        ? Object.entries(operations).map(([method, one]) => [`${method.toUpperCase()} ${path}`, of(one)] as const)
        : [],
    ),
  );
}

/** What was promised and is not kept, in sentences. */
function broken(promised: Promises, today: Promises): readonly string[] {
  return Object.entries(promised).flatMap(([route, before]) => {
    const now = today[route];
    if (now === undefined) return [`${route} is gone`];
    return [
      ...before.taken.filter((name) => !now.taken.includes(name)).map((name) => `${route} takes ${name} no more`),
      ...before.answered.filter((name) => !now.answered.includes(name)).map((name) => `${route} lacks ${name}`),
      ...now.needed.filter((name) => !before.needed.includes(name)).map((name) => `${route} needs ${name}`),
    ];
  });
}

let closeHome: () => void;
let today: Promises;
beforeAll(async () => {
  closeHome = await openFixtureHome();
  const app = await buildApp(fixtureEngine());
  today = promisesOf((await app.inject('/openapi.json')).json<Document>());
  await app.close();
});
afterAll(() => closeHome());

describe('/v1', () => {
  it('only grows: whatever it took and answered it takes and answers, and it needs nothing more', () => {
    const promised = JSON.parse(readFileSync(file, 'utf8')) as Promises;
    expect(broken(promised, today)).toEqual([]);
    const unsaid = Object.keys(today).filter((route) => promised[route] === undefined);
    if (process.env.EXCAVATOR_PROMISE === '1')
      writeFileSync(file, `${JSON.stringify({ ...promised, ...today }, null, 1)}\n`);
    else expect(unsaid, 'write them down: EXCAVATOR_PROMISE=1').toEqual([]);
  });

  it('is seen to shrink (the control)', () => {
    const { 'GET /v1/status': gone, ...fewer } = today;
    expect(gone).toBeDefined();
    expect(broken(today, fewer)).toEqual(['GET /v1/status is gone']);
    const ranking = today['GET /v1/rankings'] as Promised;
    const changed = {
      taken: ranking.taken.filter((name) => name !== 'query area'),
      needed: [...ranking.needed, 'query cursor'],
      answered: ranking.answered.filter((name) => name !== 'rows.score'),
    };
    expect(broken(today, { ...today, 'GET /v1/rankings': changed })).toEqual([
      'GET /v1/rankings takes query area no more',
      'GET /v1/rankings lacks rows.score',
      'GET /v1/rankings needs query cursor',
    ]);
  });
});

describe('a route that goes', () => {
  it('says since when, until when and what to use instead, and so does the document', async () => {
    const app = Fastify();
    await openapi(app);
    announceGoing(app);
    const going = { since: 1_767_225_600, until: 1_798_761_600, instead: '/v1/new' };
    app.get('/v1/old', { config: { going } }, async () => ({}));
    app.get('/v1/new', async () => ({}));
    await app.ready();
    const { headers } = await app.inject('/v1/old');
    expect([headers.deprecation, headers.sunset, headers.link]).toEqual([
      '@1767225600',
      'Fri, 01 Jan 2027 00:00:00 GMT',
      '</v1/new>; rel="successor-version"',
    ]);
    const documented = app as unknown as { swagger(): { paths: Record<string, { get: { deprecated?: boolean } }> } };
    const { paths } = documented.swagger();
    expect([paths['/v1/old']?.get.deprecated, paths['/v1/new']?.get.deprecated]).toEqual([true, undefined]);
    const other = (await app.inject('/v1/new')).headers;
    expect([other.deprecation, other.sunset]).toEqual([undefined, undefined]);
    await app.close();
  });
});
