import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RankingPage } from '../../api/contract/rankings.ts';
import { encodeCursor } from '../../api/routes/v1/cursor.ts';
import {
  type FixtureEngine,
  fixtureEngine,
  openFixtureHome,
  people,
  pseudonymOf,
  signedInApp,
} from '../fixtures/engine.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());

let engine: FixtureEngine;
let app: FastifyInstance;
beforeEach(async () => {
  engine = fixtureEngine();
  app = await signedInApp(engine);
});
afterEach(() => app.close());

const get = async (url: string) => (await app.inject(url)).json();

async function allPages(first: string, between: () => void = () => undefined): Promise<readonly RankingPage[]> {
  const pages: RankingPage[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: RankingPage = await get(cursor === '' ? first : `${first}&cursor=${cursor}`);
    pages.push(page);
    cursor = page.next_cursor;
    between();
  }
  return pages;
}

describe('GET /v1/rankings', () => {
  it('gives exactly what the engine ranks', async () => {
    const page: RankingPage = await get('/v1/rankings?role=retailer&top=1000');
    const ranking = await engine.rank({ role: 'retailer' });
    expect(page.rows).toEqual(ranking.rows);
    expect(page).toMatchObject({ total: people, run_id: 'run-1', as_of: ranking.asOf, area: null, next_cursor: null });
  });

  it.each([1, 2, 7, 24, 25, 26])('gives every person once in pages of %i', async (top) => {
    const pages = await allPages(`/v1/rankings?role=user&top=${top}`);
    expect(pages).toHaveLength(Math.ceil(people / top));
    const rows = pages.flatMap((page) => page.rows);
    expect(rows.map((row) => row.rank)).toEqual(Array.from({ length: people }, (_, i) => i + 1));
  });

  it('keeps to the run of the first page when a newer one appears', async () => {
    const pages = await allPages('/v1/rankings?role=user&top=10', () => engine.advance());
    expect(pages.map((page) => page.run_id)).toEqual(['run-1', 'run-1', 'run-1']);
    expect(new Set(pages.flatMap((page) => page.rows.map((row) => row.person))).size).toBe(people);
    expect((await get('/v1/rankings?role=user&top=1')).rows[0].person).toBe(pseudonymOf(people - 1));
  });

  it('would show people twice without that (negative control)', async () => {
    const first = await get('/v1/rankings?role=user&top=10');
    engine.advance();
    const second = await engine.rank({ role: 'user', top: 15, offset: 10 });
    const seen = new Set([...first.rows, ...second.rows].map((row: { person: string }) => row.person));
    expect(seen.size).toBeLessThan(people);
  });

  it('filters by area and counts within it', async () => {
    const pages = await allPages('/v1/rankings?role=user&top=4&area=east');
    const rows = pages.flatMap((page) => page.rows);
    expect(rows).toHaveLength(pages[0]?.total ?? -1);
    expect(new Set(rows.map((row) => row.area_id))).toEqual(new Set(['east']));
    expect(await get('/v1/rankings?role=user&area=nowhere')).toMatchObject({ total: 0, rows: [], next_cursor: null });
  });

  it.each([
    ['no role', '/v1/rankings', 'invalid_request'],
    ['an unknown role', '/v1/rankings?role=boss', 'invalid_request'],
    ['two roles', '/v1/rankings?role=user&role=supplier', 'invalid_request'],
    ['top 0', '/v1/rankings?role=user&top=0', 'invalid_request'],
    ['top beyond the limit', '/v1/rankings?role=user&top=1001', 'invalid_request'],
    ['half a row', '/v1/rankings?role=user&top=1.5', 'invalid_request'],
    ['an empty top', '/v1/rankings?role=user&top=', 'invalid_request'],
    ['an empty area', '/v1/rankings?role=user&area=', 'invalid_request'],
    ['a misspelt field', '/v1/rankings?role=user&tpo=5', 'unknown_field'],
    ['a prototype key', '/v1/rankings?role=user&__proto__=5', 'unknown_field'],
    ['a constructor key', '/v1/rankings?role=user&constructor=5', 'unknown_field'],
    ['an offset of its own', '/v1/rankings?role=user&offset=5', 'unknown_field'],
    ['a cursor of no alphabet', '/v1/rankings?role=user&cursor=%00', 'invalid_request'],
    ['a cursor of no meaning', '/v1/rankings?role=user&cursor=AAAA', 'invalid_cursor'],
    [
      'a cursor that is JSON but no place',
      `/v1/rankings?role=user&cursor=${base64('{"run":"run-1"}')}`,
      'invalid_cursor',
    ],
    ['a cursor of another role', `/v1/rankings?role=user&cursor=${place('supplier', null)}`, 'invalid_cursor'],
    ['a cursor of another area', `/v1/rankings?role=user&area=west&cursor=${place('user', 'east')}`, 'invalid_cursor'],
  ])('refuses %s', async (_name, url, code) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe(code);
  });

  it('names the field and what it accepts, and repeats no value', async () => {
    const problem = await get('/v1/rankings?role=13800138000');
    expect(problem.errors).toEqual([{ in: 'query', field: 'role', message: 'must be one of user,retailer,supplier' }]);
    expect(JSON.stringify(problem)).not.toContain('13800138000');
  });

  it('answers past the end with an empty page', async () => {
    const cursor = encodeCursor({ run: 'run-1', offset: 10_000, role: 'user', area: null });
    expect(await get(`/v1/rankings?role=user&cursor=${cursor}`)).toMatchObject({ rows: [], next_cursor: null });
  });
});

describe('GET /v1/persons/{id}', () => {
  it('gives scores, features and contacts', async () => {
    const view = await engine.person(pseudonymOf(4));
    const { person, area_id, hops, scores, features, contacts } = await get(`/v1/persons/${pseudonymOf(4)}?case=C-1`);
    expect({ person, area_id, hops, scores, features, contacts }).toEqual({
      person: view?.person,
      area_id: view?.area_id,
      hops: view?.hops,
      scores: view?.scores,
      features: view?.features,
      contacts: view?.contacts,
    });
  });

  it('answers 404 for who is not scored, and 400 for what is no pseudonym', async () => {
    const absent = await app.inject(`/v1/persons/${pseudonymOf(800)}?case=C-1`);
    expect([absent.statusCode, absent.json().code]).toEqual([404, 'person_not_found']);
    const phone = await app.inject('/v1/persons/13800138000?case=C-1');
    expect([phone.statusCode, phone.json().code]).toEqual([400, 'invalid_request']);
    expect(phone.body).not.toContain('13800138000');
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function place(role: 'user' | 'supplier', area: string | null): string {
  return encodeCursor({ run: 'run-1', offset: 0, role, area });
}
