import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExcavatorError } from '../../engine/index.ts';
import { type FixtureEngine, fixtureEngine, openFixtureHome, pseudonymOf, signedInApp } from '../fixtures/engine.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());

/** Identities that somebody may type or that an error may quote: none may reach an answer or a log line. */
const canaries = ['13800138000', '110101199003071234', 'Canary-Zhang'];

let engine: FixtureEngine;
let app: FastifyInstance;
let lines: string[];
beforeEach(async () => {
  engine = fixtureEngine();
  lines = [];
  app = await signedInApp(engine, { log: { write: (line) => lines.push(line) } });
});
afterEach(() => app.close());

function expectNoCanary(text: string): void {
  for (const canary of canaries) expect(text).not.toContain(canary);
}

describe('identities', () => {
  it.each(
    canaries.flatMap((canary) => [
      `/v1/persons/${canary}`,
      `/v1/rankings?role=${canary}`,
      `/v1/rankings?${canary}=1`,
      `/${canary}`,
      `/v1/rankings?role=user&area=${canary}`,
    ]),
  )('typed into %s come back neither in the answer nor in the log', async (url) => {
    const answer = await app.inject({ url, headers: { 'x-request-id': canaries[0], 'user-agent': canaries[2] } });
    if (answer.statusCode >= 400) expectNoCanary(answer.body + JSON.stringify(answer.headers));
    expectNoCanary(lines.join(''));
    expect(lines).toHaveLength(1);
  });

  it.each([
    new Error(`row ${canaries.join(' ')}`, { cause: new Error(canaries[0]) }),
    new ExcavatorError({ code: 'x', kind: 'internal', what: canaries[0], got: canaries[1], advice: 'None.' }),
    new ExcavatorError({
      code: 'x',
      kind: 'resource',
      what: 'Full.',
      where: canaries[0],
      got: canaries[1],
      advice: 'Wait.',
    }),
    canaries[0],
  ])('quoted by a failure stay inside (%#)', async (error) => {
    engine.fail(error);
    for (const url of ['/v1/rankings?role=user', `/v1/persons/${pseudonymOf(1)}?case=C-1`, '/v1/status']) {
      const answer = await app.inject(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(500);
      expectNoCanary(answer.body);
    }
    expectNoCanary(lines.join(''));
    expect(lines.join('')).toContain('"level":50');
  });

  it('do reach the log of a server without these plugins (negative control)', async () => {
    const written: string[] = [];
    const plain = Fastify({ logger: { stream: { write: (line: string) => written.push(line) } } });
    plain.get('/v1/persons/:id', async () => {
      throw new Error(`row ${canaries[1]}`);
    });
    const answer = await plain.inject(`/v1/persons/${canaries[0]}`);
    expect(written.join('')).toContain(canaries[0]);
    expect(written.join('') + answer.body).toContain(canaries[1]);
    await plain.close();
  });

  it('of the operator (the path of the home) are not in the status', async () => {
    expect((await app.inject('/v1/status')).body).not.toContain('canary-account');
  });
});

describe('request ids', () => {
  it('are taken from the caller when they are UUIDs', async () => {
    const id = '0b0f5d0e-8f1c-4f7e-9a58-3c1f6c0c1f11';
    const answer = await app.inject({ url: '/nothing', headers: { 'x-request-id': id } });
    expect(answer.headers['x-request-id']).toBe(id);
    expect(answer.json().instance).toBe(`urn:uuid:${id}`);
    expect(lines.join('')).toContain(id);
  });

  it('are made otherwise', async () => {
    const answer = await app.inject({ url: '/health', headers: { 'x-request-id': '13800138000' } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a log line', () => {
  it('holds the pattern of the route, not the path', async () => {
    await app.inject(`/v1/persons/${pseudonymOf(1)}?case=C-1&x=1`);
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({ method: 'GET', route: '/v1/persons/:id', status: 400, msg: 'answered' });
    expect(Object.keys(line).sort()).toEqual([
      'level',
      'method',
      'milliseconds',
      'msg',
      'reqId',
      'route',
      'status',
      'time',
    ]);
  });

  it('has where a failure came from', async () => {
    engine.fail(new TypeError('x'));
    await app.inject('/v1/status');
    const line = JSON.parse(lines.find((text) => text.includes('"level":50')) ?? '');
    expect(line.cause.type).toBe('TypeError');
    expect(line.cause.stack).toContain('api-privacy.test.ts');
  });
});

describe('headers', () => {
  it.each(['/health', '/v1/rankings?role=user', '/nothing', '/v1/status?x=1'])(
    'of %s let nobody keep the answer',
    async (url) => {
      const { headers } = await app.inject(url);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );
});
