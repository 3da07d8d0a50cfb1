import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../../engine/audit/index.ts';
import {
  expireLeads,
  leadPolicy,
  leadTables,
  type Missed,
  missedOf,
  withdrawPersons,
} from '../../../engine/leads/index.ts';
import { openCases, resume, rightsTables, stop } from '../../../engine/rights/index.ts';
import { withFolder } from '../../support/home.ts';
import {
  admin,
  ana,
  at0,
  draft,
  ivo,
  type LeadHome,
  leadHome,
  oda,
  remy,
  rosa,
  sam,
  sue,
} from '../../support/lead-home.ts';

const refused = (code: string) => expect.objectContaining({ code });
const person = 'P-A';

/** One lead in the hands of rosa, opened. */
async function inReview(home: string, over = {}): Promise<LeadHome & { readonly lead: string }> {
  const all = leadHome(home);
  all.put([draft(person, over)]);
  const lead = all.idOf(person);
  await all.leads.next(rosa, at0 + 1);
  await all.leads.read(rosa, at0 + 2, lead);
  return { ...all, lead };
}
const yes = (lead: string, at = at0 + 3) => ({ at, lead, code: 'facts_support', reason: 'Four nights.' });
const no = (lead: string, at = at0 + 3) => ({ at, lead, code: 'innocent_explanation', reason: 'A couple.' });

test('a whole lead: proposed, taken, opened, approved, dispatched, outcome recorded, a label with its provenance', () =>
  withFolder(async (home) => {
    const { leads, lead, book, stateOf } = await inReview(home);
    await leads.approve(rosa, yes(lead));
    await leads.dispatch(sam, { at: at0 + 4, lead, code: 'to_unit', reason: 'For the county.' });
    const seized = { at: at0 + 50, lead, code: 'seizure', reason: 'Report 7.', role: 'retailer' as const };
    await leads.outcome(ivo, { ...seized, establishedAt: at0 + 40 });
    expect(stateOf(lead)).toBe('outcome_recorded');
    expect(leads.labels(ana, at0 + 60)).toEqual([
      { lead, person, role: 'retailer', basis: 'seizure', establishedAt: at0 + 40, promptedByScore: true },
    ]);
    const view = await leads.read(sam, at0 + 61, lead);
    expect(view.steps.map(({ act, by, code }) => [act, by, code])).toEqual([
      ['lead.next', 'rosa', ''],
      ['lead.approve', 'rosa', 'facts_support'],
      ['lead.dispatch', 'sam', 'to_unit'],
      ['lead.outcome', 'ivo', 'seizure'],
    ]);
    expect(view.notEvidence.en).toMatch(/not evidence/);
    expect(view.notEvidence.zh).toMatch(/不是证据/);
    const report = verifyLog(book.database, { tables: [...rightsTables, ...leadTables], checkpoints: [] });
    expect(report.faults).toEqual([]);
  }));

describe('rule 1: no lead without a fact', () => {
  test('stripped of its records or its path a draft is refused and counted; with them it is a lead', () =>
    withFolder((home) => {
      const { put, idOf } = leadHome(home);
      const whole = draft('P-1');
      const bare = { ...draft('P-2'), evidence: { ...whole.evidence, path: [] } };
      const empty = {
        ...draft('P-3'),
        evidence: { ...whole.evidence, path: [{ ...whole.evidence.path[0], records: [] }] },
      };
      const report = put([whole, bare, empty] as never);
      expect(report).toMatchObject({ proposed: 1, refused: { no_objective_fact: 2 } });
      expect([idOf('P-2'), idOf('P-3')]).toEqual(['none', 'none']);
    }));

  test('rule 15: farther than three contacts nobody is a lead', () =>
    withFolder((home) => {
      const { put } = leadHome(home);
      expect(put([draft('P-1', { hops: 4 }), draft('P-2', { hops: 3 })])).toMatchObject({
        proposed: 1,
        refused: { outside_hop_limit: 1 },
      });
    }));
});

