import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { fixtureEngine, openFixtureHome, signedInAs } from '../fixtures/engine.ts';
import { misfits, openApiOf } from '../fixtures/openapi.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());

let app: FastifyInstance;
let at: number;
let reviewer: Readonly<Record<string, string>>;
let analyst: Readonly<Record<string, string>>;
beforeEach(async () => {
  // The beginning of a minute.
  at = Math.ceil(Date.now() / 60_000) * 60;
  app = await buildApp(fixtureEngine(), { now: () => at, perMinute: 3 });
  [reviewer, analyst] = [await signedInAs('reviewer'), await signedInAs('analyst')];
});
afterEach(() => app.close());

const ranking = (headers: Readonly<Record<string, string>>) => app.inject({ url: '/v1/rankings?role=user', headers });

it('says on every answer, also on refusals, how much is left and for how long', async () => {
  at += 18;
  const told = async (url: string, headers: Readonly<Record<string, string>>) => {
    const answer = await app.inject({ url, headers });
    return [answer.statusCode, answer.headers.ratelimit, answer.headers['ratelimit-policy']];
  };
  const policy = '"caller";q=3;w=60';
  expect(await told('/v1/rankings?role=user', reviewer)).toEqual([200, '"caller";r=2;t=42', policy]);
  expect(await told('/v1/accounts', reviewer)).toEqual([403, '"caller";r=1;t=42', policy]);
  expect(await told('/v1/rankings?colour=red', reviewer)).toEqual([400, '"caller";r=0;t=42', policy]);
  expect(await told('/v1/rankings?role=user', {})).toEqual([401, '"caller";r=2;t=42', policy]);
  expect(await told('/health', {})).toEqual([200, '"caller";r=1;t=42', policy]);
});

it('refuses whoever asks for more with a problem that says when to come again; nobody else is held up', async () => {
  for (let i = 0; i < 3; i++) expect((await ranking(reviewer)).statusCode).toBe(200);
  at += 20;
  const refused = await ranking(reviewer);
  expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
    429,
    'too_many_requests',
    '40',
  ]);
  expect((await ranking(analyst)).statusCode).toBe(200);
  at += 39;
  expect((await ranking(reviewer)).statusCode).toBe(429);
  at += 1;
  expect((await ranking(reviewer)).statusCode).toBe(200);
  const document = await openApiOf(app);
  expect(misfits(document, 'GET', '/v1/rankings', refused)).toEqual([]);
});

it('counts tries to sign in by address, on each route alone', async () => {
  const headers = { host: 'localhost', origin: 'http://localhost' };
  const payload = { account: 'nobody', password: 'a password of nobody' };
  const attempt = () => app.inject({ method: 'POST', url: '/v1/session', headers, payload });
  const first = await attempt();
  expect([first.statusCode, first.headers.ratelimit]).toEqual([401, '"tries";r=29;t=60']);
  for (let i = 0; i < 29; i++) await attempt();
  expect((await attempt()).json().code).toBe('too_many_requests');
  expect((await app.inject({ url: '/v1/sign-in' })).statusCode).toBe(200);
}, 60_000);
