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
  lead = leads.find(({ band }: { band: string | null }) => band === null);
  const to = { payload: { leads: [lead.id], to: 'remy' } };
  await home.ask('sam', 'POST', '/v1/leads/assign', '/v1/leads/assign', to);
  const view = (await home.ask('sam', 'GET', `/v1/persons/${lead.person}?case=B-2026-014`, '/v1/persons/{id}')).json();
  scores = view.scores.map(({ score }: { score: number }) => String(score));
}, 120_000);
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
