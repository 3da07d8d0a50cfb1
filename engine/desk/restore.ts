import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openBook, openSigner } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { lockHome, openLedger, restore } from '../ledger/index.ts';

export interface Restored {
  /** Entries of the log that came back. */
  readonly entries: number;
  /** Where the ledger that stood there lies now, if there was one. */
  readonly former: string | null;
}

/**
 * Puts a backup in the place of a home's ledger, and leaves an entry that says so. An old one is refused: its log would
 * lack what the signer has already vouched for. No other process may have the home open.
 * @throws ExcavatorError backup_behind, backup_damaged, backup_missing, home_locked, ledger_newer
 */
export function restoreLedger(home: string, file: string, at: number): Restored {
  const unlock = lockHome(home);
  try {
    const signed = openSigner(process.env.EXCAVATOR_SIGNER ?? join(home, 'keys', 'audit')).last()?.size ?? 0;
    const former = restore(home, file, (copy) => {
      const entries = entriesIn(copy);
      if (entries < signed) throw behind(entries, signed);
    });
    const ledger = openLedger(home);
    try {
      const book = openBook(ledger.database, join(home, 'ledger.sqlite'), () => signed);
      book.act({ at, actor: 'system:restore', act: 'ledger.restore', subject: 'ledger' }, () => undefined);
      return { entries: book.head().size, former: former ?? null };
    } finally {
      ledger.close();
    }
  } finally {
    unlock();
  }
}

function entriesIn(copy: Database.Database): number {
  const last = copy.prepare<[], number | null>('select max(seq) from audit_entry').pluck().get();
  return (last ?? -1) + 1;
}

function behind(got: number, expected: number): ExcavatorError {
  return new ExcavatorError({
    code: 'backup_behind',
    kind: 'conflict',
    what: 'This backup is older than the last head that was signed: acts that were vouched for would be gone.',
    got: `${got} entries`,
    expected: `at least ${expected}`,
    advice: 'Use a newer backup; the ledger in place was not touched.',
  });
}
