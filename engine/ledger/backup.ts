import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';
import { ledgerFile } from './database.ts';
import { migrate } from './migrate.ts';

/**
 * Copies the ledger to a file while it is in use (SQLite's online backup): the copy is one moment of the ledger. It gets
 * its name only when it is whole and its pages check out.
 * @throws ExcavatorError backup_damaged, disk_full
 */
export async function backUp(db: Database.Database, file: string): Promise<{ readonly pages: number }> {
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    const { totalPages } = await db.backup(partial);
    checkPages(partial);
    renameSync(partial, file);
    return { pages: totalPages };
  } catch (error) {
    rmSync(partial, { force: true });
    throw shortageOr(error, file);
  }
}

/**
 * Puts a backup in the place of a home's ledger; the ledger that stood there is kept beside it. Nothing is touched when
 * the backup is damaged, newer than this program or no ledger. No other process may have the home open.
 * @param demand looks at the copy before it takes the place; what it throws leaves everything as it is
 * @returns where the former ledger was put, if there was one
 * @throws ExcavatorError backup_damaged, backup_missing, ledger_newer
 */
export function restore(
  home: string,
  file: string,
  demand: (copy: Database.Database) => void = () => undefined,
): string | undefined {
  if (!existsSync(file)) throw damaged(file, 'no file', 'backup_missing');
  const target = ledgerFile(home);
  const fresh = `${target}.restored`;
  rmSync(fresh, { force: true });
  checkPages(file);
  const source = new Database(file, { readonly: true });
  try {
    source.exec(`vacuum into '${fresh.replaceAll("'", "''")}'`);
  } finally {
    source.close();
  }
  const copy = new Database(fresh);
  try {
    copy.transaction(() => migrate(copy, file)).immediate();
    demand(copy);
  } catch (error) {
    copy.close();
    rmSync(fresh, { force: true });
    throw error;
  } finally {
    copy.close();
  }
  const former = existsSync(target) ? `${target}.before-restore` : undefined;
  if (former !== undefined) renameSync(target, former);
  for (const rest of ['-wal', '-shm']) rmSync(`${target}${rest}`, { force: true });
  renameSync(fresh, target);
  return former;
}

function checkPages(file: string): void {
  let found: unknown;
  try {
    const db = new Database(file, { readonly: true });
    try {
      found = db.pragma('integrity_check', { simple: true });
      if (db.prepare("select 1 from sqlite_master where name = 'migration'").get() === undefined) found = 'no ledger';
    } finally {
      db.close();
    }
  } catch (error) {
    found = error instanceof Error ? error.message : error;
  }
  if (found !== 'ok') throw damaged(file, String(found), 'backup_damaged');
}

function damaged(where: string, got: string, code: 'backup_damaged' | 'backup_missing'): ExcavatorError {
  return new ExcavatorError({
    code,
    kind: 'data',
    what: code === 'backup_missing' ? 'There is no such backup.' : 'The backup cannot be used.',
    where,
    got,
    expected: 'a whole copy of a ledger',
    advice: 'Use another backup; the ledger in place was not touched.',
  });
}
