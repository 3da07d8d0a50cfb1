import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { includes } from '../../../engine/audit/check-proofs.ts';
import { verifyLog } from '../../../engine/audit/index.ts';
import { ExcavatorError } from '../../../engine/kernel/errors.ts';
import { backUp, restore } from '../../../engine/ledger/index.ts';
import { auditHome, fill, thing } from '../../support/audit-home.ts';
import { withFolder } from '../../support/home.ts';

const act = (over = {}) => ({ at: 100, actor: 'anna', act: 'thing.write', subject: 't1', ...over });
const row = (over = {}) => ({ id: 't1', text: 'a', number: 1, maybe: null, ...over });
const count = (db: Database.Database, table: string): unknown =>
  db.prepare(`select count(*) from ${table}`).pluck().get();

describe('an act and its entry are one', () => {
  test('both are there, and the row names its entry', () =>
    withFolder((home) => {
      const { db, book } = auditHome(home);
      expect(
        book.act(act(), (pages) => {
          pages.put(thing, row());
          pages.note('why', 'because');
          return 'done';
        }),
      ).toBe('done');
      expect(db.prepare('select * from thing').get()).toEqual({ ...row(), rev: 0 });
      expect(db.prepare('select actor, act, subject, detail from audit_entry').get()).toEqual({
        actor: 'anna',
        act: 'thing.write',
        subject: 't1',
        detail: '{"why":"because"}',
      });
    }));

  test('neither is, when the work throws', () =>
    withFolder((home) => {
      const { db, book } = auditHome(home);
      const fail = (): never => {
        throw new Error('no');
      };
      expect(() =>
        book.act(act(), (pages) => {
          pages.put(thing, row());
          fail();
        }),
      ).toThrow('no');
      expect([count(db, 'thing'), count(db, 'audit_entry')]).toEqual([0, 0]);
      book.act(act(), (pages) => pages.put(thing, row()));
      expect(verifyLog(db, { tables: [thing], checkpoints: [] }).faults).toEqual([]);
    }));

  test('a read is refused when the log cannot be written', () =>
    withFolder((home) => {
      const { db, book } = auditHome(home);
      book.act(act(), (pages) => pages.put(thing, row()));
      db.exec("create trigger full before insert on audit_entry begin select raise(fail, 'disk I/O error'); end");
      let told = 'nothing';
      expect(() => {
        told = book.act(act({ act: 'thing.read' }), (pages) => String(pages.get(thing, 't1')?.text));
      }).toThrow();
      expect(told).toBe('nothing');
      db.exec('drop trigger full');
      expect(book.act(act({ act: 'thing.read' }), (pages) => pages.get(thing, 't1')?.text)).toBe('a');
    }));

  test('what is forbidden leaves an entry that says so, and nothing else', () =>
    withFolder((home) => {
      const { db, book } = auditHome(home);
      const forbidden = new ExcavatorError({ code: 'not_yours', kind: 'forbidden', what: 'No.', advice: 'Ask.' });
      const attempt = () =>
        book.act(act(), (pages) => {
          pages.put(thing, row());
          throw forbidden;
        });
      expect(attempt).toThrow(forbidden);
      expect(count(db, 'thing')).toBe(0);
      expect(db.prepare('select act, detail from audit_entry').all()).toEqual([
        { act: 'refused', detail: '{"of":"thing.write","code":"not_yours"}' },
      ]);
    }));
});

describe('asked twice', () => {
  test('with one key it is done once and answered twice, also after a restart and in a shared transaction', () =>
    withFolder(async (home) => {
      const { db, book } = auditHome(home);
      const write = () =>
        book.actSoon(act({ once: 'k1' }), (pages) => {
          pages.put(thing, row());
          return { made: 't1' };
        });
      expect(await Promise.all([write(), write()])).toEqual([{ made: 't1' }, { made: 't1' }]);
      expect(count(db, 'audit_entry')).toBe(1);
      expect(auditHome(home).book.act(act({ once: 'k1' }), () => 'again')).toEqual({ made: 't1' });
    }));

  test('a key of another act is refused', () =>
    withFolder((home) => {
      const { book } = auditHome(home);
      book.act(act({ once: 'k1' }), () => 1);
      expect(() => book.act(act({ once: 'k1', subject: 't2' }), () => 1)).toThrow(
        expect.objectContaining({ code: 'idempotency_key_reused', kind: 'conflict' }),
      );
    }));
});

test('a clock set back is refused; a second more or less is not', () =>
  withFolder((home) => {
    const { book } = auditHome(home);
    book.act(act({ at: 1000 }), () => 1);
    book.act(act({ at: 990 }), () => 1);
    expect(() => book.act(act({ at: 900 }), () => 1)).toThrow(expect.objectContaining({ code: 'clock_set_back' }));
  }));

