import { describe, expect, test } from 'vitest';
import { type Missed, missedOf } from '../../../engine/leads/index.ts';
import { withFolder } from '../../support/home.ts';
import {
  at0,
  draft,
  type LeadHome,
  leadHome,
  no,
  oda,
  principal,
  refused,
  remy,
  rosa,
  sam,
  seen,
  yes,
} from '../../support/lead-home.ts';

/** A flagged person and the one drawn at random beside it, both judged blind, and one whose score shows; the first in rosa's hands, opened. */
async function drawn(home: string): Promise<LeadHome & { readonly lead: string }> {
  const all = leadHome(home);
  all.put([draft('P-1', { score: 0.9 }), draft('P-2', { score: 0.01, sample: true }), draft('P-3', { score: 0.5 })]);
  const lead = (await all.leads.next(rosa, at0 + 1))?.lead ?? '';
  expect(lead).toBe(all.idOf('P-1'));
  await all.leads.read(rosa, at0 + 2, lead);
  return { ...all, lead };
}

describe('the own view of a lead that is judged blind (rule 13)', () => {
  test('comes before the decision, opens the score to whoever gave it and to nobody else', () =>
    withFolder(async (home) => {
      const { leads, lead, stateOf } = await drawn(home);
      await expect(leads.approve(rosa, yes(lead))).rejects.toThrow(refused('own_view_missing'));
      await expect(leads.dismiss(rosa, no(lead))).rejects.toThrow(refused('own_view_missing'));
      expect(stateOf(lead)).toBe('in_review');
      expect(await leads.read(rosa, at0 + 3, lead)).toMatchObject({ blind: true, score: null, band: null, low: null });
      expect(await leads.view(rosa, seen(lead))).toEqual({ lead, state: 'in_review' });
      const open = await leads.read(rosa, at0 + 4, lead);
      expect(open.blind).toBe(false);
      expect(open.score).not.toBeNull();
      expect(open.evidence.reasonsFor).toHaveLength(1);
      expect(open.steps.at(-1)).toMatchObject({ act: 'lead.view', by: 'rosa', code: 'retailer_likely' });
      for (const other of [remy, sam])
        expect(await leads.read(other, at0 + 4, lead)).toMatchObject({ blind: true, score: null });
      expect((await leads.list(rosa, at0 + 4)).find(({ id }) => id === lead)?.score).toBeNull();
      await leads.approve(rosa, yes(lead, at0 + 5));
      expect((await leads.read(remy, at0 + 6, lead)).score).not.toBeNull();
    }));

  test('is given once, after opening the evidence, with a code and a reason, by whoever holds the lead', () =>
    withFolder(async (home) => {
      const { leads, lead } = await drawn(home);
      await expect(leads.view(remy, seen(lead))).rejects.toThrow(refused('lock_of_another'));
      await expect(leads.view(rosa, seen(lead, 'facts_support'))).rejects.toThrow(refused('reason_code_unknown'));
      await expect(leads.view(rosa, { ...seen(lead), reason: ' ' })).rejects.toThrow(refused('reason_missing'));
      await leads.view(rosa, seen(lead));
      await expect(leads.view(rosa, seen(lead, 'none_likely'))).rejects.toThrow(refused('own_view_given'));
    }));

  test('is not asked for where the score shows anyway', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      all.put([draft('P-3')]);
      const lead = (await all.leads.next(rosa, at0 + 1))?.lead ?? '';
      await expect(all.leads.view(rosa, seen(lead))).rejects.toThrow(refused('evidence_unopened'));
      await all.leads.read(rosa, at0 + 2, lead);
      await expect(all.leads.view(rosa, seen(lead))).rejects.toThrow(refused('not_judged_blind'));
      // Negative control: such a lead is decided without one.
      await all.leads.approve(rosa, yes(lead));
    }));

  test('another reviewer of the same lead gives one of their own, and so does the same after it came back', () =>
    withFolder(async (home) => {
      const { leads, lead, put } = await drawn(home);
      await leads.view(rosa, seen(lead));
      await leads.release(rosa, { at: at0 + 4, lead, code: 'no_time', reason: 'Leave.' });
      expect((await leads.next(remy, at0 + 5))?.lead).toBe(lead);
      await leads.read(remy, at0 + 6, lead);
      await expect(leads.dismiss(remy, no(lead, at0 + 7))).rejects.toThrow(refused('own_view_missing'));
      await leads.view(remy, seen(lead, 'none_likely', at0 + 7));
      await leads.dismiss(remy, no(lead, at0 + 8));
      const { person } = await leads.read(remy, at0 + 9, lead);
      const again = draft(person, { run: 'run-2', known: ['r-new'], asOf: at0 + 90_000 });
      const step = { ...again.evidence.path[0], records: ['r-new'], last: at0 + 80_000 } as never;
      put([{ ...again, evidence: { ...again.evidence, path: [step], contacts: [step] } }], at0 + 100_000);
      expect((await leads.read(sam, at0 + 100_001, lead)).state).toBe('proposed');
      const late = await leads.read(remy, at0 + 100_002, lead);
      expect([late.blind, late.score]).toEqual([true, null]);
    }));

  test('is what the blind review counts, not the decision that was made with the score in sight', () =>
    withFolder(async (home) => {
      const { leads, lead, book } = await drawn(home);
      await leads.view(rosa, seen(lead, 'none_very_likely'));
      await leads.approve(rosa, yes(lead, at0 + 4));
      const of = (): Missed | undefined => missedOf(book).find(({ role }) => role === 'retailer');
      expect([of()?.flaggedReviewed, of()?.flaggedShare, of()?.reviewed]).toEqual([1, 0, 0]);
      const other = (await leads.next(rosa, at0 + 5))?.lead ?? '';
      await leads.read(rosa, at0 + 6, other);
      await leads.view(rosa, seen(other, 'retailer_possible', at0 + 7));
      await leads.dismiss(rosa, no(other, at0 + 8));
      expect([of()?.reviewed, of()?.approved]).toEqual([1, 1]);
    }));

  test('keeps back what another lead would say of the same person, until it is given', () =>
    withFolder(async (home) => {
      const all = leadHome(home);
      // Of an area that only the brigade covers, so that both roles are its business.
      const far = (person: string, more: object) => draft(person, { area: 'A2', ...more });
      all.put([far('P-1', { score: 0.9 }), far('P-2', { score: 0.01, sample: true })]);
      all.put([far('P-1', { role: 'supplier', score: 0.7 }), far('P-4', { role: 'supplier', score: 0.6 })]);
      const { leads } = all;
      const head = principal('head', 'supervisor', 'brigade');
      const ulla = principal('ulla', 'reviewer', 'brigade');
      const told = async (who: typeof oda, at: number) => {
        const scores = new Map((await leads.list(who, at)).map(({ person, role, score }) => [person + role, score]));
        const page = await leads.page(who, at);
        for (const { person, role, score } of page.lines) expect(score).toBe(scores.get(person + role));
        return scores;
      };
      const other = (await leads.page(head, at0 + 1)).lines.find(
        (one) => one.person === 'P-1' && one.role === 'supplier',
      );
      expect((await told(oda, at0 + 1)).get('P-1supplier')).toBeNull();
      const kept = await leads.read(oda, at0 + 2, other?.id ?? '');
      expect(kept).toMatchObject({ blind: false, score: null, band: null, evidence: { reasonsFor: [] } });
      const ofBand = await leads.page(oda, at0 + 2, { band: other?.band ?? 'weak' });
      expect(ofBand.lines.map(({ person }) => person)).not.toContain('P-1');
      // Negative controls: to whoever does not judge it, and of somebody who is not judged blind, it is told.
      expect((await told(head, at0 + 2)).get('P-1supplier')).toBe(0.7);
      expect((await told(oda, at0 + 2)).get('P-4supplier')).toBe(0.6);
      const lead = (await leads.next(oda, at0 + 3))?.lead ?? '';
      await leads.read(oda, at0 + 3, lead);
      await leads.view(oda, seen(lead, 'retailer_likely', at0 + 4));
      expect((await told(oda, at0 + 5)).get('P-1supplier')).toBe(0.7);
      expect((await told(ulla, at0 + 5)).get('P-1supplier')).toBeNull();
    }));

  test('keeps the score of those yet to be judged from a reviewer everywhere, from nobody else', () =>
    withFolder(async (home) => {
      const { leads, lead } = await drawn(home);
      const { person } = await leads.read(rosa, at0 + 3, lead);
      expect(leads.hiddenFrom(rosa)).toEqual(new Set(['P-1', 'P-2']));
      expect(leads.hiddenFrom({ ...rosa, unit: 'brigade' }).size).toBe(0);
      expect(leads.hiddenFrom(sam).size).toBe(0);
      await leads.view(rosa, seen(lead));
      expect(leads.hiddenFrom(rosa).has(person)).toBe(false);
      expect(leads.hiddenFrom(remy)).toEqual(new Set(['P-1', 'P-2']));
      await leads.dismiss(rosa, no(lead, at0 + 5));
      expect(leads.hiddenFrom(remy).has(person)).toBe(false);
    }));
});
