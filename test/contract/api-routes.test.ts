import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { leadNotice } from '../../api/contract/notice.ts';
import { encodeCursor } from '../../api/routes/v1/cursor.ts';
import { encodePlace } from '../../api/routes/v1/place-cursor.ts';
import { type ErrorKind, ExcavatorError } from '../../engine/index.ts';
import { type FixtureEngine, fixtureEngine, openFixtureHome, pseudonymOf, signedInApp } from '../fixtures/engine.ts';
import { misfits, openApiOf } from '../fixtures/openapi.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());

interface Case {
  readonly path: string;
  readonly status: number;
  readonly request: InjectOptions | string;
  readonly prepare?: (engine: FixtureEngine) => void;
}

const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  usage: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  data: 422,
  internal: 500,
  resource: 503,
};

function failing(kind: ErrorKind): (engine: FixtureEngine) => void {
  return (engine) =>
    engine.fail(new ExcavatorError({ code: `test_${kind}`, kind, what: 'It failed.', advice: 'Wait.' }));
}

/** Good, unknown field, foreign host: on every route. */
const onEvery = (path: string, url: string): readonly Case[] => [
  { path, status: 200, request: url },
  { path, status: 400, request: `${url}${url.includes('?') ? '&' : '?'}colour=red` },
  { path, status: 421, request: { url, headers: { host: 'evil.example' } } },
];

/** Every kind of error an engine may throw: on every route that asks it. */
const onEngine = (path: string, url: string): readonly Case[] =>
  (Object.keys(statusOfKind) as ErrorKind[]).map((kind) => ({
    path,
    status: statusOfKind[kind],
    request: url,
    prepare: failing(kind),
  }));

const person = `/v1/persons/${pseudonymOf(3)}?case=C-1`;
const features = `/v1/persons/${pseudonymOf(3)}/features?case=C-1`;
const why = `/v1/contacts/why?a=${pseudonymOf(3)}&b=${pseudonymOf(4)}&case=C-1`;
const cursor = encodeCursor({ run: 'run-1', offset: 10, role: 'user', area: null });
const cases: readonly Case[] = [
  ...onEvery('/health', '/health'),
  ...onEvery('/openapi.json', '/openapi.json'),
  ...onEvery('/problems/{code}', '/problems/not_found'),
  { path: '/problems/{code}', status: 404, request: '/problems/no_such_thing' },
  ...['/v1/rankings?role=user', '/v1/rankings?role=supplier&top=7&area=east'].flatMap((url) => [
    ...onEvery('/v1/rankings', url),
    ...onEngine('/v1/rankings', url),
  ]),
  {
    path: '/v1/rankings',
    status: 410,
    request: `/v1/rankings?role=user&cursor=${cursor}`,
    prepare: (engine) => engine.forget('run-1'),
  },
  ...onEvery('/v1/persons/{id}', person),
  ...onEngine('/v1/persons/{id}', person),
  { path: '/v1/persons/{id}', status: 404, request: `/v1/persons/${pseudonymOf(999)}?case=C-1` },
  ...onEvery('/v1/persons/{id}/features', features),
  ...onEngine('/v1/persons/{id}/features', features),
  { path: '/v1/persons/{id}/features', status: 404, request: `/v1/persons/${pseudonymOf(999)}/features?case=C-1` },
  ...onEvery('/v1/contacts/why', why),
  ...onEngine('/v1/contacts/why', why),
  {
    path: '/v1/contacts/why',
    status: 400,
    request: `/v1/contacts/why?a=${pseudonymOf(3)}&b=${pseudonymOf(3)}&case=C-1`,
  },
  ...['/v1/findings?case=C-1', '/v1/findings?case=C-1&kind=merge&top=7'].flatMap((url) => [
    ...onEvery('/v1/findings', url),
    ...onEngine('/v1/findings', url),
  ]),
  {
    path: '/v1/findings',
    status: 410,
    request: `/v1/findings?case=C-1&cursor=${encodePlace({ value: 2, id: 'run-1' }, { findings: null })}`,
    prepare: (engine) => engine.forget('run-1'),
  },
  ...onEvery('/v1/status', '/v1/status'),
  ...onEngine('/v1/status', '/v1/status'),
];

describe('every route and status of the OpenAPI document', () => {
  let app: FastifyInstance;
  afterEach(() => app.close());

  it.each(cases.map((one) => [`${one.path} ${one.status} by ${label(one.request)}`, one] as const))(
    '%s',
    async (_name, { path, status, request, prepare }) => {
      const engine = fixtureEngine();
      app = await signedInApp(engine);
      const document = await openApiOf(app);
      prepare?.(engine);
      const answer = await app.inject(request);
      expect(answer.statusCode).toBe(status);
      expect(misfits(document, 'GET', path, answer)).toEqual([]);
      if (status >= 400) expect(answer.json()).toMatchObject({ status, type: `/problems/${answer.json().code}` });
    },
  );

  it('notices an answer that does not fit (negative control)', async () => {
    app = await signedInApp(fixtureEngine());
    const document = await openApiOf(app);
    const answer = await app.inject('/v1/rankings?role=user');
    const spoil = (change: object) => ({
      statusCode: 200,
      headers: answer.headers,
      body: JSON.stringify({ ...answer.json(), ...change }),
    });
    expect(misfits(document, 'GET', '/v1/rankings', spoil({}))).toEqual([]);
    expect(misfits(document, 'GET', '/v1/rankings', spoil({ total: -1 }))).not.toEqual([]);
    expect(misfits(document, 'GET', '/v1/rankings', spoil({ extra: 1 }))).not.toEqual([]);
    expect(misfits(document, 'GET', '/v1/rankings', spoil({ notice: 'fine' }))).not.toEqual([]);
    const problem = await app.inject('/v1/rankings');
    const spoilt = { ...problem.json(), code: 'no_such_code' };
    expect(
      misfits(document, 'GET', '/v1/rankings', {
        statusCode: 400,
        headers: problem.headers,
        body: JSON.stringify(spoilt),
      }),
    ).not.toEqual([]);
  });

  it('is OpenAPI 3.1 with a summary and an id for every operation', async () => {
    app = await signedInApp(fixtureEngine());
    const document = await openApiOf(app);
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const ids = operations.map((operation) => (operation as unknown as { operationId: string }).operationId);
    expect(new Set(ids).size).toBe(operations.length);
    for (const operation of operations) expect(operation).toHaveProperty('summary');
  });

  it('says on every scored answer that a lead is not evidence', async () => {
    app = await signedInApp(fixtureEngine());
    for (const url of ['/v1/rankings?role=retailer', person])
      expect((await app.inject(url)).json()).toMatchObject({ notice: leadNotice, notices: ['Synthetic data.'] });
  });
});

const label = (request: InjectOptions | string): string => (typeof request === 'string' ? request : 'another host');
