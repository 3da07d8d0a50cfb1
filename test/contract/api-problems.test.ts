import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problemCatalogue, problemCodes, problemOfKind } from '../../api/contract/problems.ts';
import { problemDetails } from '../../api/plugins/problem-details.ts';
import { requestIdOf } from '../../api/plugins/request-id.ts';
import { ProblemError, problemWords } from '../../api/problem-error.ts';
import { type ErrorKind, ExcavatorError } from '../../engine/index.ts';
import { fixtureEngine, openFixtureHome, signedInApp } from '../fixtures/engine.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());

let app: FastifyInstance;
afterEach(() => app?.close());

describe('the catalogue of problems', () => {
  it('has 33 entries', () => {
    expect(problemCodes).toHaveLength(33);
  });

  it('says for each a status, a title and what to do, in sentences', () => {
    for (const code of problemCodes) {
      const { status, title, advice } = problemCatalogue[code];
      expect(code).toMatch(/^[a-z_]+$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      for (const text of [title, advice]) expect(text).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(problemCodes.map((code) => problemCatalogue[code].title)).size).toBe(problemCodes.length);
  });

  it('is served entry by entry under the type of a problem', async () => {
    app = await signedInApp(fixtureEngine());
    for (const code of problemCodes) {
      const entry = (await app.inject(`/problems/${code}`)).json();
      expect(entry).toEqual({ type: `/problems/${code}`, code, ...problemCatalogue[code] });
    }
  });
});

describe('errors of the engine', () => {
  const thrown = (kind: ErrorKind, code = 'some_fault') =>
    new ExcavatorError({ code, kind, what: 'What happened.', where: '/srv/secret', got: 'canary', advice: 'Do this.' });

  it.each(Object.keys(problemOfKind) as ErrorKind[])('go by their kind: %s', (kind) => {
    const words = problemWords(thrown(kind));
    expect(words).toMatchObject({ code: problemOfKind[kind], cause: 'some_fault' });
    expect(JSON.stringify(words)).not.toMatch(/secret|canary/);
  });

  it('go by their code where the catalogue has it', () => {
    expect(problemWords(thrown('not_found', 'person_not_found')).code).toBe('person_not_found');
    expect(problemWords(thrown('data', 'constructor')).code).toBe('unprocessable_data');
  });

  it('keep their words unless they are internal', () => {
    expect(problemWords(thrown('conflict'))).toMatchObject({ detail: 'What happened.', advice: 'Do this.' });
    expect(problemWords(thrown('internal')).detail).toBe(problemCatalogue.internal_error.title);
  });
});

describe('what is not an error of ours', () => {
  it.each([new Error('canary'), 'canary', null, undefined, { code: 7 }, { code: 'FST_ERR_SOMETHING_NEW' }])(
    'is an internal error without its words (%#)',
    (error) => {
      expect(problemWords(error)).toEqual({ code: 'internal_error', detail: problemCatalogue.internal_error.title });
    },
  );
});

describe('routes and methods', () => {
  it.each([
    ['GET', '/nothing', 404, 'route_not_found', undefined],
    ['GET', '/v2/rankings', 404, 'route_not_found', undefined],
    ['GET', '/v1/persons/', 400, 'invalid_request', undefined],
    ['GET', '/v1/persons', 404, 'route_not_found', undefined],
    ['GET', '/v1/rankings/', 404, 'route_not_found', undefined],
    ['POST', '/nothing', 404, 'route_not_found', undefined],
    ['POST', '/v1/rankings', 405, 'method_not_allowed', 'GET, HEAD'],
    ['DELETE', '/v1/persons/P-A', 405, 'method_not_allowed', 'GET, HEAD'],
    ['OPTIONS', '/health?x=1', 405, 'method_not_allowed', 'GET, HEAD'],
    ['GET', '/v1/persons/%E0%A4%A', 400, 'malformed_url', undefined],
    ['GET', `/v1/persons/P-${'A'.repeat(200)}`, 414, 'uri_too_long', undefined],
  ] as const)('%s %s is %i', async (method, url, status, code, allow) => {
    app = await signedInApp(fixtureEngine());
    const answer = await app.inject({ method, url });
    expect([answer.statusCode, answer.json().code, answer.headers.allow]).toEqual([status, code, allow]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json().instance).toBe(`urn:uuid:${answer.headers['x-request-id']}`);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('answers HEAD where it answers GET', async () => {
    app = await signedInApp(fixtureEngine());
    const answer = await app.inject({ method: 'HEAD', url: '/health' });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });

  it('refuses an unknown media type to a wrong method before reading the body', async () => {
    app = await signedInApp(fixtureEngine());
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/status',
      payload: '<x/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect(answer.statusCode).toBe(405);
  });
});

/** No route of today takes a body, so the mapping is tried on a route made for it. */
describe('bodies', () => {
  async function taker(): Promise<FastifyInstance> {
    const fastify = Fastify({ bodyLimit: 64, genReqId: requestIdOf });
    problemDetails(fastify);
    const body = { type: 'object', additionalProperties: false, properties: { a: { type: 'integer' } } };
    fastify.post('/take', { schema: { body } }, async () => ({}));
    fastify.get('/refuse', async () => {
      throw new ProblemError('conflict', { detail: 'It was changed by somebody else.' });
    });
    await fastify.ready();
    return fastify;
  }

  it.each([
    ['too large', `{"a":${'1'.repeat(100)}}`, 'application/json', 413, 'body_too_large'],
    ['of another type', '<a/>', 'text/xml', 415, 'unsupported_media_type'],
    ['malformed', '{"a":', 'application/json', 400, 'malformed_body'],
    ['empty', '', 'application/json', 400, 'malformed_body'],
    ['with a prototype key', '{"__proto__":{"a":1}}', 'application/json', 400, 'malformed_body'],
    ['of the wrong shape', '{"a":"x"}', 'application/json', 400, 'invalid_request'],
  ])('%s', async (_name, payload, type, status, code) => {
    app = await taker();
    const answer = await app.inject({ method: 'POST', url: '/take', payload, headers: { 'content-type': type } });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('keeps the words of a problem of ours', async () => {
    app = await taker();
    const answer = await app.inject('/refuse');
    expect(answer.json()).toMatchObject({ code: 'conflict', status: 409, detail: 'It was changed by somebody else.' });
  });
});
