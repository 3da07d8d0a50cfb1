import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { startDispatcher } from '../../api/push/dispatcher.ts';
import { createSender } from '../../api/push/sender.ts';
import { tableByName, tableNames } from '../../data/schema/index.ts';
import type { Engine } from '../../engine/index.ts';
import { openLake } from '../../engine/lake/index.ts';
import { as, type CanaryHome, canaryHome, staff } from '../fixtures/canary-home.ts';
import { clock } from '../fixtures/demo-home.ts';
import { openApiOf } from '../fixtures/openapi.ts';
import { canary } from '../support/canaries.ts';
import { openFiles } from '../support/open-files.ts';

/** Everybody in every source is a canary; the line runs, people judge, machines are told, and every output is searched. */
let all: CanaryHome;
beforeAll(async () => {
  all = await canaryHome();
}, 600_000);
afterAll(() => all.drop());

const leaks = (texts: Iterable<readonly [string, string | Buffer]>): readonly string[] =>
  [...texts].flatMap(([where, text]) => all.search(text).map((found) => `${where}: ${found}`));

describe('canaries', () => {
  it('stand in every column that identifies anybody, in every source, and the search knows each of them', async () => {
    const { planted, search, home } = all;
    const columns = tableNames.flatMap((name) =>
      Object.entries(tableByName(name).fields).flatMap(([column, { guard }]) =>
        guard === 'identifier' ? [`${name}.${column}`] : [],
      ),
    );
    expect([...planted.columns].sort()).toEqual(columns.sort());
    expect([...planted.identifiers].filter((one) => !search(`x ${one},`).includes(one))).toEqual([]);
    const ways = [canary, JSON.stringify(canary), encodeURIComponent(canary), 'Canary', 'CANARY', '\\ud83d\\udc24'];
    const encoded = ['', 'a', 'ab'].map((before) => Buffer.from(`${before}${canary}`).toString('base64'));
    expect([...ways, ...encoded].filter((text) => search(text).length === 0)).toEqual([]);
    expect(search('{"score":0.12294448796,"at":1709250900,"area":"A09"}')).toEqual([]);
    const sealed = readdirSync(join(home, 'sealed'), { recursive: true, encoding: 'utf8' });
    expect(sealed.filter((name) => /batches.*person.*parquet$/.test(name)).length).toBeGreaterThan(0);
  });

  it('are in no answer of any GET to any role, but in the open grant of whoever asked for it', async () => {
    const found: string[] = [];
    const answered = new Set<string>();
    const { ask, ids } = all;
    const gets = await addresses(all);
    for (const account of [...Object.keys(staff), 'machine'])
      for (const { path, url } of gets) {
        const answer = await ask(account, url);
        if (answer.statusCode === 200) answered.add(path);
        expect(answer.statusCode, `${account} ${url}`).toBeLessThan(500);
        found.push(...leaks([[`${account} ${path}`, `${JSON.stringify(answer.headers)} ${answer.body}`]]));
      }
    expect([...new Set(found.map((one) => one.split(':')[0]))]).toEqual(['ivo /v1/disclosures/{id}/identity']);
    expect(gets.map(({ path }) => path).filter((path) => !answered.has(path))).toEqual(['/v1/runs/{id}']);
    const open = await ask('rosa', `/v1/leads/${ids.open}`);
    const pages = await Promise.all(['/metrics', '/reference', '/'].map((url) => ask('rosa', url)));
    expect(leaks([open, ...pages].map((answer, i) => [`page ${i}`, answer.body]))).toEqual([]);
  }, 120_000);

  it('are in no answer to a change, no log line, no event of the stream and no delivery', async () => {
    const { engine, app, hook, told, lines } = all;
    const { oversight } = engine;
    const sender = createSender(oversight.pushRules);
    const trouble: unknown[] = [];
    const dispatcher = startDispatcher(oversight.push, sender, { now: () => Date.now() }, (error) =>
      trouble.push(error),
    );
    for (let i = 0; i < 200 && hook.received.length < 2; i++) await new Promise((done) => setTimeout(done, 25));
    await dispatcher.stop();
    sender.close();
    expect([hook.received.length > 1, trouble]).toEqual([true, []]);
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const stream = await fetch(`${url}/v1/events/stream?after=0`, { headers: { cookie: all.cookieOf('rosa') } });
    const first = await stream.body?.getReader().read();
    const events = Buffer.from(first?.value ?? []).toString('utf8');
    expect(events).toContain('lead.proposed');
    expect(lines.length).toBeGreaterThan(100);
    const deliveries = hook.received.map(({ headers, body }) => JSON.stringify(headers) + body);
    const texts = {
      upload: await uploaded(),
      changes: told.join('\n'),
      log: lines.join('\n'),
      stream: events,
      deliveries: deliveries.join('\n'),
    };
    expect(leaks(Object.entries(texts))).toEqual([]);
  }, 300_000);

  it('are in nothing that the engine hands out or writes as a report', async () => {
    const { engine, truth } = all;
    const { person, other } = all.ids;
    const report = join(all.dir, 'report');
    mkdirSync(report);
    const metrics = await engine.evaluate({ truth, out: report });
    const handed = {
      rank: await engine.rank({ role: 'user', top: 1000 }),
      person: await engine.person(person),
      features: await engine.features(person),
      paths: await engine.paths({ from: person, to: other }),
      ties: await engine.ties({ person }),
      timeline: await engine.timeline({ person }),
      places: await engine.places(),
      findings: await engine.findings(),
      same: await engine.whySame(person, other),
      contact: await engine.whyContact(person, other),
      decisions: await engine.identityDecisions(),
      card: await engine.card(),
      drift: await engine.drift(),
      month: await engine.monthly(),
      status: await engine.status(),
      missed: engine.oversight.missed(as('ana'), clock()),
      verified: engine.oversight.verify(),
      retention: await engine.oversight.previewRetention(as('sam'), clock()),
      metrics,
    };
    expect(handed.findings.rows.length + handed.rank.rows.length).toBeGreaterThan(10);
    expect(leaks(Object.entries(handed).map(([name, value]) => [name, JSON.stringify(value) ?? '']))).toEqual([]);
    const files = readdirSync(report, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));
    expect(files.length).toBeGreaterThan(0);
    // Predictions are told to whoever brought the truth, by the ids of that file; nobody's name is among them.
    const found = leaks(files.map((name) => [name, readFileSync(join(report, name))]));
    const own = readFileSync(truth, 'utf8');
    expect(found.filter((one) => !one.startsWith('predictions.csv: ') || !own.includes(one.slice(17)))).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
  }, 300_000);

  it('are in no file of the home outside the sealed zone: lake, ledger, checkpoints, models, evaluations', async () => {
    const { engine, home } = all;
    await engine.oversight.backUp(join(home, 'backup.sqlite'));
    const files = await openFiles(home);
    for (const part of [/^lake.*parquet$/, /^ledger\.sqlite$/, /checkpoint$/, /^evaluations/, /^backup/])
      expect(
        [...files.keys()].some((name) => part.test(name)),
        String(part),
      ).toBe(true);
    const texts = [...files].flatMap(([name, all]) => all.map((text) => [name, text] as const));
    expect(leaks(texts)).toEqual([]);
  }, 60_000);
});

