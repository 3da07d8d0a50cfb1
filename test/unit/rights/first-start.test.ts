import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openEngine } from '../../../engine/index.ts';
import { withFolder } from '../../support/home.ts';

const at = 1_780_000_000;

test('the first password stays where it lies, however often somebody fails to sign in, until it is changed', () =>
  withFolder(async (home) => {
    const engine = await openEngine({ home, now: at, clock: () => at });
    try {
      const { oversight } = engine;
      const first = await oversight.firstStart(at);
      const file = first?.passwordFile ?? '';
      const password = readFileSync(file, 'utf8').trim();
      for (let again = 0; again < 3; again++) expect(await oversight.firstStart(at)).toEqual(first);
      await expect(oversight.accounts.signIn(at, 'admin', 'not the password')).rejects.toThrow();
      expect(readFileSync(file, 'utf8').trim()).toBe(password);
      await oversight.accounts.changePassword(at, 'admin', password, 'Nineteen-herons-7');
      expect(await oversight.firstStart(at)).toBeUndefined();
      expect(existsSync(file)).toBe(false);
    } finally {
      engine.close();
    }
  }));
