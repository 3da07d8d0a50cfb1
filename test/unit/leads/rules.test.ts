import { describe, expect, test } from 'vitest';
import { eventOfLead } from '../../../engine/desk/lead-events.ts';
import { type Missed, missedOf, withdrawPersons } from '../../../engine/leads/index.ts';
import { openCases, putUnit, resume, stop } from '../../../engine/rights/index.ts';
import { withFolder } from '../../support/home.ts';
import {
  admin,
  ana,
  at0,
  draft,
  inReview,
  ivo,
  leadHome,
  no,
  person,
  refused,
  remy,
  rosa,
  sam,
  seen,
  sue,
  yes,
} from '../../support/lead-home.ts';

describe('rule 13: the loop is guarded', () => {
  test('a sampled person and its twin are judged blind: no score, no band, no reasons until the own view', () =>
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
      await all.leads.view(holder, seen(lead));
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
        const drawn = Number(who.slice(2)) % 3 < 2;
        if (drawn) await all.leads.view(rosa, seen(lead, who === 'P-1' ? 'retailer_likely' : 'none_likely'));
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

test('rule 17: a lead without a unit is counted, told to nobody, and finds its unit when there is one', () =>
  withFolder((home) => {
    const told: (string | undefined)[] = [];
    const { put, book } = leadHome(home, undefined, (table, row, at) => {
      if (table === 'lead') told.push(eventOfLead(row, at)?.unit ?? undefined);
    });
    const lost = draft('P-2', { role: 'user', area: 'A9' });
    expect(put([lost])).toMatchObject({ proposed: 1, withoutUnit: 1 });
    putUnit(book, admin, at0 + 1, { id: 'care9', name: 'Station', kind: 'community_treatment', area: 'A9' });
    expect(put([lost], at0 + 2)).toMatchObject({ refreshed: 1, withoutUnit: 0 });
    expect(put([lost], at0 + 3)).toMatchObject({ untouched: 1, withoutUnit: 0 });
    expect(told).toEqual([undefined, 'care9']);
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
