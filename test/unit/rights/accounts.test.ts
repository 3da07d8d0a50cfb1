import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBook } from '../../../engine/audit/index.ts';
import { openLedger } from '../../../engine/ledger/index.ts';
import { openAccounts, type Principal } from '../../../engine/rights/index.ts';
import { withFolder } from '../../support/home.ts';
import { at0 } from '../../support/lead-home.ts';

const refused = (code: string) => expect.objectContaining({ code });
const [first, second, third] = ['twelve letters and more', 'another long sentence', 'yet another sentence'];

async function started(home: string) {
  const db = openLedger(home).database;
  const accounts = openAccounts(openBook(db, join(home, 'ledger.sqlite'), () => 0));
  await accounts.firstStart(at0, first);
  return { db, accounts };
}

describe('accounts', () => {
  test('the first start makes one administrator, once, who must change the password before anything', () =>
    withFolder(async (home) => {
      const { accounts } = await started(home);
      expect(await accounts.firstStart(at0, third)).toBeUndefined();
      const admin = await accounts.signIn(at0 + 1, 'admin', first);
      expect(admin).toEqual({ account: 'admin', role: 'administrator', unit: 'office', mustRotate: true });
      expect(() => accounts.list(admin, at0 + 2)).toThrow(refused('password_must_change'));
      await accounts.changePassword(at0 + 3, 'admin', first, second);
      await expect(accounts.signIn(at0 + 4, 'admin', first)).rejects.toThrow(refused('sign_in_refused'));
      const again = await accounts.signIn(at0 + 5, 'admin', second);
      expect(accounts.list(again, at0 + 6).map(({ id }) => id)).toEqual(['admin']);
      expect(JSON.stringify(accounts.list(again, at0 + 7))).not.toContain('argon2');
    }));

  test('five wrong passwords lock for fifteen minutes, the right one then too; a right one in between starts anew', () =>
    withFolder(async (home) => {
      const { accounts } = await started(home);
      const wrong = (at: number) => expect(accounts.signIn(at, 'admin', 'wrong')).rejects;
      for (let i = 0; i < 4; i++) await wrong(at0 + i).toThrow(refused('sign_in_refused'));
      await accounts.signIn(at0 + 5, 'admin', first);
      for (let i = 0; i < 5; i++) await wrong(at0 + 10 + i).toThrow(refused('sign_in_refused'));
      await expect(accounts.signIn(at0 + 20, 'admin', first)).rejects.toThrow(refused('account_locked'));
      expect((await accounts.signIn(at0 + 14 + 900, 'admin', first)).account).toBe('admin');
    }));

  test('a password lives ninety days', () =>
    withFolder(async (home) => {
      const { accounts } = await started(home);
      await accounts.changePassword(at0, 'admin', first, second);
      expect((await accounts.signIn(at0 + 90 * 86_400, 'admin', second)).mustRotate).toBe(false);
      expect((await accounts.signIn(at0 + 90 * 86_400 + 1, 'admin', second)).mustRotate).toBe(true);
    }));

  test('weak and unchanged passwords, unknown units and taken names are refused; only the administrator makes accounts', () =>
    withFolder(async (home) => {
      const { accounts } = await started(home);
      for (const weak of ['short', 'admin admin admin', 'aaaaaaaaaaaaaaaa'])
        await expect(accounts.changePassword(at0, 'admin', first, weak)).rejects.toThrow(refused('password_weak'));
      await expect(accounts.changePassword(at0, 'admin', first, first)).rejects.toThrow(refused('password_same'));
      await accounts.changePassword(at0, 'admin', first, second);
      const admin = await accounts.signIn(at0, 'admin', second);
      const account = { name: 'rosa', role: 'reviewer' as const, unit: 'office', password: third };
      await accounts.create(admin, at0, account);
      await expect(accounts.create(admin, at0, account)).rejects.toThrow(refused('account_taken'));
      await expect(accounts.create(admin, at0, { ...account, name: 'rob', unit: 'none' })).rejects.toThrow(
        refused('unit_unknown'),
      );
      await expect(accounts.create(admin, at0, { ...account, name: 'Rosa Luz' })).rejects.toThrow(
        refused('account_malformed'),
      );
      const rosa: Principal = { account: 'rosa', role: 'reviewer', unit: 'office', mustRotate: false };
      await expect(accounts.create(rosa, at0, { ...account, name: 'rex' })).rejects.toThrow(refused('right_missing'));
      accounts.close(admin, at0, 'rosa');
      await expect(accounts.signIn(at0, 'rosa', third)).rejects.toThrow(refused('sign_in_refused'));
      await accounts.unlock(admin, at0, 'admin', third);
      expect((await accounts.signIn(at0 + 1, 'admin', third)).mustRotate).toBe(true);
    }));

  test('neither a password nor a name that is no account stays anywhere; every attempt is an entry', () =>
    withFolder(async (home) => {
      const { accounts, db } = await started(home);
      await expect(accounts.signIn(at0, 'Canary Yellowbird', 'swordfish pass')).rejects.toThrow(
        refused('sign_in_refused'),
      );
      await expect(accounts.signIn(at0, 'admin', 'swordfish pass')).rejects.toThrow(refused('sign_in_refused'));
      const acts = db.prepare('select actor, act from audit_entry').raw().all();
      expect(acts).toEqual([
        ['system:first-start', 'account.create'],
        ['unknown', 'account.refused'],
        ['admin', 'account.refused'],
      ]);
      db.pragma('wal_checkpoint(truncate)');
      const bytes = readFileSync(join(home, 'ledger.sqlite'), 'latin1');
      for (const text of ['Yellowbird', 'swordfish', first]) expect(bytes).not.toContain(text);
    }));
});
