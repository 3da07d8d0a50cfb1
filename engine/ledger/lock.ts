import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';

/**
 * One writer a home. The lock is an exclusive SQLite transaction, which the operating system drops
 * when the process dies, so a killed run never leaves a stale lock behind.
 * @returns a function that gives the lock back
 */
export function lockHome(home: string): () => void {
  const db = openLock(home);
  try {
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw shortageOr(error, home);
    throw new ExcavatorError(
      {
        code: 'home_busy',
        kind: 'conflict',
        what: 'Another process is writing to this home.',
        where: home,
        advice: 'Wait until it is done, or use another --home.',
      },
      { cause: error },
    );
  }
  return () => {
    db.exec('rollback');
    db.close();
  };
}

function openLock(home: string): Database.Database {
  try {
    mkdirSync(home, { recursive: true });
    return new Database(join(home, '.lock.sqlite'), { timeout: 200 });
  } catch (error) {
    throw shortageOr(error, home);
  }
}
