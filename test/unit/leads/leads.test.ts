import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../../engine/audit/index.ts';
import { expireLeads, leadPolicy, leadTables } from '../../../engine/leads/index.ts';
import { rightsTables } from '../../../engine/rights/index.ts';
import { withFolder } from '../../support/home.ts';
import {
  ana,
  at0,
  draft,
  inReview,
  ivo,
  leadHome,
  no,
  oda,
  person,
  refused,
  remy,
  rosa,
  sam,
  yes,
} from '../../support/lead-home.ts';

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
