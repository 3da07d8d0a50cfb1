import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { lockHome, openLedger } from '../../../engine/ledger/index.ts';
import { migrate } from '../../../engine/ledger/migrate.ts';
import { withFolder } from '../../support/home.ts';

describe('a ledger', () => {
  test('is written through to the disk: WAL with synchronous FULL', () =>
    withFolder((home) => {
      openLedger(home).close();
      const db = new Database(join(home, 'ledger.sqlite'));
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      db.close();
    }));
});

describe('migrations', () => {
  const note = { name: 'note', sql: 'create table note (text text not null) strict' };
  const other = { name: 'other', sql: 'create table other (text text not null) strict' };
  const opened = (home: string): Database.Database => new Database(join(home, 'steps.sqlite'));

  test('are taken once each, whatever the order in which they came into the list', () =>
    withFolder((home) => {
      const db = opened(home);
      migrate(db, 'steps', [note]);
      db.exec(`insert into note values ('kept')`);
      migrate(db, 'steps', [other, note]);
      migrate(db, 'steps', [other, note]);
      expect(db.prepare('select text from note').pluck().all()).toEqual(['kept']);
      expect(db.prepare('select name from migration order by rowid').pluck().all()).toEqual(['note', 'other']);
      expect(() => migrate(db, 'steps', [note])).toThrow(expect.objectContaining({ code: 'ledger_newer' }));
      db.close();
    }));

  test('a ledger from before names were kept goes on with its runs', () =>
    withFolder((home) => {
      const old = new Database(join(home, 'ledger.sqlite'));
      old.exec(`create table run (sequence integer primary key autoincrement, run_id text not null unique,
        as_of integer not null, model text not null, report text not null) strict`);
      old.exec(`insert into run (run_id, as_of, model, report) values ('old', 1, 'm', '{}')`);
      old.pragma('user_version = 1');
      old.close();
      const ledger = openLedger(home);
      expect(ledger.database.prepare('select id, sequence, rev from run').all()).toEqual([
        { id: 'old', sequence: 1, rev: -1 },
      ]);
      ledger.close();
    }));

  test('one that fails leaves nothing of itself', () =>
    withFolder((home) => {
      const db = opened(home);
      const broken = { name: 'broken', sql: 'create table half (x text) strict; create tabel nonsense' };
      expect(() => db.transaction(() => migrate(db, 'steps', [note, broken])).immediate()).toThrow(/syntax/);
      expect(db.prepare('select count(*) from sqlite_master').pluck().get()).toBe(0);
      db.close();
    }));
});

describe('a ledger that cannot be used says why', () => {
  test('of a newer version', () =>
    withFolder((home) => {
      openLedger(home).close();
      const db = new Database(join(home, 'ledger.sqlite'));
      db.pragma('user_version = 99');
      db.close();
      expect(() => openLedger(home)).toThrow(expect.objectContaining({ code: 'ledger_newer', kind: 'conflict' }));
    }));

  test('damaged', () =>
    withFolder((home) => {
      writeFileSync(
        join(home, 'ledger.sqlite'),
        'this is no database at all, but long enough to be read as one'.repeat(40),
      );
      expect(() => openLedger(home)).toThrow(expect.objectContaining({ code: 'ledger_damaged', kind: 'data' }));
    }));

  test.skipIf(process.getuid?.() === 0)('in a folder that may not be written', () =>
    withFolder((home) => {
      chmodSync(home, 0o500);
      expect(() => lockHome(join(home, 'deep'))).toThrow(
        expect.objectContaining({ code: 'home_unwritable', kind: 'resource' }),
      );
      chmodSync(home, 0o700);
    }),
  );
});

/** Another process that takes the lock as the engine does and holds it until it is killed. */
async function otherHolder(home: string): Promise<ChildProcess> {
  const code = `
    import Database from 'better-sqlite3';
    const db = new Database(${JSON.stringify(join(home, '.lock.sqlite'))});
    db.exec('begin exclusive');
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return child;
}

describe('lock', () => {
  test('a second holder is refused, until the first gives it back', () =>
    withFolder((home) => {
      const release = lockHome(home);
      expect(() => lockHome(home)).toThrow(expect.objectContaining({ code: 'home_busy', kind: 'conflict' }));
      release();
      lockHome(home)();
    }));

  test('another process holds it; killed, it leaves no lock behind', () =>
    withFolder(async (home) => {
      const child = await otherHolder(home);
      expect(() => lockHome(home)).toThrow(expect.objectContaining({ code: 'home_busy' }));
      child.kill('SIGKILL');
      await once(child, 'exit');
      lockHome(home)();
    }));

  test('two homes are two locks', () =>
    withFolder((home) => {
      const [one, other] = [lockHome(join(home, 'a')), lockHome(join(home, 'b'))];
      one();
      other();
    }));
});
