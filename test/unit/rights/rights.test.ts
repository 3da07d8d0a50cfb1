import { describe, expect, test } from 'vitest';
import { transitions } from '../../../engine/leads/index.ts';
import { demandRight, mayAct, type Principal, rights, staffRoles } from '../../../engine/rights/index.ts';

const of = (role: Principal['role'], unit = 'county', mustRotate = false): Principal => ({
  account: 'x',
  role,
  unit,
  mustRotate,
});

describe('the rights table', () => {
  test('every act x role x unit is allowed exactly where the table says so', () => {
    let allowed = 0;
    for (const { act, roles, unit } of rights)
      for (const role of staffRoles)
        for (const [thing, own] of [
          ['county', true],
          ['other', false],
          [null, false],
          [undefined, true],
        ] as const) {
          const may = roles.includes(role) && (own || unit === 'any');
          expect(mayAct(of(role), act, thing), `${act} ${role} ${thing}`).toBe(may);
          expect(mayAct(of(role, 'county', true), act, thing)).toBe(false);
          if (may) allowed++;
        }
    expect(allowed).toBeGreaterThan(rights.length);
  });

  test('an act that is not in the table is nobody’s', () => {
    for (const role of staffRoles) expect(mayAct(of(role), 'log.edit')).toBe(false);
  });

  test('refusals are of kind forbidden and name no thing', () => {
    expect(() => demandRight(of('analyst'), 'lead.read')).toThrow(
      expect.objectContaining({ code: 'right_missing', kind: 'forbidden' }),
    );
    expect(() => demandRight(of('reviewer'), 'lead.read', 'other')).toThrow(
      expect.objectContaining({ code: 'other_unit', kind: 'forbidden' }),
    );
  });

  test('the administrator sees no lead, no case and no identity, and nobody may write the log', () => {
    const seen = rights.filter(({ roles }) => roles.includes('administrator')).map(({ act }) => act);
    expect(seen.filter((act) => /^(lead|case|disclosure|label|records)\./.test(act))).toEqual([]);
    expect(rights.filter(({ act }) => /^(log|audit)\.(?!verify|export)/.test(act))).toEqual([]);
  });

  test('who asks for an identity can never grant it by role', () => {
    const may = (act: string) => rights.find((one) => one.act === act)?.roles ?? [];
    expect(may('disclosure.request').filter((role) => may('disclosure.approve').includes(role))).toEqual([]);
    expect(may('disclosure.read')).toEqual(may('disclosure.request'));
  });

  test('every step of a lead that a person takes has its right', () => {
    const byPeople = transitions
      .filter(({ act }) => act !== 'lead.expire' && act !== 'lead.reopen')
      .map(({ act }) => act);
    const known = new Set(rights.map(({ act }) => act));
    expect(byPeople.filter((act) => !known.has(act))).toEqual([]);
  });
});
