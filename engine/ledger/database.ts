import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';
import { migrate } from './migrate.ts';

/** Pages kept in memory, and pages of the write-ahead log before they are moved into the file. */
const cacheKib = 65_536;
const walPages = 8000;

export function ledgerFile(home: string): string {
  return join(home, 'ledger.sqlite');
}

/**
 * The SQLite file of a home with every migration taken: WAL, and synchronous=FULL said explicitly, because the
 * library's default there is NORMAL, which can lose acknowledged work at a power cut.
 * @throws ExcavatorError ledger_damaged, ledger_newer, disk_full, home_unwritable
 */
export function openDatabase(home: string): Database.Database {
  const file = ledgerFile(home);
  try {
    mkdirSync(home, { recursive: true });
    const db = new Database(file, { timeout: 5000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // What is erased is overwritten, not only forgotten.
    db.pragma('secure_delete = ON');
    db.pragma(`cache_size = -${cacheKib}`);
    db.pragma(`wal_autocheckpoint = ${walPages}`);
    // Two processes may open a new home at once: the second waits here and finds the steps taken.
    db.transaction(() => migrate(db, file)).immediate();
    return db;
  } catch (error) {
    throw openFault(error, file);
  }
}

function openFault(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return shortageOr(error, file);
  if (error.code !== 'SQLITE_NOTADB' && error.code !== 'SQLITE_CORRUPT') return shortageOr(error, file);
  return new ExcavatorError(
    {
      code: 'ledger_damaged',
      kind: 'data',
      what: 'The ledger of this home cannot be read.',
      where: file,
      expected: 'a SQLite database',
      advice: 'Restore the file from a backup, or use another --home.',
    },
    { cause: error },
  );
}
