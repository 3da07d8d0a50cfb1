import type Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';

/** Somebody who keeps state beside the database and must go back with it. */
export interface Companion {
  /** A transaction has begun; another process may have written since the last one. */
  begin(): void;
  /** The work since `begin`, or since the last piece of it that stood, is undone. */
  undone(): void;
}

export interface Writer {
  /** Does the work in one transaction and returns when it is on the disk; nothing of it stays when it throws. */
  now<T>(work: () => T): T;
  /**
   * Does the work in the next shared transaction: whatever is asked for meanwhile shares one fsync. Resolves when it is
   * on the disk; work that throws is undone alone. A rejection with kind `resource` means unknown, not no: ask again
   * with the same idempotency key.
   */
  soon<T>(work: () => T): Promise<T>;
  /**
   * The same for work that writes one thing or throws before: it has no part of its own to undo, so it costs less. When
   * it throws after all, nobody's part of the transaction stands.
   */
  soonWhole<T>(work: () => T): Promise<T>;
  /** Why the last transaction failed; undefined when it was written. */
  trouble(): unknown;
}

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Whether its part can be undone alone. */
  readonly alone: boolean;
}

/** Work of more calls than this is not put into one transaction, so that the first of them need not wait long. */
const sharedMost = 512;

export function createWriter(db: Database.Database, file: string, companion: Companion): Writer {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const [savepoint, rollback, release] = [
    db.prepare('savepoint part'),
    db.prepare('rollback to part'),
    db.prepare('release part'),
  ];
  let waiting: Waiting[] = [];
  let trouble: unknown;

  const transaction = <T>(work: () => T): T => {
    try {
      begin.run();
      companion.begin();
      const result = work();
      commit.run();
      trouble = undefined;
      return result;
    } catch (error) {
      if (db.inTransaction) db.exec('rollback');
      companion.undone();
      const told = unwritten(error, file);
      if (!isRefusal(told)) trouble = told;
      throw told;
    }
  };
  /** One caller's part of a shared transaction; settled only once the whole is on the disk. */
  const part = ({ work, resolve, reject, alone }: Waiting): (() => void) => {
    if (!alone) {
      const value = work();
      return () => resolve(value);
    }
    savepoint.run();
    try {
      const value = work();
      release.run();
      return () => resolve(value);
    } catch (error) {
      // A full disk may have rolled back everything already: then nobody's part stands.
      if (!db.inTransaction) throw error;
      rollback.run();
      release.run();
      companion.undone();
      return () => reject(error);
    }
  };
  const flush = (): void => {
    const jobs = waiting.slice(0, sharedMost);
    waiting = waiting.slice(sharedMost);
    if (waiting.length > 0) setImmediate(flush);
    try {
      const outcomes = transaction(() => jobs.map((job) => part(job)));
      for (const settle of outcomes) settle();
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
  };
  const wait = <T>(work: () => T, alone: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject, alone });
    });
  return {
    now: transaction,
    soon: (work) => wait(work, true),
    soonWhole: (work) => wait(work, false),
    trouble: () => trouble,
  };
}

/** What SQLite says when it cannot write, as an error that says what that means for the caller. */
function unwritten(error: unknown, where: string): unknown {
  const told = shortageOr(error, where);
  const { code = '' } = (told ?? {}) as { readonly code?: string };
  if (told instanceof ExcavatorError || !/^SQLITE_(IOERR|BUSY|LOCKED|CORRUPT|NOTADB|PROTOCOL)/.test(code)) return told;
  return new ExcavatorError(
    {
      code: 'ledger_unwritable',
      kind: 'resource',
      what: 'The ledger could not be written, so nothing was done and nothing is told.',
      where,
      got: code,
      advice: 'Check the disk; ask again with the same idempotency key when the ledger can be written.',
    },
    { cause: error },
  );
}

/** An answer that the work gave on purpose says nothing about the disk. */
function isRefusal(error: unknown): boolean {
  const { kind } = (error ?? {}) as { readonly kind?: string };
  return kind !== undefined && kind !== 'resource' && kind !== 'internal';
}
