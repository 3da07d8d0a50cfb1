import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CardReport,
  type ContactWhy,
  type DriftReport,
  type Engine,
  type EvaluationMetrics,
  type IngestReport,
  type MonthlyReport,
  openEngine,
  type Ranking,
  type RunReport,
  type ShadowReport,
  type Status,
  type TrainReport,
} from '../../engine/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { cli, cliJson, scratch, startCli } from '../fixtures/cli.ts';

interface Demo {
  readonly ingest: IngestReport['total'];
  readonly run: RunReport;
  readonly rankings: readonly Ranking[];
}

const space = scratch();
const home = join(space.dir, 'home');
const world = join(home, 'demo', 'world');
const truth = `${world}.truth.csv`;
const evaluation = join(space.dir, 'evaluation');
let demo: Demo;

beforeAll(() => {
  demo = cliJson('--home', home, 'demo', '--people', '3000', '--days', '20', '--seed', '5', '--no-serve');
});
afterAll(() => space.drop());

describe('the line, by the commands a person types', () => {
  it('loads every row and accounts for it', () => {
    const { seen, accepted, quarantined, duplicate, refused } = demo.ingest;
    expect(seen).toBe(accepted + quarantined + duplicate + refused);
    expect(accepted).toBeGreaterThan(10_000);
    expect(quarantined + duplicate).toBe(0);
  });

  it('changes nothing when the same folder is loaded again', () => {
    const before = cliJson<Status>('--home', home, 'status').tables;
    const again = cliJson<IngestReport>('--home', home, 'ingest', world);
    expect(again.alreadyLoaded).toBe(true);
    expect(cliJson<Status>('--home', home, 'status').tables).toEqual(before);
  });

  it('runs, and takes every step as it is the second time', () => {
    const first = demo.run;
    expect(first.scored).toBeGreaterThan(50);
    const parts = first.steps.find(({ step }) => step === 'features')?.parts ?? [];
    expect(parts.map(({ part }) => part)).toEqual(
      expect.arrayContaining(['rhythm', 'contacts', 'cases', 'neighbours']),
    );
    expect(parts.find(({ part }) => part === 'contacts')?.rows).toBe(first.persons);
    const second = cliJson<RunReport>('--home', home, 'run');
    expect(second.runId).toBe(first.runId);
    expect(
      second.steps.filter(({ step }) => step === 'resolve' || step === 'contacts').every(({ reused }) => reused),
    ).toBe(true);
  });

  it('ranks each role, best first, within the hop limit, without established people', () => {
    for (const { rows, notices } of demo.rankings) {
      expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, i) => i + 1));
      expect(rows.every((row, i) => i === 0 || row.score <= (rows[i - 1]?.score ?? 0))).toBe(true);
      expect(
        rows.every(
          ({ facts, person, low, score, high }) =>
            facts > 0 && /^P-[A-Z2-7]{16}$/.test(person) && low <= score && score <= high,
        ),
      ).toBe(true);
      expect(notices).toBeDefined();
    }
    const { rows } = cliJson<Ranking>('--home', home, 'rank', '--role', 'supplier', '--top', '10');
    expect(rows.length).toBe(10);
    expect(demo.rankings.map((ranking) => ranking.rows)).toContainEqual(rows);
  });

  it('says which areas there are when nobody belongs to the one asked for', () => {
    const none = cliJson<Ranking>('--home', home, 'rank', '--role', 'user', '--area', 'nowhere');
    expect(none.rows).toEqual([]);
    expect(none.notices.join(' ')).toMatch(/Nobody in reach belongs to area nowhere\. Areas: \S/);
  });

  it('gives every key of the truth file a row of predictions, and no known person a score', () => {
    const metrics = cliJson<EvaluationMetrics>('--home', home, 'evaluate', '--truth', truth, '--out', evaluation);
    const rows = readFileSync(join(evaluation, 'predictions.csv'), 'utf8').trim().split('\n');
    const keys = readFileSync(truth, 'utf8').trim().split('\n').length - 1;
    expect(rows[0]).toBe(
      'id_no,phone,person,role_true,p_user,p_retailer,p_supplier,known,rank_user,rank_retailer,rank_supplier',
    );
    expect(rows.length - 1).toBe(keys);
    expect(metrics.truthKeys).toBe(keys);
    const scoredKnown = rows
      .slice(1)
      .map((row) => row.split(','))
      .filter((cells) => cells[7] === 'true' && cells[4] !== '');
    expect(scoredKnown).toEqual([]);
    expect(JSON.parse(readFileSync(join(evaluation, 'metrics.json'), 'utf8'))).toEqual(metrics);
    const page = readFileSync(join(evaluation, 'report.html'), 'utf8');
    for (const words of [
      'Precision and recall',
      'Reliability',
      'Lift',
      'What weighs',
      'hand rules',
      'labels dealt anew',
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<script|src=|href=|NaN|undefined/);
    expect(metrics.roles.user.baselines.map(({ name }) => name)).toContain('personalised_pagerank');
  });

  it('compares, explains and reports on models without moving the champion', () => {
    const shadow = cliJson<ShadowReport>('--home', home, 'shadow', '--model', 'baseline/0.7.0');
    expect(shadow.roles.user.rankCorrelation).toBeGreaterThan(0.9);
    const card = cliJson<CardReport>('--home', home, 'report', 'card');
    expect(card.aliases).toEqual(['champion']);
    expect(card.gates.find(({ gate }) => gate === 'evaluated')?.passed).toBe(true);
    const drift = cliJson<DriftReport>('--home', home, 'report', 'drift');
    expect(drift.features.length).toBeGreaterThan(100);
    const train = cliJson<TrainReport>('--home', home, 'train');
    expect(train.roles.user.helped || train.model === null || train.model.startsWith('local/')).toBe(true);
    const month = cliJson<MonthlyReport>('--home', home, 'report', 'monthly');
    expect(month.champion).toBe(card.model);
  });

  it('says why two people are a contact and why two others are not, and shows nobody out of reach', async () => {
    const { rows } = cliJson<Ranking>('--home', home, 'rank', '--role', 'user', '--top', '1');
    const person = rows[0]?.person ?? '';
    const engine = await openEngine({ home, now: Math.floor(Date.now() / 1000) });
    const contact = (await engine.person(person))?.contacts[0];
    engine.close();
    const why = cliJson<ContactWhy>('--home', home, 'why', person, contact?.person ?? '');
    // A channel with two directions has a line for each.
    const told = why.lines.filter(({ channel, trips }) => channel === contact?.channel && trips === contact?.count);
    const [record = 'none'] = contact?.records ?? [];
    expect(told.some(({ records }) => records.includes(record))).toBe(true);
    expect(cli('--home', home, 'why', person, person === why.a ? why.b : why.a).stdout).toContain('not evidence');
    const nobody = cli('--home', home, 'why', person, 'P-AAAAAAAAAAAAAAAA');
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('Nobody of that pseudonym')]);
    expect(cli('--home', home, 'why', "P-' or 1=1", person).code).toBe(1);
  });

  it('keeps raw identifiers out of everything but the sealed zone', () => {
    const canaries = readFileSync(truth, 'utf8')
      .split('\n')
      .slice(1, 400)
      .map((row) => row.split(',')[0] ?? '')
      .filter((id) => id.length > 5);
    expect(canaries.length).toBeGreaterThan(100);
    const shown = cli('--home', home, 'rank', '--role', 'user').stdout + cli('--home', home, 'status').stdout;
    const texts = [
      shown,
      ...filesBelow(join(home, 'lake')).map((file) => readFileSync(file, 'latin1')),
      readFileSync(join(home, 'ledger.sqlite'), 'latin1'),
    ];
    for (const text of texts) expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
    // Negative control: the same search does find them where they are allowed to be.
    expect(readFileSync(join(evaluation, 'predictions.csv'), 'utf8')).toContain(canaries[0]);
  });
});

