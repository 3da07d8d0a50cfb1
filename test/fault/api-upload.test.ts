import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { tables } from '../../api/contract/batches.ts';
import { tableNames } from '../../data/schema/index.ts';
import { scratch } from '../fixtures/cli.ts';
import { type FixtureEngine, fixtureEngine, openFixtureHome, signedInAs } from '../fixtures/engine.ts';
import { misfits, type OpenApi, openApiOf } from '../fixtures/openapi.ts';

/** Batches over HTTP into a real home, by a real process; each answer is held against the document. */
// Every load starts a process: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const most = 200_000;
const header = 'record_id,place_id,check_in,guest_name,id_no';
const canary = '110101199003071234';
const rowOf = (i: number): string => `${i},H-1,2026-01-0${(i % 9) + 1}T20:00:00+08:00,Zhang,${canary}`;
const csv = (from: number, rows: number): string =>
  [header, ...Array.from({ length: rows }, (_, i) => rowOf(from + i))].join('\n');

let closeHome: () => void;
let app: FastifyInstance;
let engine: FixtureEngine;
let document: OpenApi;
let analyst: Readonly<Record<string, string>>;
const space = scratch();
let keys = 0;

beforeAll(async () => {
  closeHome = await openFixtureHome();
  engine = fixtureEngine();
  app = await buildApp(engine, { batchBytes: most });
  document = await openApiOf(app);
  analyst = await signedInAs('analyst');
});
afterAll(async () => {
  await app.close();
  closeHome();
  space.drop();
});