test('a noted look is an entry on the disk; one with a wrong clock is refused alone; none is told when the log is full', () =>
  withFolder(async (home) => {
    const { db, book } = auditHome(home);
    const look = (at: number) => book.note(act({ at, act: 'thing.read' }));
    const outcomes = await Promise.allSettled([
      look(1000),
      look(900),
      book.actSoon(act({ at: 1001 }), () => 1),
      look(1002),
    ]);
    expect(outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'told'))).toEqual([
      'told',
      'clock_set_back',
      'told',
      'told',
    ]);
    expect(count(db, 'audit_entry')).toBe(3);
    db.exec("create trigger full before insert on audit_entry begin select raise(abort, 'no room'); end");
    const refused = await Promise.allSettled([look(1003), look(1004)]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    db.exec('drop trigger full');
    await look(1005);
    expect(verifyLog(db, { tables: [thing], checkpoints: [] })).toMatchObject({ entries: 4, faults: [] });
  }));

test('two processes write one log: each sees what the other added', () =>
  withFolder((home) => {
    const [one, other] = [auditHome(home), auditHome(home)];
    for (let i = 0; i < 600; i += 40) {
      const { book } = i % 3 === 0 ? one : other;
      book.together((one) => {
        for (let j = i; j < i + 40; j++) one(act(), (pages) => pages.put(thing, row({ id: `t${j}` })));
      });
    }
    expect(verifyLog(one.db, { tables: [thing], checkpoints: [] })).toMatchObject({
      entries: 600,
      rows: 600,
      faults: [],
    });
    expect(one.book.head()).toEqual(other.book.head());
  }));

test('in a shared transaction a part that fails leaves the others and the tree whole', () =>
  withFolder(async (home) => {
    const { db, book } = auditHome(home);
    const parts = Array.from({ length: 400 }, (_, i) =>
      book.actSoon(act({ subject: `t${i}` }), (pages) => {
        pages.put(thing, row({ id: `t${i}` }));
        if (i % 7 === 0) throw new Error('no');
      }),
    );
    const outcomes = await Promise.allSettled(parts);
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(verifyLog(db, { tables: [thing], checkpoints: [] })).toMatchObject({
      entries: done,
      rows: done,
      faults: [],
    });
  }));

test('a proof of an entry can be checked with nothing but the head', () =>
  withFolder((home) => {
    const audit = auditHome(home);
    fill(audit, 300, (bound) => bound - 1, 100);
    const proof = audit.book.prove(123);
    if (proof === undefined) throw new Error('no proof');
    const { leaf, path, size, root } = proof;
    expect(includes(leaf, 123, size, path, root)).toBe(true);
    expect(includes(leaf, 124, size, path, root)).toBe(false);
    expect(audit.book.prove(300)).toBeUndefined();
  }));

describe('an old copy put back', () => {
  test('is not written to, and not signed', () =>
    withFolder(async (home) => {
      const first = auditHome(home);
      fill(first, 50, (bound) => bound - 1, 25);
      const copy = join(home, 'old.sqlite');
      await backUp(first.db, copy);
      for (let i = 0; i < 5; i++) first.book.act(act({ at: 1_700_000_100 + i }), () => i);
      first.signer.checkpoint(first.book, 1_700_000_200, first.checkpoints);
      first.db.close();
      restore(home, copy);
      const again = auditHome(home);
      expect(() => again.book.act(act({ at: 1_700_000_300 }), () => 1)).toThrow(
        expect.objectContaining({ code: 'log_rolled_back' }),
      );
      expect(count(again.db, 'audit_entry')).toBe(50);
    }));

  test('another history of the same length is not signed', () =>
    withFolder(async (home) => {
      const first = auditHome(home);
      fill(first, 20, (bound) => bound - 1, 100);
      const copy = join(home, 'old.sqlite');
      await backUp(first.db, copy);
      for (let i = 0; i < 5; i++) first.book.act(act({ at: 1_700_000_100 + i }), () => i);
      first.signer.checkpoint(first.book, 1_700_000_200, first.checkpoints);
      first.db.close();
      restore(home, copy);
      const forged = new Database(join(home, 'ledger.sqlite'));
      const insert = forged.prepare("insert into audit_entry values (?, 1700000100, 'x', 'y', 'z', null, '{}', '[]')");
      for (let i = 20; i < 30; i++) insert.run(i);
      forged.close();
      const again = auditHome(home);
      expect(() => again.signer.checkpoint(again.book, 1_700_000_300, again.checkpoints)).toThrow(
        expect.objectContaining({ code: 'log_inconsistent' }),
      );
    }));
});
