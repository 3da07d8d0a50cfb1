import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { type Engine, openEngine, type Principal } from '../../../engine/index.ts';
import { withFolder } from '../../support/home.ts';
import { draft, leadHome, principal, refused } from '../../support/lead-home.ts';

const right = 1_760_000_000;
/** A year and more: passwords count as old by then. */
const wrong = right + 400 * 86_400;
const password = 'a long enough sentence';
let clock = right;
let engine: Engine | undefined;
afterEach(() => {
  engine?.close();
  engine = undefined;
});

/** A home with two supervisors and an administrator, whose log was then written with a clock far ahead. */
async function homeAhead(home: string): Promise<Engine> {
  clock = right;
  const seeded = leadHome(home);
  seeded.book.database.close();
  const one = await openEngine({ home, now: right, clock: () => clock, threads: 1 });
  engine = one;
  const { accounts } = one.oversight;
  const first = await one.oversight.firstStart(clock);
  await accounts.changePassword(clock, 'admin', readFileSync(first?.passwordFile ?? '', 'utf8').trim(), password);
  const admin = await accounts.signIn(clock, 'admin', password);
  for (const [name, role] of [
    ['sam', 'supervisor'],
    ['sue', 'supervisor'],
    ['ivo', 'investigator'],
  ] as const) {
    await accounts.create(admin, clock, { name, role, unit: 'county', password: `first ${password}` });
    await accounts.changePassword(clock, name, `first ${password}`, password);
  }
  clock = wrong;
  await one.rank({ role: 'user' }).catch(() => undefined);
  clock = right + 100;
  return one;
}

const signIn = (one: Engine, name: string): Promise<Principal> =>
  one.oversight.accounts.signIn(clock, name, password, { behind: true });
const correct = async (one: Engine, name: string) =>
  one.oversight.correctClock(await signIn(one, name), clock, 'The battery of the clock was empty.');
const work = (one: Engine) => one.findings().then(String, ({ code }: { code: string }) => code);
const acts = (home: string): readonly unknown[] => {
  const db = new Database(join(home, 'ledger.sqlite'), { readonly: true });
  const found = db.prepare("select act, actor, at from audit_entry where act = 'clock.correct' order by seq").all();
  db.close();
  return found;
};

describe('a log that was written with a clock far ahead', () => {
  test('refuses everything by the right clock, until two people put it right', () =>
    withFolder(async (home) => {
      const one = await homeAhead(home);
      expect(await work(one)).toBe('clock_set_back');
      await expect(one.oversight.accounts.signIn(clock, 'sam', password)).rejects.toThrow(refused('clock_set_back'));
      expect(await correct(one, 'sam')).toMatchObject({ state: 'asked', from: wrong });
      // Negative control: what one person did changes nothing.
      expect(await work(one)).toBe('clock_set_back');
      clock += 100;
      expect(await correct(one, 'sue')).toMatchObject({ state: 'corrected', by: 'sue', at: clock });
      expect(await work(one)).toBe('no_run');
      expect(acts(home)).toEqual([
        { act: 'clock.correct', actor: 'sam', at: wrong },
        { act: 'clock.correct', actor: 'sue', at: clock },
      ]);
      expect(one.oversight.verify().faults).toEqual([]);
      one.close();
      engine = await openEngine({ home, now: clock, clock: () => clock, threads: 1 });
      expect(await work(engine)).toBe('no_run');
      expect(engine.oversight.verify().faults).toEqual([]);
      expect(engine.oversight.checkpoint(clock)?.at).toBe(clock);
    }));

  test('is not put right by one person alone, by whoever has no right, without a reason, or for nothing', () =>
    withFolder(async (home) => {
      const one = await homeAhead(home);
      await correct(one, 'sam');
      await expect(correct(one, 'sam')).rejects.toThrow(refused('own_approval'));
      for (const name of ['ivo', 'admin']) await expect(correct(one, name)).rejects.toThrow(refused('right_missing'));
      const sue = await signIn(one, 'sue');
      expect(() => one.oversight.correctClock(sue, clock, ' ')).toThrow(refused('reason_missing'));
      expect(await work(one)).toBe('clock_set_back');
      // Asked for a day and an hour ago, or by a clock that has gone back since: the second call asks anew.
      clock += 90_000;
      expect(await correct(one, 'sue')).toMatchObject({ state: 'asked' });
      clock -= 100;
      expect(await correct(one, 'sam')).toMatchObject({ state: 'asked' });
      expect(await work(one)).toBe('clock_set_back');
      clock = wrong + 1;
      expect(() => one.oversight.correctClock(sue, clock, 'x')).toThrow(refused('clock_not_behind'));
      expect(one.oversight.verify().faults).toEqual([]);
    }));

  test('keeps nothing that was made to last until then: grants, sessions, locks', () =>
    withFolder(async (home) => {
      clock = right;
      const seeded = leadHome(home);
      seeded.put([draft('P-A')], wrong);
      await seeded.leads.next(principal('rosa', 'reviewer'), wrong + 1);
      const lead = seeded.idOf('P-A');
      seeded.book.database.close();
      const db = new Database(join(home, 'ledger.sqlite'));
      db.prepare(
        "insert into disclosure values ('G-A', ?, 'P-A', 'C', 'county', 'x', 'granted', 'ivo', 'sam', 'x', ?, ?, 0, 0)",
      ).run(lead, wrong, wrong + 7200);
      db.prepare("insert into session values ('s', 'sam', ?, ?, 'password')").run(wrong, wrong);
      const term = db.prepare('select expires_at - proposed_at from lead').pluck().get();
      engine = await openEngine({ home, now: right, clock: () => clock, threads: 1 });
      clock = right + 100;
      engine.oversight.correctClock(principal('sam', 'supervisor'), clock, 'ahead');
      expect(db.prepare('select count(*) from session').pluck().get()).toBe(1);
      engine.oversight.correctClock(principal('sue', 'supervisor'), clock, 'ahead');
      expect(db.prepare('select granted_until from disclosure').pluck().get()).toBe(clock);
      expect(db.prepare('select count(*) from session').pluck().get()).toBe(0);
      expect(db.prepare('select proposed_at, lock_until, expires_at - proposed_at as term from lead').get()).toEqual({
        proposed_at: clock,
        lock_until: clock,
        term,
      });
      db.close();
    }));
});

test('an entry that goes back without two people is told of', () =>
  withFolder(async (home) => {
    const one = await homeAhead(home);
    await correct(one, 'sam');
    await correct(one, 'sue');
    const db = new Database(join(home, 'ledger.sqlite'));
    db.exec("update audit_entry set actor = 'sue' where act = 'clock.correct'");
    db.close();
    expect(one.oversight.verify().faults.map(({ code }) => code)).toContain('clock');
  }));
