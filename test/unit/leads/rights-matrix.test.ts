import { expect, test } from 'vitest';
import { ExcavatorError } from '../../../engine/kernel/errors.ts';
import { type Doing, leadStates, transitions } from '../../../engine/leads/index.ts';
import { leadTable } from '../../../engine/leads/tables.ts';
import { type Principal, rights, staffRoles } from '../../../engine/rights/index.ts';
import { withFolder } from '../../support/home.ts';
import { at0, draft, type LeadHome, leadHome } from '../../support/lead-home.ts';

const verbs = ['release', 'ask', 'supply', 'approve', 'dismiss', 'dispatch', 'outcome', 'withdraw'] as const;

/** Puts the one lead into a state, in the hands of whoever will act, opened. */
function force(all: LeadHome, lead: string, state: string, who: Principal): void {
  all.book.act({ at: at0, actor: 'test', act: 'test.force', subject: lead }, (pages) => {
    const row = pages.get(leadTable, lead) as never as Record<string, string | number | null>;
    const held = { lock_by: who.account, lock_until: at0 + 1000, opened_by: who.account, decided_by: 'somebody' };
    pages.put(leadTable, { ...row, state, ...held, expires_at: at0 + 1_000_000 });
  });
}

async function outcomeOf(all: LeadHome, verb: (typeof verbs)[number], who: Principal, lead: string): Promise<string> {
  const code = transitions.find(({ act }) => act === `lead.${verb}`)?.codes?.[0] ?? '';
  const doing: Doing = { at: at0 + 1, lead, code, reason: 'test' };
  try {
    const receipt =
      verb === 'outcome'
        ? await all.leads.outcome(who, { ...doing, role: 'retailer', establishedAt: at0 })
        : await all.leads[verb](who, doing);
    return receipt.state;
  } catch (error) {
    if (error instanceof ExcavatorError) return error.code;
    throw error;
  }
}

test('every step x role x unit x state: done exactly where rights and transitions allow it, else refused and unchanged', () =>
  withFolder(async (home) => {
    const all = leadHome(home);
    all.book.database.pragma('synchronous = OFF');
    all.put([draft('P-A')]);
    const lead = all.idOf('P-A');
    let done = 0;
    for (const verb of verbs)
      for (const role of staffRoles)
        for (const unit of ['county', 'brigade'])
          for (const state of leadStates) {
            const who: Principal = { account: 'walker', role, unit, mustRotate: false };
            force(all, lead, state, who);
            const act = `lead.${verb}`;
            const may = rights.find((one) => one.act === act);
            const step = transitions.find((one) => one.act === act);
            const got = await outcomeOf(all, verb, who, lead);
            const at = `${act} ${role} ${unit} ${state}`;
            if (!may?.roles.includes(role)) expect(got, at).toBe('right_missing');
            else if (unit !== 'county') expect(got, at).toBe('other_unit');
            else if (state === 'withdrawn' || state === 'expired')
              expect(got, at).toMatch(/^lead_(withdrawn|expired)$/);
            else expect(got, at).toBe(step?.from.includes(state) ? step.to : 'wrong_state');
            if (got === step?.to) done++;
            else expect(all.stateOf(lead), at).toBe(state);
          }
    expect(done).toBe(verbs.reduce((sum, verb) => sum + allowedCells(`lead.${verb}`), 0));
  }));

/** Cells of the matrix that say yes. */
function allowedCells(act: string): number {
  const roles = rights.find((one) => one.act === act)?.roles.length ?? 0;
  return roles * (transitions.find((one) => one.act === act)?.from.length ?? 0);
}
