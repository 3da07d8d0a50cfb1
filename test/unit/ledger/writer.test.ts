import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backUp, createWriter, openLedger, restore } from '../../../engine/ledger/index.ts';
import { withFolder } from '../../support/home.ts';

function notebook(home: string) {
  const db = new Database(join(home, 'book.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table note (text text primary key) strict');
  const seen = { begun: 0, undone: 0 };
  const writer = createWriter(db, 'book.sqlite', {
    begin: () => {
      seen.begun++;
    },
    undone: () => {
      seen.undone++;
    },
  });
  const insert = db.prepare('insert into note values (?)');
  const all = (): unknown[] => db.prepare('select text from note order by rowid').pluck().all();
  return { db, writer, seen, write: (text: string) => insert.run(text), all };
}

test('calls made together share a transaction; one that fails is undone alone', () =>
  withFolder(async (home) => {
    const { db, writer, seen, write, all } = notebook(home);
    const outcomes = await Promise.allSettled([
      writer.soon(() => write('a')),
      writer.soon(() => {
        write('b');
        throw new Error('no');
      }),
      writer.soon(() => write('c')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(all()).toEqual(['a', 'c']);
    expect(seen).toEqual({ begun: 1, undone: 1 });
    db.close();
  }));

test('work without a part of its own shares the transaction; when it throws, nobody was written and all are told', () =>
  withFolder(async (home) => {
    const { db, writer, seen, write, all } = notebook(home);
    await Promise.all([writer.soonWhole(() => write('a')), writer.soon(() => write('b'))]);
    expect(all()).toEqual(['a', 'b']);
    expect(seen.begun).toBe(1);
    const outcomes = await Promise.allSettled([
      writer.soon(() => write('c')),
      writer.soonWhole(() => {
        write('d');
        throw new Error('no');
      }),
      writer.soonWhole(() => write('e')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(all()).toEqual(['a', 'b']);
    await writer.soonWhole(() => write('f'));
    expect(all()).toEqual(['a', 'b', 'f']);
    db.close();
  }));

test('nothing is acknowledged before it is on the disk: another connection sees it when the promise resolves', () =>
  withFolder(async (home) => {
    const { db, writer, write } = notebook(home);
    const other = new Database(join(home, 'book.sqlite'), { readonly: true });
    const count = (): unknown => other.prepare('select count(*) from note').pluck().get();
    const promise = writer.soon(() => write('a'));
    expect(count()).toBe(0);
    await promise;
    expect(count()).toBe(1);
    other.close();
    db.close();
  }));

test('a commit that fails is no success for anybody, and is told until one succeeds', () =>
  withFolder(async (home) => {
    const { db, writer, write, all } = notebook(home);
    db.pragma('max_page_count = 3');
    const long = 'x'.repeat(20_000);
    const outcomes = await Promise.allSettled([writer.soon(() => write('a')), writer.soon(() => write(long))]);
    expect(outcomes.map(({ status }) => status)).not.toContain('fulfilled');
    expect(() => writer.now(() => write(long))).toThrow(expect.objectContaining({ code: 'disk_full' }));
    expect(writer.trouble()).toMatchObject({ code: 'disk_full', kind: 'resource' });
    expect(all()).toEqual([]);
    db.pragma('max_page_count = 1000');
    writer.now(() => write(long));
    expect(writer.trouble()).toBeUndefined();
    expect(all()).toHaveLength(1);
    db.close();
  }));

const note = (ledger: ReturnType<typeof openLedger>, id: string) =>
  ledger.database.prepare(`insert into unit values (?, 'Unit', 'brigade', null, 0)`).run(id);
const notes = (ledger: Pick<ReturnType<typeof openLedger>, 'database'>): unknown[] =>
  ledger.database.prepare('select id from unit order by id').pluck().all();

test('a backup is taken while the ledger is in use, and put back; the former ledger is kept', () =>
  withFolder(async (home) => {
    const ledger = openLedger(home);
    note(ledger, 'a');
    const file = join(home, 'copy.sqlite');
    await backUp(ledger.database, file);
    note(ledger, 'b');
    ledger.close();
    const former = restore(home, file);
    const back = openLedger(home);
    expect(notes(back)).toEqual(['a']);
    back.close();
    const kept = new Database(String(former), { readonly: true });
    expect(notes({ database: kept })).toEqual(['a', 'b']);
    kept.close();
  }));

test('a backup that is damaged or no ledger is refused, and the ledger in place stays', () =>
  withFolder(async (home) => {
    const ledger = openLedger(home);
    note(ledger, 'a');
    ledger.close();
    const bad = join(home, 'bad.sqlite');
    writeFileSync(bad, 'no database'.repeat(500));
    const other = new Database(join(home, 'other.sqlite'));
    other.exec('create table x (y text)');
    other.close();
    for (const file of [bad, join(home, 'other.sqlite')])
      expect(() => restore(home, file)).toThrow(expect.objectContaining({ code: 'backup_damaged' }));
    expect(() => restore(home, join(home, 'none'))).toThrow(expect.objectContaining({ code: 'backup_missing' }));
    const same = openLedger(home);
    expect(notes(same)).toEqual(['a']);
    same.close();
  }));