describe('a leak planted on purpose is found', () => {
  it('in a file, in a row of the ledger, in a Parquet file', async () => {
    const { planted, home } = all;
    const lake = join(home, 'lake');
    const phone = [...planted.identifiers].find((one) => one.length === 11) ?? '';
    const writer = await openLake({ threads: 1, memoryLimitMb: 256, tempDir: join(all.dir, 'tmp') });
    await writer.run(`copy (select '${canary}'  as name) to '${join(lake, 'leak.parquet')}' (format parquet)`);
    writer.close();
    writeFileSync(join(lake, 'leak.json'), JSON.stringify({ phone }));
    const db = new Database(join(home, 'ledger.sqlite'));
    db.prepare("update case_file set purpose = ? where id = 'B-2026-014'").run(`whose phone is ${phone}`);
    db.close();
    const texts = [...(await openFiles(home))].flatMap(([name, all]) => all.map((text) => [name, text] as const));
    const where = new Set(leaks(texts).map((one) => one.split(':')[0]));
    for (const file of ['lake/leak.parquet', 'lake/leak.json', 'ledger.sqlite']) expect(where).toContain(file);
  }, 60_000);

  it('in an answer', async () => {
    const { engine } = all;
    const leaking: Engine = {
      ...engine,
      status: async () => ({ ...(await engine.status()), notices: [`of ${canary}`] }),
    };
    const open = await buildApp({ ...leaking, as: () => leaking });
    const answer = await open.inject({ url: '/v1/status', headers: { cookie: all.cookieOf('sam') } });
    await open.close();
    expect(leaks([['status', answer.body]])).not.toEqual([]);
  }, 60_000);
});

/** What is answered to whoever sends rows that are refused: they are named by place, never by what stands in them. */
async function uploaded(): Promise<string> {
  const head = 'record_id,waybill_no,from_place,to_place,sent_at,sender_name';
  const rows = [`x,w,a,b,${canary},${canary}`, `${canary}`, `y,w,a,b,1709260950,"${canary}`];
  const headers = { host: 'localhost', origin: 'http://localhost', cookie: all.cookieOf('ana') };
  const { statusCode, body } = await all.app.inject({
    method: 'POST',
    url: '/v1/batches?table=parcel',
    headers: { ...headers, 'content-type': 'text/csv', 'idempotency-key': 'rows-that-are-refused' },
    payload: `${[head, ...rows].join('\n')}\n`,
  });
  expect(statusCode, body).toBeLessThan(500);
  return body;
}

/** One address of every GET of the document, with what there is in this home in the place of each parameter. */
async function addresses({
  app,
  ids,
}: CanaryHome): Promise<readonly { readonly path: string; readonly url: string }[]> {
  const document = await openApiOf(app);
  const kinds: Readonly<Record<string, string>> = {
    leads: ids.lead,
    persons: ids.person,
    disclosures: ids.grant,
    proofs: '3',
    problems: 'not_found',
    batches: ids.batch,
    runs: 'x',
  };
  const values: Readonly<Record<string, string>> = {
    role: 'supplier',
    case: 'B-2026-014',
    from: ids.person,
    to: ids.other,
    a: ids.person,
    b: ids.other,
    older: '2',
    top: '200',
    after: '0',
    k: '2',
    by: 'hops',
  };
  return Object.entries(document.paths).flatMap(([path, operations]) => {
    const get = operations.get as { parameters?: { in: string; name: string; required?: boolean }[] } | undefined;
    if (get === undefined || /stream|oidc/.test(path)) return [];
    const query = (get.parameters ?? [])
      .filter((one) => one.in === 'query' && (one.required === true || one.name === 'case'))
      .map(({ name }) => `${name}=${values[name] ?? ''}`);
    const url = path
      .replace('{name}/{version}', ids.model)
      .replace(/\/([^/]+)\/\{\w+\}/g, (_, before: string) => `/${before}/${kinds[before] ?? 'x'}`);
    return [{ path, url: query.length === 0 ? url : `${url}?${query.join('&')}` }];
  });
}