describe('paths and neighbourhoods of a real home', () => {
  let ranked: readonly string[];
  let ties: ReadonlyMap<string, ReadonlySet<string>>;
  let open: ReadonlySet<string>;
  beforeAll(async () => {
    ranked = await withHome(async (engine) =>
      (await engine.rank({ role: 'user', top: 100_000 })).rows.map(({ person }) => person),
    );
    ({ ties, open } = await tables());
  });
  const withHome = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const engine = await openEngine({ home, now: Math.floor(Date.now() / 1000) });
    try {
      return await work(engine);
    } finally {
      engine.close();
    }
  };

  /** Who is tied to whom in the whole graph, and who may be shown, read from the tables themselves. */
  async function tables(): Promise<{ ties: ReadonlyMap<string, ReadonlySet<string>>; open: ReadonlySet<string> }> {
    const lake = await openLake({ threads: 1, memoryLimitMb: 500, tempDir: join(space.dir, 'tmp') });
    const { runId } = demo.run;
    const content = JSON.parse(readFileSync(join(home, 'lake', `ranking-${runId}`, 'manifest.json'), 'utf8')).content;
    const table = (folder: string, name: string): string =>
      sql.parquet([join(home, 'lake', folder, `${name}.parquet`)]);
    const edges = await lake.rows<{ a: string; b: string }>(`select p.pseudonym as a, q.pseudonym as b
      from ${table(content.contacts, 'edge')} e join ${table(content.resolve, 'person')} p on p.person = e.a
      join ${table(content.resolve, 'person')} q on q.person = e.b`);
    const named = await lake.rows<{ person: string; role: string }>(`select p.pseudonym as person, e.role
      from ${table(content.resolve, 'established')} e join ${table(content.resolve, 'person')} p on p.person = e.person`);
    lake.close();
    const ties = new Map<string, Set<string>>();
    for (const { a, b } of edges)
      for (const [x, y] of [
        [a, b],
        [b, a],
      ] as const)
        ties.set(x, new Set([...(ties.get(x) ?? []), y]));
    const hidden = new Set(named.filter(({ role }) => /cleared|victim|witness/.test(role)).map(({ person }) => person));
    const open = new Set([...ranked, ...named.map(({ person }) => person)].filter((person) => !hidden.has(person)));
    return { ties, open };
  }

  it('the shortest path is as long as a slow search says, over people who may be shown, with records', async () => {
    const [from = ''] = ranked;
    const hops = new Map([[from, 0]]);
    for (const person of hops.keys())
      for (const next of ties.get(person) ?? [])
        if (open.has(next) && !hops.has(next)) hops.set(next, (hops.get(person) ?? 0) + 1);
    const ends = ranked.filter((person) => (hops.get(person) ?? 0) > 1);
    expect(ends.length).toBeGreaterThan(5);
    await withHome(async (engine) => {
      for (const to of ends.slice(0, 5)) {
        const view = await engine.paths({ from, to, k: 2, by: 'hops' });
        expect(view?.paths[0]?.steps.length).toBe(hops.get(to));
        for (const { people, steps } of view?.paths ?? []) {
          expect(people.every(({ person }) => open.has(person))).toBe(true);
          for (const step of steps) {
            expect(ties.get(step.from)?.has(step.to)).toBe(true);
            expect(step.contacts.length).toBeGreaterThan(0);
            for (const { records, record_count, first, last } of step.contacts) {
              expect(record_count).toBeGreaterThanOrEqual(records.length);
              expect(records.length).toBeGreaterThan(0);
              expect(first).toBeLessThanOrEqual(last);
            }
          }
        }
        const shown = new Set(view?.paths.flatMap(({ people }) => people.map(({ person }) => person)));
        expect(view?.exposed).toBe(shown.size);
        const strong = await engine.paths({ from, to });
        expect(strong?.paths.map(({ cost }) => cost)).toEqual(
          [...(strong?.paths ?? [])].map(({ cost }) => cost).sort((a, b) => a - b),
        );
      }
    });
  });

  it('a neighbourhood is a graphology graph of those who may be shown, and says how many they are', async () => {
    const [person = ''] = [...ranked].sort((a, b) => (ties.get(b)?.size ?? 0) - (ties.get(a)?.size ?? 0));
    await withHome(async (engine) => {
      const view = await engine.neighbourhood({ person });
      const near = [...(ties.get(person) ?? [])];
      const shown = near.filter((one) => open.has(one));
      expect(new Set(view?.graph.nodes())).toEqual(new Set([person, ...shown]));
      expect([view?.exposed, view?.outOfReach, view?.cut]).toEqual([
        shown.length + 1,
        near.length - shown.length,
        false,
      ]);
      view?.graph.forEachEdge((_, { weight, contacts }, a, b) => {
        expect(ties.get(a)?.has(b)).toBe(true);
        expect(weight).toBeGreaterThan(0);
        expect(contacts.length).toBeGreaterThan(0);
      });
      const { hops, case_hops, scores } = view?.graph.getNodeAttributes(person) ?? {};
      expect(hops).toBe(0);
      expect(case_hops).toBeGreaterThan(0);
      expect(Object.keys(scores).sort()).toEqual(['retailer', 'supplier', 'user']);
      view?.graph.dropNode(person);
      expect((await engine.neighbourhood({ person }))?.graph.hasNode(person)).toBe(true);
      const wide = await engine.neighbourhood({ person, hops: 3, limit: 5 });
      expect([wide?.graph.order, wide?.exposed, wide?.cut]).toEqual([5, 5, true]);
    });
  });

  it('nobody beyond the hop limit, no more people or hops than allowed', async () => {
    const outside = [...ties.keys()].find((person) => !open.has(person)) ?? 'P-AAAAAAAAAAAAAAAA';
    const [person = ''] = ranked;
    await withHome(async (engine) => {
      for (const nobody of [outside, 'P-AAAAAAAAAAAAAAAA', '', "' or true --"]) {
        expect(await engine.neighbourhood({ person: nobody })).toBeUndefined();
        expect(await engine.paths({ from: person, to: nobody })).toBeUndefined();
        expect(await engine.paths({ from: nobody, to: person })).toBeUndefined();
      }
      for (const wrong of [{ hops: 4 }, { hops: 0 }, { limit: 201 }, { limit: 1.5 }])
        await expect(engine.neighbourhood({ person, ...wrong })).rejects.toMatchObject({
          code: 'neighbourhood_too_wide',
        });
      for (const k of [0, 11])
        await expect(engine.paths({ from: person, to: person, k })).rejects.toMatchObject({
          code: 'path_count_refused',
        });
      expect((await engine.paths({ from: person, to: person }))?.paths).toEqual([]);
    });
  });

  it('`path` prints the records; whoever is not shown is not found', () => {
    const [from = '', to = ''] = ranked;
    const done = cli('--home', home, 'path', from, to, '--k', '1');
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/not evidence|No contacts within reach/);
    expect(cli('--home', home, 'path', from, 'P-AAAAAAAAAAAAAAAA').code).toBe(1);
  });
});