describe('rule 8: a person decides', () => {
  test('no step may be skipped', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([draft(person)]);
      const lead = all.idOf(person);
      await expect(all.leads.approve(rosa, yes(lead))).rejects.toThrow(refused('wrong_state'));
      await expect(all.leads.dispatch(sam, { at: at0 + 1, lead, code: 'to_unit', reason: 'x' })).rejects.toThrow(
        refused('wrong_state'),
      );
      expect(all.stateOf(lead)).toBe('proposed');
    }));

  test('the evidence must be opened first, and opening it lets the decision through', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([draft(person)]);
      const lead = all.idOf(person);
      await all.leads.next(rosa, at0 + 1);
      await expect(all.leads.approve(rosa, yes(lead))).rejects.toThrow(refused('evidence_unopened'));
      await all.leads.read(sam, at0 + 2, lead);
      await expect(all.leads.approve(rosa, yes(lead))).rejects.toThrow(refused('evidence_unopened'));
      await all.leads.read(rosa, at0 + 2, lead);
      await all.leads.approve(rosa, yes(lead));
      expect(all.stateOf(lead)).toBe('approved');
    }));

  test('a coded reason and a sentence are needed', () =>
    withFolder(async (home) => {
      const { leads, lead } = await inReview(home);
      await expect(leads.dismiss(rosa, { ...no(lead), code: 'because' })).rejects.toThrow(
        refused('reason_code_unknown'),
      );
      await expect(leads.dismiss(rosa, { ...no(lead), reason: ' ' })).rejects.toThrow(refused('reason_missing'));
      await leads.dismiss(rosa, no(lead));
    }));

  test('who approved does not dispatch; two hands are needed', () =>
    withFolder(async (home) => {
      const all = await inReview(home);
      await all.leads.approve(rosa, yes(all.lead));
      const both = { ...rosa, role: 'supervisor' as const };
      const doing = { at: at0 + 4, lead: all.lead, code: 'to_unit', reason: 'x' };
      await expect(all.leads.dispatch(both, doing)).rejects.toThrow(refused('own_approval'));
      expect(all.stateOf(all.lead)).toBe('approved');
      await all.leads.dispatch(sam, doing);
    }));
});

describe('the lock', () => {
  test('keeps two reviewers apart, lapses, and a lapsed one cannot decide', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([draft(person)]);
      const lead = all.idOf(person);
      expect(await all.leads.next(rosa, at0 + 1)).toEqual({ lead, state: 'in_review' });
      expect(await all.leads.next(remy, at0 + 2)).toBeNull();
      await all.leads.read(rosa, at0 + 2, lead);
      await expect(all.leads.approve(remy, yes(lead))).rejects.toThrow(refused('lock_of_another'));
      const late = at0 + 1 + leadPolicy.lockSeconds;
      await expect(all.leads.approve(rosa, yes(lead, late))).rejects.toThrow(refused('lock_lapsed'));
      expect(await all.leads.next(remy, late)).toMatchObject({ lead });
      await expect(all.leads.approve(remy, yes(lead, late + 1))).rejects.toThrow(refused('evidence_unopened'));
    }));

  test('the highest of the own unit comes first; the queue of another unit is not touched', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([
        draft('P-1', { score: 0.3 }),
        draft('P-2', { score: 0.9 }),
        draft('P-3', { role: 'supplier', score: 1 }),
      ]);
      expect(await all.leads.next(rosa, at0 + 1)).toMatchObject({ lead: all.idOf('P-2') });
      expect(await all.leads.next(oda, at0 + 1)).toMatchObject({ lead: all.idOf('P-3', 'supplier') });
      await expect(all.leads.read(oda, at0 + 2, all.idOf('P-2'))).rejects.toThrow(refused('other_unit'));
    }));

  test('asked twice with one key it takes one lead', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([draft('P-1'), draft('P-2')]);
      const [one, again] = [await all.leads.next(rosa, at0 + 1, 'key'), await all.leads.next(rosa, at0 + 2, 'key')];
      expect(again).toEqual(one);
      expect((await all.leads.list(rosa, at0 + 3, { state: 'in_review' })).length).toBe(1);
    }));
});

