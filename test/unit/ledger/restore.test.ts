import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBook, openSigner, verifyLog } from '../../../engine/audit/index.ts';
import { restoreLedger } from '../../../engine/index.ts';
import { backUp, openLedger } from '../../../engine/ledger/index.ts';
import { withFolder } from '../../support/home.ts';

const at = 1_760_000_000;

/** A ledger with entries; `sign` signs its head, as the hour does. */
function homeOf(home: string) {
  const ledger = openLedger(home);
  const signer = openSigner(join(home, 'keys', 'audit'));
  const book = openBook(ledger.database, join(home, 'ledger.sqlite'), () => signer.last()?.size ?? 0);
  return {
    ledger,
    act: (n: number) => book.act({ at: at + n, actor: 'system:test', act: 'thing.do', subject: 'x' }, () => undefined),
    sign: () => signer.checkpoint(book, at + 100, join(home, 'checkpoints')),
  };
}

test('a backup whose log lacks what was signed is refused in words, and nothing is touched', () =>
  withFolder(async (home) => {
    const { ledger, act, sign } = homeOf(home);
    for (const n of [1, 2]) act(n);
    const [old, fresh] = [join(home, 'old.backup'), join(home, 'fresh.backup')];
    await backUp(ledger.database, old);
    act(3);
    sign();
    await backUp(ledger.database, fresh);
    act(4);
    ledger.close();
    const refused = expect.objectContaining({ code: 'backup_behind' });
    expect(() => restoreLedger(home, old, at + 200)).toThrow(refused);
    expect(existsSync(join(home, 'ledger.sqlite.before-restore'))).toBe(false);
    expect(existsSync(join(home, 'ledger.sqlite.restored'))).toBe(false);
    // Negative control: the newer one takes the place, and says so in the log.
    const { entries, former } = restoreLedger(home, fresh, at + 200);
    expect([entries, former]).toEqual([4, join(home, 'ledger.sqlite.before-restore')]);
    const back = openLedger(home);
    const acts = back.database.prepare('select act from audit_entry order by seq').pluck().all();
    expect(acts).toEqual(['thing.do', 'thing.do', 'thing.do', 'ledger.restore']);
    expect(verifyLog(back.database, { tables: [], checkpoints: [] }).faults).toEqual([]);
    back.close();
  }));