describe('wrong use and empty homes', () => {
  it.each([
    [['rank'], 2, '--role'],
    [['rank', '--role', 'dealer'], 2, 'dealer'],
    [['rank', '--role', 'user', '--top', '0'], 2, 'whole number'],
    [['run', '--as-of', 'yesterday'], 2, 'date'],
    [['nonsense'], 2, 'nonsense'],
    [['graph', '--out', 'x.csv'], 2, '--edges'],
    [['graph', 'path', '--from', 'a', '--to', 'b'], 2, '--edges'],
    [['path', 'P-AAAAAAAAAAAAAAAA', 'P-AAAAAAAAAAAAAAAB'], 1, 'no ranking'],
    [['run'], 1, 'no records'],
    [['rank', '--role', 'user'], 1, 'no ranking'],
    [['ingest', '/nowhere/at/all'], 2, '/nowhere/at/all'],
    [['evaluate', '--truth', '/nowhere.csv'], 1, 'no ranking'],
  ])('%j ends with %i and says why', (args, code, words) => {
    const done = cli('--home', join(space.dir, 'empty'), ...args);
    expect(done.stderr).toContain(words);
    expect(done.stdout).toBe('');
    expect(done.code).toBe(code);
  });
});

describe('dates', () => {
  it('uses only records up to the date, of the champion, and says where the date is beside them', () => {
    const early = cliJson<RunReport>('--home', home, 'run', '--as-of', String(demo.run.asOf - 8 * 86400));
    expect(early.asOf).toBe(demo.run.asOf - 8 * 86400);
    expect(early.contacts).toBeLessThan(demo.run.contacts);
    expect(early.model).toMatch(/^baseline\//);
    const before = cli('--home', home, 'run', '--as-of', '2001-01-01');
    expect(before.code).toBe(2);
    expect(before.stderr).toContain('No record names anybody up to that date');
    const after = cliJson<RunReport>('--home', home, 'run', '--as-of', String(demo.run.asOf + 40 * 86400));
    expect(after.notices.join(' ')).toContain('days after the newest record');
  });
});

describe('serve', () => {
  it('answers over HTTP until it is told to stop', async () => {
    const bare = join(space.dir, 'empty');
    const child = startCli('--home', bare, 'serve', '--port', '0');
    try {
      const url = await new Promise<string>((found, failed) => {
        let said = '';
        child.stderr?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const match = /Serving (http:\/\/\S+)/.exec(said);
          if (match?.[1] !== undefined) found(match[1]);
        });
        child.once('exit', () => failed(new Error(said)));
      });
      expect((await fetch(`${url}/v1/rankings?role=user&top=5`)).status).toBe(401);
      const send = (method: string, path: string, body: object, cookie = '') =>
        fetch(`${url}${path}`, {
          method,
          headers: { 'content-type': 'application/json', origin: url, cookie },
          body: JSON.stringify(body),
        });
      const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      const before = readFileSync(join(bare, 'keys', 'first-password.txt'), 'utf8').trim();
      const first = await send('POST', '/v1/session', { account: 'admin', password: before });
      expect((await fetch(`${url}/v1/status`, { headers: { cookie: cookieOf(first) } })).status).toBe(403);
      const change = { before, after: 'something long and new' };
      const changed = await send('PUT', '/v1/session/password', change, cookieOf(first));
      expect((await fetch(`${url}/v1/status`, { headers: { cookie: cookieOf(changed) } })).status).toBe(200);
      expect((await fetch(`${url}/health`)).status).toBe(200);
    } finally {
      child.kill('SIGTERM');
    }
    const code = child.exitCode ?? (await new Promise<number | null>((done) => child.once('exit', done)));
    expect(code).toBe(0);
  });
});

function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