describe('rule 9: a human no stays no', () => {
  const later = { at: at0 + 86_400 };
  const rerun = (over = {}) => draft(person, { run: 'run-2', score: 0.99, model: 'm/2', ...over });

  test('retraining, rescoring and another import of the same records, three times over, do not revive it', () =>
    withFolder(async (home) => {
      const { leads, lead, put, stateOf } = await inReview(home);
      await leads.dismiss(rosa, no(lead));
      for (const run of ['run-1', 'run-2', 'run-3']) {
        for (let again = 0; again < 3; again++)
          expect(put([rerun({ run })], later.at)).toMatchObject({ proposed: 0, reopened: 0, stood: 1 });
      }
      // An old record that only another path brings up is not new either.
      const other = {
        ...rerun(),
        evidence: { ...rerun().evidence, path: [{ ...rerun().evidence.path[0], records: ['old-1'] }] },
      };
      expect(put([other as never], later.at)).toMatchObject({ reopened: 0, stood: 1 });
      expect(stateOf(lead)).toBe('dismissed');
    }));

  test('a new record of a later meeting brings it back and shows what is new', () =>
    withFolder(async (home) => {
      const { leads, lead, put } = await inReview(home);
      await leads.dismiss(rosa, no(lead));
      const [step] = draft(person).evidence.path;
      const newer = { ...step, last: at0 + 70_000, records: [...(step?.records ?? []), 'r-new'] };
      const draftNow = rerun({
        asOf: at0 + 80_000,
        evidence: { ...draft(person).evidence, path: [newer], contacts: [newer] },
      });
      expect(put([draftNow], later.at)).toMatchObject({ reopened: 1, stood: 0 });
      expect((await leads.read(sam, later.at + 1, lead)).evidence.whatIsNew).toEqual(['r-new']);
    }));
});

describe('rule 10: a lead expires', () => {
  test('after its time nothing can be done with it or read of it, job or no job', () =>
    withFolder(async (home) => {
      const { leads, lead, book, stateOf } = await inReview(home);
      const over = at0 + leadPolicy.expirySeconds;
      await expect(leads.read(sam, over, lead)).rejects.toThrow(refused('lead_expired'));
      await expect(leads.approve(rosa, yes(lead, over))).rejects.toThrow(refused('lead_expired'));
      expect(await leads.next(remy, over)).toBeNull();
      expect(expireLeads(book, over - 1, 'system:expire')).toBe(0);
      expect(expireLeads(book, over, 'system:expire')).toBe(1);
      expect(stateOf(lead)).toBe('expired');
    }));

  test('a withdrawn lead tells nothing', () =>
    withFolder(async (home) => {
      const { leads, lead } = await inReview(home);
      await leads.withdraw(sam, { at: at0 + 5, lead, code: 'records_corrected', reason: 'A wrong room number.' });
      await expect(leads.read(sam, at0 + 6, lead)).rejects.toThrow(refused('lead_withdrawn'));
    }));
});

test('more is asked for, answered, and the lead is back in the queue', () =>
  withFolder(async (home) => {
    const { leads, lead, stateOf } = await inReview(home);
    await leads.ask(rosa, { at: at0 + 3, lead, code: 'records_unclear', reason: 'Which room?' });
    expect(await leads.next(remy, at0 + 4)).toBeNull();
    await leads.supply(ivo, { at: at0 + 5, lead, code: 'answered', reason: 'Room 12.' });
    expect(stateOf(lead)).toBe('proposed');
    expect(await leads.next(remy, at0 + 6)).toMatchObject({ lead });
  }));

