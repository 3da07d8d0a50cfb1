import type Database from 'better-sqlite3';
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
  /** Why the last transaction failed; undefined when it was written. */
  trouble(): unknown;
}

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Work of more calls than this is not put into one transaction, so that the first of them need not wait long. */
const sharedMost = 512;

export function createWriter(db: Database.Database, file: string, companion: Companion): Writer {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
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
      const told = shortageOr(error, file);
      if (!isRefusal(told)) trouble = told;
      throw told;
    }
  };
  const flush = (): void => {
    const jobs = waiting.slice(0, sharedMost);
    waiting = waiting.slice(sharedMost);
    if (waiting.length > 0) setImmediate(flush);
    try {
      const outcomes = transaction(() => jobs.map((job) => inSavepoint(db, job, companion)));
      for (const settle of outcomes) settle();
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
  };
  return {
    now: transaction,
    soon: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      }),
    trouble: () => trouble,
  };
}

/** One caller's part of a shared transaction; settled only once the whole is on the disk. */
function inSavepoint(db: Database.Database, { work, resolve, reject }: Waiting, companion: Companion): () => void {
  db.exec('savepoint part');
  try {
    const value = work();
    db.exec('release part');
    return () => resolve(value);
  } catch (error) {
    // A full disk may have rolled back everything already: then nobody's part stands.
    if (!db.inTransaction) throw error;
    db.exec('rollback to part');
    db.exec('release part');
    companion.undone();
    return () => reject(error);
  }
}

/** An answer that the work gave on purpose says nothing about the disk. */
function isRefusal(error: unknown): boolean {
  const { kind } = (error ?? {}) as { readonly kind?: string };
  return kind !== undefined && kind !== 'resource' && kind !== 'internal';
}