interface Sent {
  readonly table?: string;
  readonly type?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(payload: Buffer | string, { table = 'lodging', type = 'text/csv', ...rest }: Sent = {}) {
  const { key = `key-${keys++}`, headers = {} } = rest;
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/batches?table=${table}`,
    payload,
    headers: { ...analyst, 'content-type': type, 'idempotency-key': key, ...headers },
  });
  expect(misfits(document, 'POST', '/v1/batches', answer), answer.body).toEqual([]);
  return answer;
}

const listed = async (): Promise<{ batches: { id: string }[]; total: number }> => {
  const answer = await app.inject({ url: '/v1/batches', headers: analyst });
  expect(misfits(document, 'GET', '/v1/batches', answer), answer.body).toEqual([]);
  return answer.json();
};
const leftovers = (): readonly string[] => {
  const dir = join(engine.oversight.home, 'sealed', 'uploads');
  return existsSync(dir) ? readdirSync(dir) : [];
};

async function parquet(query: string): Promise<Buffer> {
  const file = join(space.dir, `${createHash('sha256').update(query).digest('hex')}.parquet`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${query}) to '${file}' (format parquet, compression zstd)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(file);
}

const lodgingOf = (rows: number, name: string): string =>
  `select 'q' || i as record_id, 'H-1' as place_id, cast(1767225600 as bigint) as check_in, ${name} as guest_name, '${canary}' as id_no from range(${rows}) t(i)`;

describe('a batch over HTTP', () => {
  it('is accounted for as on the command line, listed, and shown', async () => {
    const answer = await send(
      `${csv(0, 20)}\n21,,2026-01-01T20:00:00+08:00,Li,${canary}\n0,H-1,2026-01-01T20:00:00+08:00,Zhang,${canary}`,
    );
    expect(answer.statusCode, answer.body).toBe(201);
    const told = answer.json();
    expect(told).toMatchObject({ already_loaded: false, seen: 22, accepted: 20, quarantined: 1, duplicate: 1 });
    expect(told.codes).toEqual({ duplicate_id: 1, required_empty: 1 });
    expect(answer.headers.location).toBe(`/v1/batches/${told.batch}`);
    const one = await app.inject({ url: `/v1/batches/${told.batch}`, headers: analyst });
    expect(misfits(document, 'GET', '/v1/batches/{id}', one), one.body).toEqual([]);
    expect(one.json()).toMatchObject({ sequence: 1, tables: [{ table: 'lodging', rows: 20 }], files: [{ seen: 22 }] });
    expect((await listed()).batches.map(({ id }) => id)).toEqual([told.batch]);
    for (const { body } of [answer, one]) expect(body).not.toContain(canary);
    const again = await send(
      `${csv(0, 20)}\n21,,2026-01-01T20:00:00+08:00,Li,${canary}\n0,H-1,2026-01-01T20:00:00+08:00,Zhang,${canary}`,
    );
    expect([again.statusCode, again.json().already_loaded, again.json().batch]).toEqual([200, true, told.batch]);
    expect(leftovers()).toEqual([]);
  });

  it('comes as NDJSON and as Parquet too, and keeps to the zone that it names', async () => {
    const lines = [100, 101].map((i) =>
      JSON.stringify({ record_id: String(i), place_id: 'H-1', check_in: 1767225600, id_no: canary }),
    );
    const told = await send(lines.join('\n'), { type: 'application/x-ndjson', table: 'lodging&timezone=Asia/Urumqi' });
    expect(told.json()).toMatchObject({ seen: 2, accepted: 2 });
    const columns = await send(await parquet(lodgingOf(30, "'Zhang'")), { type: 'application/vnd.apache.parquet' });
    expect(columns.json()).toMatchObject({ seen: 30, accepted: 30 });
    const one = await app.inject({ url: `/v1/batches/${told.json().batch}`, headers: analyst });
    expect(one.json().timezone).toBe('Asia/Urumqi');
  });

  it('with other columns comes in by a map, which is part of what an Idempotency-Key stands for', async () => {
    const map = {
      rename: { Haus: 'place_id', Gast: 'guest_name' },
      constants: { room: '7' },
      time: { column: 'Ankunft', into: 'check_in', format: 'dd.mm.yyyy hh:mm', zone: 'Asia/Shanghai' },
      recordId: 'row',
      ignore: ['Farbe'],
    };
    const rows = 'Haus,Gast,Ankunft,Farbe\nH-1,Li,01.02.2026 20:00,red\nH-1,Wu,31.02.2026 20:00,blue';
    const by = (wanted: object): string => `lodging&map=${encodeURIComponent(JSON.stringify(wanted))}`;
    const told = await send(rows, { table: by(map), key: 'mapped' });
    expect(told.json(), told.body).toMatchObject({ seen: 2, accepted: 1, quarantined: 1 });
    const other = await send(rows, { table: by({ ...map, constants: { room: '8' } }), key: 'mapped' });
    expect(other.json().code).toBe('idempotency_key_reused');
    expect((await send(rows, { table: by(map), key: 'mapped' })).headers['idempotency-replayed']).toBe('true');
    const misfit = await send(rows, { table: by({ ...map, rename: { ...map.rename, Zimmer: 'room' } }) });
    expect([misfit.statusCode, misfit.json().cause]).toEqual([400, 'map_invalid']);
    // The control: without it nothing looks like a header.
    expect((await send(rows)).json().cause).toBe('no_header');
    expect(leftovers()).toEqual([]);
  });

  it('is not asked for when the map is none, or says more than a map of one file may', async () => {
    const before = (await listed()).total;
    const maps = [
      '[]',
      'null',
      '{"rename":',
      '{"rename":{"a":"no_such"}}',
      '{"rename":{"a":"constructor"}}',
      '{"constants":{"__proto__":"x"}}',
      '{"rename":{"a":7}}',
      '{"warrant":"none-required"}',
      '{"time":{"column":"a","format":"nonsense","zone":"Asia/Shanghai"}}',
      '{"time":{"column":"a","format":"yyyymmdd","zone":"Nowhere/Land"}}',
    ];
    for (const map of maps) {
      const answer = await send(csv(0, 1), { table: `lodging&map=${encodeURIComponent(map)}` });
      expect([answer.statusCode, answer.json().cause, answer.json().errors?.[0]], map).toEqual([
        400,
        'map_invalid',
        { in: 'query', field: 'map', message: 'does not fit' },
      ]);
    }
    const long = `lodging&map=${encodeURIComponent(JSON.stringify({ ignore: ['x'.repeat(9000)] }))}`;
    expect((await send(csv(0, 1), { table: long })).statusCode).toBe(400);
    expect((await listed()).total).toBe(before);
    expect(leftovers()).toEqual([]);
  });

  it('has its act in the log under the name of whoever sent it', async () => {
    const supervisor = await signedInAs('supervisor');
    const { entries } = (await app.inject({ url: '/v1/audit?act=records.collect.done', headers: supervisor })).json();
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ actor }: { actor: string }) => actor))).toEqual(new Set(['the-analyst']));
  });

  it('names every table of the contract', () => expect([...tables]).toEqual([...tableNames]));
});

describe('an Idempotency-Key', () => {
  it('gets the same answer for the same request, also after a restart, and none for another', async () => {
    const first = await send(csv(200, 5), { key: 'once' });
    expect(first.statusCode).toBe(201);
    const before = (await listed()).total;
    const again = await send(csv(200, 5), { key: 'once' });
    expect([again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([201, first.body, 'true']);
    const other = await send(csv(300, 5), { key: 'once' });
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_key_reused']);
    const table = await send(csv(200, 5), { key: 'once', table: 'parcel' });
    expect(table.json().code).toBe('idempotency_key_reused');
    const restarted = await buildApp(fixtureEngine(), { batchBytes: most });
    const headers = { ...analyst, 'content-type': 'text/csv', 'idempotency-key': 'once' };
    const url = '/v1/batches?table=lodging';
    const later = await restarted.inject({ method: 'POST', url, headers, payload: csv(200, 5) });
    await restarted.close();
    expect([later.statusCode, later.body]).toEqual([201, first.body]);
    expect((await listed()).total).toBe(before);
  });

  it('is needed, and is of whoever sent it', async () => {
    const headers = { ...analyst, 'content-type': 'text/csv' };
    const none = await app.inject({ method: 'POST', url: '/v1/batches?table=lodging', headers, payload: csv(0, 1) });
    expect([none.statusCode, none.json().errors[0].in]).toEqual([400, 'header']);
    await send(csv(400, 2), { key: 'mine' });
    const theirs = await send(csv(410, 2), { key: 'mine', headers: await signedInAs('integrator') });
    expect(theirs.statusCode).toBe(201);
  });

  it('that failed is free again', async () => {
    expect((await send('a,b\n1,2', { key: 'retried' })).statusCode).toBe(422);
    expect((await send(csv(420, 2), { key: 'retried' })).statusCode).toBe(201);
  });

  it('used twice at once, and a second load beside a first, are refused while it lasts', async () => {
    const answers = await Promise.all([
      send(csv(500, 400), { key: 'twice' }),
      send(csv(500, 400), { key: 'twice' }),
      send(csv(1000, 400)),
    ]);
    const codes = answers.map(({ statusCode }) => statusCode).sort();
    expect(codes).toEqual([201, 409, 409]);
    const causes = answers.flatMap((one) => (one.statusCode === 409 ? [one.json().cause] : []));
    expect(new Set(causes)).toEqual(new Set(['key_in_use', 'home_busy']));
  });
});

describe('what may not come in', () => {
  const deep = `{"record_id":${'['.repeat(20_000)}${']'.repeat(20_000)},"place_id":"H","check_in":1}`;
  const bad: readonly (readonly [string, () => Promise<Buffer> | string, Sent, number, string])[] = [
    ['another table', () => csv(0, 3), { table: 'parcel' }, 422, 'unknown_column'],
    ['no header', () => rowOf(1), {}, 422, 'no_header'],
    ['a column too many', () => `${header},colour\n${rowOf(1)},red`, {}, 422, 'unknown_column'],
    ['a column too few', () => 'record_id,place_id\n1,2', {}, 422, 'missing_column'],
    [
      'a broken Parquet file',
      async () => (await parquet(lodgingOf(9, "'x'"))).subarray(0, 200),
      { type: 'application/vnd.apache.parquet' },
      422,
      'parquet_unreadable',
    ],
    ['text as Parquet', () => csv(0, 3), { type: 'application/vnd.apache.parquet' }, 422, 'parquet_unreadable'],
    [
      'too many rows in a small file',
      async () => parquet(lodgingOf(5_000_000, "'x'").replace("'q' || i", "'q'")),
      { type: 'application/vnd.apache.parquet' },
      422,
      'expands_too_much',
    ],
    [
      'a long text a thousand times over',
      async () => parquet(lodgingOf(3000, "repeat('x', 500000)")),
      { type: 'application/vnd.apache.parquet' },
      422,
      'expands_too_much',
    ],
    [
      'a nested column',
      async () => parquet("select '1' as record_id, ['a'] as place_id, cast(1 as bigint) as check_in"),
      { type: 'application/vnd.apache.parquet' },
      422,
      'column_type_unfit',
    ],
    ['truth', () => 'id_no,role\n1,user', { table: 'truth' }, 400, 'invalid_request'],
    [
      'a path for a table',
      () => csv(0, 3),
      { table: encodeURIComponent('../../keys/pseudonym') },
      400,
      'invalid_request',
    ],
    [
      'a path for a zone',
      () => csv(0, 3),
      { table: `lodging&timezone=${encodeURIComponent('../../etc')}` },
      400,
      'invalid_request',
    ],
    ['a zone that is none', () => csv(0, 3), { table: 'lodging&timezone=Moon/Base' }, 422, 'dataset_note_invalid'],
    ['nothing', () => '', {}, 400, 'body_empty'],
    ['too much', () => csv(0, 5000), {}, 413, 'body_too_large'],
    ['JSON', () => '[]', { type: 'application/json' }, 415, 'unsupported_media_type'],
    ['a form', () => 'x', { type: 'multipart/form-data; boundary=x' }, 415, 'unsupported_media_type'],
    ['a gzip', () => csv(0, 3), { headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported_media_type'],
    ['a key of control characters', () => csv(0, 3), { key: 'a b' }, 400, 'invalid_request'],
  ];

  it.each(bad)('%s is refused, and nothing is loaded', async (_name, payload, sent, status, code) => {
    const before = (await listed()).total;
    const answer = await send(await payload(), sent);
    const { code: said, cause } = answer.json();
    expect([answer.statusCode, [said, cause]]).toEqual([status, expect.arrayContaining([code])]);
    expect((await listed()).total).toBe(before);
    expect(leftovers()).toEqual([]);
    expect(answer.body).not.toMatch(/--map|110101199003071234|Zhang|\/tmp\//);
  });

  it('deep nesting is one broken row, not a broken service', async () => {
    const answer = await send(deep, { type: 'application/x-ndjson' });
    expect([answer.statusCode, answer.json().accepted, answer.json().quarantined]).toEqual([201, 0, 1]);
  });

  it('a row that looks like a prototype changes nothing', async () => {
    const line = '{"__proto__":{"role":"x"},"record_id":"p1","place_id":"H","check_in":1767225600}';
    const answer = await send(line, { type: 'application/x-ndjson' });
    expect(answer.statusCode).toBeLessThan(500);
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it('a body without end is cut off and told so; one that stops half way leaves nothing', async () => {
    const { port } = (app.server.address() as AddressInfo | null) ?? { port: 0 };
    const url = port === 0 ? await app.listen({ host: '127.0.0.1', port: 0 }) : `http://127.0.0.1:${port}`;
    const before = (await listed()).total;
    const at = new URL('/v1/batches?table=lodging', url);
    const headers = {
      ...analyst,
      host: at.host,
      origin: at.origin,
      'content-type': 'text/csv',
      'idempotency-key': 'endless',
    };
    const endless = httpRequest(at, { method: 'POST', headers });
    const status = await new Promise<number | undefined>((done) => {
      endless.on('response', (answer) => done(answer.statusCode));
      endless.on('error', () => done(undefined));
      endless.write(`${header}\n`);
      for (let i = 0; i < 300; i++) endless.write(`${rowOf(i)}\n`.repeat(20));
    });
    endless.destroy();
    expect(status).toBe(413);
    const half = httpRequest(at, {
      method: 'POST',
      headers: { ...headers, 'content-length': '5000', 'idempotency-key': 'half' },
    });
    half.on('error', () => undefined);
    half.write(csv(9000, 20));
    await new Promise((done) => setTimeout(done, 100));
    half.destroy();
    for (let i = 0; i < 50 && leftovers().length > 0; i++) await new Promise((done) => setTimeout(done, 20));
    expect(leftovers()).toEqual([]);
    expect((await listed()).total).toBe(before);
  });

  it('what was accepted is finished when the service stops meanwhile', async () => {
    const other = await buildApp(fixtureEngine(), { batchBytes: most });
    const at = new URL('/v1/batches?table=lodging', await other.listen({ host: '127.0.0.1', port: 0 }));
    const headers = { ...analyst, origin: at.origin, 'content-type': 'text/csv', 'idempotency-key': 'stopping' };
    const { host: _, ...sent } = headers as Record<string, string>;
    const answer = fetch(at, { method: 'POST', headers: sent, body: csv(8000, 500) });
    for (let i = 0; i < 500 && leftovers().length === 0; i++) await new Promise((done) => setTimeout(done, 10));
    expect(leftovers()).toHaveLength(1);
    await other.close();
    const told = await answer;
    expect(told.status).toBe(201);
    expect(await told.json()).toMatchObject({ accepted: 500 });
  });

  it('what a killed service left lying goes with a later upload', async () => {
    const stale = join(engine.oversight.home, 'sealed', 'uploads', 'stale');
    mkdirSync(stale, { recursive: true });
    utimesSync(stale, 1, 1);
    await send(csv(7000, 1));
    expect(leftovers()).toEqual([]);
    rmSync(stale, { recursive: true, force: true });
  });
});