describe('rule 13: the loop is guarded', () => {
  test('a sampled person and its twin are judged blind: no score, no band, no reasons until the decision', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([
        draft('P-1', { score: 0.9 }),
        draft('P-2', { score: 0.01, sample: true }),
        draft('P-3', { score: 0.5 }),
      ]);
      const lines = await all.leads.list(rosa, at0 + 1);
      const shown = new Map(lines.map((line) => [line.person, line.band]));
      expect([shown.get('P-1'), shown.get('P-2'), shown.get('P-3')]).toEqual([null, null, 'strong']);
      const fields = lines.map((line) => Object.keys(line).join());
      expect(new Set(fields).size).toBe(1);
      const taken = [await all.leads.next(rosa, at0 + 2), await all.leads.next(remy, at0 + 2)].map((one) => one?.lead);
      expect(new Set(taken)).toEqual(new Set([all.idOf('P-1'), all.idOf('P-2')]));
      const lead = all.idOf('P-2');
      const holder = taken[0] === lead ? rosa : remy;
      const view = await all.leads.read(holder, at0 + 3, lead);
      expect(view).toMatchObject({ blind: true, score: null, evidence: { reasonsFor: [] } });
      await all.leads.approve(holder, yes(lead, at0 + 4));
      expect((await all.leads.read(sam, at0 + 5, lead)).score).toBe(0.01);
      await all.leads.dispatch(sam, { at: at0 + 6, lead, code: 'to_unit', reason: 'x' });
      await all.leads.outcome(ivo, {
        at: at0 + 7,
        lead,
        code: 'cleared',
        reason: 'No.',
        role: 'cleared',
        establishedAt: at0,
      });
      expect(all.leads.labels(ana, at0 + 8)[0]).toMatchObject({ promptedByScore: false, role: 'cleared' });
    }));

  test('the blind review counts what the ranking misses, beside flagged people judged as blindly', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      const drafts = Array.from({ length: 12 }, (_, i) =>
        draft(`P-${i}`, { score: 0.9 - i / 100, sample: i % 3 === 1 }),
      );
      all.put(drafts);
      expect(missedOf(all.book).map(({ reviewed, share }) => [reviewed, share])).toEqual([
        [0, null],
        [0, null],
        [0, null],
      ]);
      for (let n = 0; n < 12; n++) {
        const lead = (await all.leads.next(rosa, at0 + 1))?.lead ?? '';
        const { person: who } = await all.leads.read(rosa, at0 + 2, lead);
        if (who === 'P-1') await all.leads.approve(rosa, yes(lead));
        else await all.leads.dismiss(rosa, no(lead));
      }
      const { low, high, ...rest } = missedOf(all.book)[1] as Missed;
      expect(rest).toEqual({
        role: 'retailer',
        reviewed: 4,
        approved: 1,
        share: 0.25,
        flaggedShare: 0,
        flaggedReviewed: 4,
      });
      expect([low, high].map((bound) => Number(bound?.toFixed(3)))).toEqual([0.046, 0.699]);
    }));

  test('a stop or an arrest is no outcome', () =>
    withFolder(async (home) => {
      const { leads, lead, stateOf } = await inReview(home);
      await leads.approve(rosa, yes(lead));
      await leads.dispatch(sam, { at: at0 + 4, lead, code: 'to_unit', reason: 'x' });
      const doing = { at: at0 + 9, lead, reason: 'x', role: 'retailer' as const, establishedAt: at0 };
      for (const code of ['arrest', 'stop', 'search'])
        await expect(leads.outcome(ivo, { ...doing, code })).rejects.toThrow(refused('reason_code_unknown'));
      await expect(leads.outcome(ivo, { ...doing, code: 'cleared' })).rejects.toThrow(refused('outcome_malformed'));
      await expect(leads.outcome(ivo, { ...doing, code: 'seizure', establishedAt: at0 + 99 })).rejects.toThrow(
        refused('outcome_malformed'),
      );
      expect([stateOf(lead), leads.labels(ana, at0 + 10)]).toEqual(['dispatched', []]);
    }));
});

test('rule 16: whoever becomes established, cleared, a victim or a witness is a lead no more', () =>
  withFolder(async (home) => {
    const { book, lead, stateOf } = await inReview(home);
    expect(
      withdrawPersons(book, [person, 'P-Z'], at0 + 5, 'system:propose', 'established_elsewhere', 'in a case'),
    ).toEqual([lead]);
    expect(stateOf(lead)).toBe('withdrawn');
  }));

test('rule 17: suspected users go to community treatment; without such a unit to nobody, never to enforcement', () =>
  withFolder((home) => {
    const { put, book } = leadHome(home);
    put([
      draft('P-1', { role: 'user' }),
      draft('P-2', { role: 'user', area: 'A9' }),
      draft('P-3'),
      draft('P-4', { role: 'supplier' }),
    ]);
    const units = book.database.prepare('select person, unit from lead order by person').raw().all();
    expect(units).toEqual([
      ['P-1', 'care'],
      ['P-2', null],
      ['P-3', 'county'],
      ['P-4', 'brigade'],
    ]);
  }));

