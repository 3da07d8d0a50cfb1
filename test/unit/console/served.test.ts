import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../api/app.ts';
import { consolePaths } from '../../../api/plugins/console.ts';
import { fixtureEngine, openFixtureHome } from '../../fixtures/engine.ts';

/** The page as the service gives it out. */
describe('the page, served', () => {
  let app: FastifyInstance;
  let drop: () => void;
  const headers = { host: 'localhost' };
  beforeAll(async () => {
    drop = await openFixtureHome();
    app = await buildApp(fixtureEngine());
  });
  afterAll(async () => {
    await app.close();
    drop();
  });

  it('answers each of its addresses with the page, which nothing keeps and nobody frames', async () => {
    for (const path of consolePaths) {
      const answer = await app.inject({ url: path.replace(':id', 'L-aaaaaaaaaaaaaaaa'), headers });
      expect([answer.statusCode, answer.headers['content-type']], path).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers['cache-control']).toBe('no-store');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    }
  });

  it('lets its files be kept for ever, since their names hold their content', async () => {
    const [file = ''] = readdirSync(join(import.meta.dirname, '../../../dist/console/assets'));
    const answer = await app.inject({ url: `/assets/${file}`, headers });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it('gives out no other file and answers other addresses as before', async () => {
    for (const url of ['/assets/..%2f..%2f..%2fpackage.json', '/assets/none.js', '/manifest.json', '/.stamp']) {
      const answer = await app.inject({ url, headers });
      expect(answer.statusCode, url).toBe(404);
    }
    expect((await app.inject({ url: '/v1/session', headers })).statusCode).toBe(401);
    expect((await app.inject({ url: '/nowhere', headers })).json().code).toBe('route_not_found');
  });
});
