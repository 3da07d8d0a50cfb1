import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../engine/index.ts';
import { withFolder } from '../../support/home.ts';
import { at0 } from '../../support/lead-home.ts';

const [first, second] = ['twelve letters and more', 'another long sentence'];
const admin = { account: 'admin', role: 'administrator', unit: 'office', mustRotate: false } as const;

/** Two processes' worth of engines over one home, with an account `rita`. */
async function both(work: (own: Engine, other: Engine) => Promise<void>): Promise<void> {
  await withFolder(async (home) => {
    const [own, other] = [await openEngine({ home, now: at0 }), await openEngine({ home, now: at0 })];
    await own.oversight.firstStart(at0);
    await own.oversight.accounts.create(admin, at0, {
      name: 'rita',
      role: 'reviewer',
      unit: 'office',
      password: first,
    });
    await own.oversight.accounts.changePassword(at0, 'rita', first, second);
    await work(own, other);
    own.close();
    other.close();
  });
}

const steps: readonly (readonly [string, (by: Engine, token: string) => unknown])[] = [
  ['its session ends', (by, token) => by.oversight.sessions.end(token)],
  ['its account is closed', (by) => by.oversight.accounts.close(admin, at0 + 5, 'rita')],
  ['its password changes', (by) => by.oversight.accounts.changePassword(at0 + 5, 'rita', second, first)],
];

const cases = steps.flatMap(([words, step]) => [
  [words, 'here', step] as const,
  [words, 'in another process', step] as const,
]);

test.each(cases)('what is kept of a session counts no more when %s %s', (_, where, step) =>
  both(async (own, other) => {
    const { sessions } = own.oversight;
    const token = await sessions.start(at0 + 1, 'rita');
    expect(sessions.find(at0 + 2, token)?.account).toBe('rita');
    await step(where === 'here' ? own : other, token);
    if (where !== 'here') await setImmediate();
    expect(sessions.find(at0 + 6, token)).toBeUndefined();
  }),
);

test('the row is read once, and the clock still counts: a session that nobody used ends', () =>
  both(async (own) => {
    const { sessions } = own.oversight;
    const token = await sessions.start(at0 + 1, 'rita');
    for (let i = 0; i < 3; i++) expect(sessions.find(at0 + 2 + i, token)?.account).toBe('rita');
    expect(sessions.find(at0 + 1 + 30 * 60, token)).toBeUndefined();
    expect(sessions.find(at0 + 2, 'somebody else')).toBeUndefined();
    expect(sessions.find(at0 + 70, token)?.account).toBe('rita');
    await setImmediate();
    // Somebody was here at 70: the half hour counts from then.
    expect(sessions.find(at0 + 60 + 30 * 60, token)?.account).toBe('rita');
  }));