describe('rule 18: time-limited authority', () => {
  test('past the review-by date, or without a deployment, only reading is possible', () =>
    withFolder(async (home) => {
      const given = { deployment: { purpose: 'x', legalBasis: 'x', reviewBy: at0 + 10 } as never };
      const all = leadHome(home, given);
      all.put([draft('P-1'), draft('P-2')]);
      await all.leads.next(rosa, at0 + 9);
      await expect(all.leads.next(rosa, at0 + 10)).rejects.toThrow(refused('authority_expired'));
      expect(await all.leads.list(rosa, at0 + 11)).toHaveLength(2);
      given.deployment = undefined as never;
      await expect(all.leads.next(rosa, at0 + 12)).rejects.toThrow(refused('deployment_unset'));
    }));

  test('one person stops dispatch, two let it go on', () =>
    withFolder(async (home) => {
      const { leads, lead, book } = await inReview(home);
      await leads.approve(rosa, yes(lead));
      stop(book, rosa, at0 + 4, 'A doubt.');
      const doing = { at: at0 + 5, lead, code: 'to_unit', reason: 'x' };
      await expect(leads.dispatch(sam, doing)).rejects.toThrow(refused('stopped'));
      expect(resume(book, sam, at0 + 6, 'Cleared up.').state).toBe('stopped');
      expect(() => resume(book, sam, at0 + 6, 'Again.')).toThrow(refused('own_approval'));
      await expect(leads.dispatch(sam, doing)).rejects.toThrow(refused('stopped'));
      expect(resume(book, sue, at0 + 7, 'Agreed.').state).toBe('running');
      await leads.dispatch(sam, { ...doing, at: at0 + 8 });
    }));
});

describe('rule 15: exposure', () => {
  test('an investigator looks under an open case of the own unit, and each person counts once against its budget', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      const cases = openCases(all.book);
      all.put([draft('P-1'), draft('P-2')]);
      const [one, two] = [all.idOf('P-1'), all.idOf('P-2')];
      await expect(all.leads.read(ivo, at0 + 1, one)).rejects.toThrow(refused('case_needed'));
      await expect(all.leads.read(ivo, at0 + 1, one, 'C-9')).rejects.toThrow(refused('case_unknown'));
      cases.open(sam, at0 + 1, { id: 'C-9', purpose: 'inquiry', budget: 2 });
      await all.leads.read(ivo, at0 + 2, one, 'C-9');
      await all.leads.read(ivo, at0 + 3, one, 'C-9');
      expect(cases.list(ivo, at0 + 4)[0]).toMatchObject({ exposed: 2, budget: 2 });
      await expect(all.leads.read(ivo, at0 + 5, two, 'C-9')).rejects.toThrow(refused('exposure_budget'));
      expect(() => cases.allow({ ...ivo }, at0 + 6, 'C-9', 9, 'more')).toThrow(refused('right_missing'));
      cases.allow(sam, at0 + 6, 'C-9', 9, 'A second lead.');
      await all.leads.read(ivo, at0 + 7, two, 'C-9');
      cases.close(sam, at0 + 8, 'C-9');
      await expect(all.leads.read(ivo, at0 + 9, two, 'C-9')).rejects.toThrow(refused('case_closed'));
      const entries = all.book.database.prepare("select detail from audit_entry where act = 'refused'").pluck().all();
      expect(entries.map((entry) => JSON.parse(String(entry)).code)).toEqual([
        'case_needed',
        'case_unknown',
        'exposure_budget',
        'right_missing',
        'case_closed',
      ]);
    }));
});

test('the administrator sees no lead', () =>
  withFolder(async (home) => {
    const { leads, lead } = await inReview(home);
    await expect(leads.list(admin, at0 + 5)).rejects.toThrow(refused('right_missing'));
    await expect(leads.read(admin, at0 + 5, lead)).rejects.toThrow(refused('right_missing'));
  }));
