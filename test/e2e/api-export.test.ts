import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiHome, apiHome } from '../fixtures/api-home.ts';

/** Taking a drawing out, and who may be given leads, over HTTP. */
let home: ApiHome;
let persons: readonly string[];
let run: string;

beforeAll(async () => {
  home = await apiHome();
  const { leads } = (await home.ask('ivo', 'GET', '/v1/leads?top=1', '/v1/leads')).json();
  const around = `/v1/persons/${leads[0].person}/neighbourhood?case=B-2026-014&top=5`;
  const seen = (await home.ask('ivo', 'GET', around, '/v1/persons/{id}/neighbourhood')).json();
  persons = seen.nodes.map(({ person }: { person: string }) => person);
  run = seen.run_id;
}, 120_000);
afterAll(() => home.drop());

const taken = (account: string, change: object = {}) =>
  home.ask(account, 'POST', '/v1/exports', '/v1/exports', {
    payload: { case: 'B-2026-014', format: 'svg', run_id: run, persons, contacts: 4, ...change },
  });
const entries = async (): Promise<readonly { detail: Record<string, unknown>; actor: string; subject: string }[]> =>
  (await home.ask('sam', 'GET', '/v1/audit?top=500&act=graph.export', '/v1/audit')).json().entries;

describe('an export', () => {
  it('is noted with its number, form, run and count before its stamp is given', async () => {
    const stamp = (await taken('ivo')).json();
    expect(stamp).toMatchObject({ account: 'ivo', unit: 'border', case: 'B-2026-014', people: persons.length });
    expect(stamp.not_evidence.en).toContain('not evidence');
    const [entry] = await entries();
    expect(entry).toMatchObject({ actor: 'ivo', subject: 'B-2026-014' });
    expect(JSON.stringify(entry)).toContain(stamp.id);
    expect(JSON.stringify(entry)).toContain(run);
    expect(JSON.stringify(entry)).not.toContain(persons[0]);
  });

  it('holds only people that were shown under the case', async () => {
    const before = (await entries()).length;
    const refused = await taken('ivo', { persons: [...persons, 'P-AAAAAAAAAAAAAAAA'] });
    expect([refused.statusCode, refused.json().cause]).toEqual([403, 'export_unseen']);
    expect((await taken('rosa')).json().cause).toBe('right_missing');
    expect((await taken('cora')).statusCode).toBe(404);
    expect((await taken('ivo', { case: 'B-2026-999' })).statusCode).toBe(404);
    expect((await taken('ivo', { format: 'csv' })).statusCode).toBe(400);
    expect(await entries()).toHaveLength(before);
    // Negative control: those who were shown may go.
    expect((await taken('sam')).statusCode).toBe(200);
    expect(await entries()).toHaveLength(before + 1);
  });

  it('ends with the case', async () => {
    await home.ask('sam', 'POST', '/v1/cases/B-2026-014/close', '/v1/cases/{id}/close');
    expect((await taken('ivo')).json().cause).toBe('case_closed');
  });
});

describe('who may be given leads', () => {
  it('is told to supervisors, with what each has in hand, and only of their unit', async () => {
    const list = async (account: string) => (await home.ask(account, 'GET', '/v1/reviewers', '/v1/reviewers')).json();
    expect((await list('sam')).reviewers).toEqual([
      { account: 'remy', in_hand: 0 },
      { account: 'rosa', in_hand: 0 },
    ]);
    expect((await list('carl')).reviewers.map(({ account }: { account: string }) => account)).toEqual(['clara']);
    expect((await list('rosa')).cause).toBe('right_missing');
    await home.takenBy('remy');
    expect((await list('sam')).reviewers.map(({ account }: { account: string }) => account)).toEqual(['rosa', 'remy']);
    expect((await list('sam')).reviewers[1]).toEqual({ account: 'remy', in_hand: 1 });
  });
});
