import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiHome, apiHome } from '../fixtures/api-home.ts';

/** A lead that is judged blind, over HTTP: its score is in no answer to the reviewer before the own view. */
let home: ApiHome;
let lead: { id: string; person: string; role: string };
/** The person's scores, in every role: the network shows the highest. */
let scores: readonly string[];

beforeAll(async () => {
  home = await apiHome();
  const { leads } = (await home.ask('remy', 'GET', '/v1/leads?top=200', '/v1/leads')).json();
  // Somebody with no other lead: that one's own score is in the list, whatever this one keeps back.
  const people = leads.map(({ person }: { person: string }) => person);
  lead = leads.find(
    ({ band, person }: { band: string | null; person: string }) =>
      band === null && people.indexOf(person) === people.lastIndexOf(person),
  );
  const to = { payload: { leads: [lead.id], to: 'remy' } };
  await home.ask('sam', 'POST', '/v1/leads/assign', '/v1/leads/assign', to);
  const view = (await home.ask('sam', 'GET', `/v1/persons/${lead.person}?case=B-2026-014`, '/v1/persons/{id}')).json();
  scores = view.scores.map(({ score }: { score: number }) => String(score));
});
afterAll(() => home.drop());

/** The bodies of every answer in which a reviewer could meet the score. */
async function answersTo(account: string): Promise<Readonly<Record<string, string>>> {
  const of = async (url: string, route: string) => (await home.ask(account, 'GET', url, route)).body;
  const [id, person] = [lead.id, lead.person];
  return {
    lead: await of(`/v1/leads/${id}`, '/v1/leads/{id}'),
    queue: await of('/v1/leads?top=200', '/v1/leads'),
    ranking: await of(`/v1/rankings?role=${lead.role}&top=1000`, '/v1/rankings'),
    person: await of(`/v1/persons/${person}?case=B-2026-014`, '/v1/persons/{id}'),
    network: await of(`/v1/persons/${person}/neighbourhood?case=B-2026-014`, '/v1/persons/{id}/neighbourhood'),
    path: await of(`/v1/paths?from=${person}&to=${person}&case=B-2026-014`, '/v1/paths'),
    timeline: await of(`/v1/persons/${person}/timeline?case=B-2026-014`, '/v1/persons/{id}/timeline'),
    events: await of('/v1/events?top=500', '/v1/events'),
  };
}

const withScore = (answers: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(answers).filter((name) => scores.some((score) => answers[name]?.includes(score)));

describe('a lead judged blind', () => {
  it('tells its score nowhere before the own view, and the answers say why', async () => {
    expect(scores.map((score) => score.length > 6)).toEqual([true, true, true]);
    const before = await answersTo('remy');
    expect(withScore(before)).toEqual([]);
    expect(JSON.parse(before.lead ?? '')).toMatchObject({
      blind: true,
      score: null,
      band: null,
      low: null,
      high: null,
    });
    expect(JSON.parse(before.person ?? '')).toMatchObject({ status: 409, cause: 'own_view_missing' });
    expect(before.ranking).toContain('judged blind');
    const [centre] = JSON.parse(before.network ?? '').nodes;
    expect(centre).toMatchObject({ person: lead.person, score: null, role: null });
    // Negative control: to somebody who does not judge it, and in the same routes, it is told.
    expect(withScore(await answersTo('sam'))).toEqual(expect.arrayContaining(['ranking', 'person', 'network']));
  });

  it('is not decided before it, and tells its score after it, to whoever gave it alone', async () => {
    const { version } = (await home.ask('remy', 'GET', `/v1/leads/${lead.id}`, '/v1/leads/{id}')).json();
    const no = { code: 'facts_too_weak', reason: 'Two nights.' };
    expect((await home.step('remy', lead.id, 'dismiss', version, no)).json().cause).toBe('own_view_missing');
    const view = { code: `${lead.role}_possible`, reason: 'Two nights in one room.' };
    expect((await home.step('remy', lead.id, 'view', version, view)).json()).toEqual({
      lead: lead.id,
      state: 'in_review',
    });
    const after = withScore(await answersTo('remy'));
    expect(after).toEqual(expect.arrayContaining(['lead', 'ranking', 'person', 'network']));
    expect(after).not.toContain('queue');
    expect(after).not.toContain('events');
    expect(withScore(await answersTo('rosa'))).toEqual([]);
    expect((await home.step('remy', lead.id, 'view', version + 1, view)).json().cause).toBe('own_view_given');
    expect((await home.step('remy', lead.id, 'dismiss', version + 1, no)).json().state).toBe('dismissed');
    expect(withScore(await answersTo('rosa'))).toContain('lead');
  });
});

/** A second run over a few more nights: what is known by then changes everybody's place a little. */
async function runAgain(): Promise<void> {
  const [row] = (await home.engine.rank({ role: 'supplier', top: 1 })).rows;
  const { places } = await home.engine.places();
  const place = places.find(({ kind }) => kind === 'hotel')?.place ?? '';
  const dir = mkdtempSync(join(tmpdir(), 'excavator-nights-'));
  const nights = [1, 2, 3, 4].map(
    (n) => `night-${n},${place},${(row?.as_of ?? 0) + n * 3600},11010119900307${1000 + n}`,
  );
  writeFileSync(join(dir, 'lodging.csv'), ['record_id,place_id,check_in,id_no', ...nights].join('\n'));
  writeFileSync(join(dir, 'dataset.json'), '{"synthetic":true}');
  await home.engine.ingest(dir);
  await home.engine.run();
  rmSync(dir, { recursive: true });
}

describe('changes of a ranking', () => {
  it('name nobody whose lead the reader has yet to judge blind, and say how many are left out', async () => {
    const earlier = (await home.ask('sam', 'GET', '/v1/rankings?role=retailer&top=1', '/v1/rankings')).json();
    await runAgain();
    const of = async (account: string, more = '') => {
      const url = `/v1/rankings/changes?role=retailer&top=200${more}`;
      const answer = await home.ask(account, 'GET', url, '/v1/rankings/changes');
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json();
    };
    const [seen, all] = [await of('remy'), await of('sam')];
    expect([all.since, all.same_model, all.notices]).toEqual([earlier.run_id, true, []]);
    const who = { account: 'remy', role: 'reviewer', unit: 'border' } as const;
    const hidden = home.engine.oversight.leads.hiddenFrom(who);
    const people = (page: { changes: { person: string }[] }): string[] => page.changes.map(({ person }) => person);
    // The control: some of them did move, and whoever does not judge them is told.
    const left = people(all).filter((person) => hidden.has(person));
    expect(left.length).toBeGreaterThan(0);
    expect(people(seen)).toEqual(people(all).filter((person) => !hidden.has(person)));
    expect(seen.notices.join()).toContain(`${left.length} rows of this page are kept back`);
    const [moved] = all.changes.filter(({ why }: { why: object[] }) => why.length > 0);
    expect(moved.score).not.toBe(moved.score_before);
    expect((await of('sam', `&since=${earlier.run_id}`)).changes).toEqual(all.changes);
    const none = await home.ask('sam', 'GET', '/v1/rankings/changes?role=user&since=no-run', '/v1/rankings/changes');
    expect([none.statusCode, none.json().cause]).toEqual([404, 'run_unknown']);
  }, 300_000);
});
