import { createHash } from 'node:crypto';
import type { Book } from '../audit/index.ts';
import type { Writer } from '../ledger/index.ts';
import type { Principal, StaffRole } from './types.ts';

/** A session ends when nobody used it for so long, and after so long whatever happens. */
const idleSeconds = 30 * 60;
const longestSeconds = 10 * 3600;
/** The oldest one ends when an account has more. */
const sessionsMost = 20;
/** That somebody was here is written no more often than this. */
const touchSeconds = 60;

export interface Sessions {
  /** The token of a new session: told once, kept as a hash only. */
  start(at: number, account: string, way?: 'password' | 'provider'): Promise<string>;
  /** Who the token belongs to; undefined when it is unknown, has ended, or its account was closed or has another password since. */
  find(at: number, token: string): Principal | undefined;
  end(token: string): Promise<void>;
  /** What was read of accounts and sessions counts no more: something was written to an account. */
  forget(): void;
}

interface Found {
  readonly account: string;
  readonly role: StaffRole;
  readonly unit: string;
  readonly state: string;
  readonly must_rotate: number;
  readonly rotated_at: number;
  readonly started_at: number;
  readonly seen_at: number;
  readonly way: string;
}

/** Sessions whose rows are kept between requests. */
const keptMost = 10_000;

/**
 * @param freshToken at least 128 random bits as text
 * @param changes another number once another process has written
 */
export function openSessions(
  database: Book['database'],
  writer: Writer,
  freshToken: () => string,
  rotationDue: (rotatedAt: number, at: number) => boolean,
  changes: () => number,
): Sessions {
  const find = database.prepare<[string], Found>(
    `select s.account, s.started_at, s.seen_at, s.way, a.role, a.unit, a.state, a.must_rotate, a.rotated_at
     from session s join account a on a.id = s.account where s.id = ?`,
  );
  const insert = database.prepare<[string, string, number, number, string]>(
    'insert into session values (?, ?, ?, ?, ?)',
  );
  const touch = database.prepare<[number, string]>('update session set seen_at = max(seen_at, ?) where id = ?');
  const remove = database.prepare<[string]>('delete from session where id = ?');
  const sweep = database.prepare<[number, number]>('delete from session where seen_at <= ? or started_at <= ?');
  const trim = database.prepare<[string, number]>(
    `delete from session where id in (select id from session where account = ? order by started_at desc, id limit -1 offset ?)`,
  );
  const kept = new Map<string, Found>();
  let asOf = changes();
  const rowOf = (token: string): Found | undefined => {
    if (asOf !== changes()) kept.clear();
    asOf = changes();
    const known = kept.get(token);
    if (known !== undefined) return known;
    const row = find.get(hash(token));
    if (row !== undefined) kept.set(token, row);
    if (kept.size > keptMost) kept.delete(kept.keys().next().value as string);
    return row;
  };
  return {
    start: (at, account, way = 'password') => {
      const token = freshToken();
      return writer.soon(() => {
        sweep.run(at - idleSeconds, at - longestSeconds);
        insert.run(hash(token), account, at, at, way);
        trim.run(account, sessionsMost);
        kept.clear();
        return token;
      });
    },
    find: (at, token) => {
      const row = rowOf(token);
      if (row === undefined || row.state !== 'active' || row.rotated_at > row.started_at) return undefined;
      if (at - row.seen_at >= idleSeconds || at - row.started_at >= longestSeconds || at < row.started_at)
        return undefined;
      // Nobody waits for it: a lost touch ends the session a minute early at worst.
      if (at - row.seen_at >= touchSeconds) {
        kept.delete(token);
        writer.soon(() => touch.run(at, hash(token))).catch(() => undefined);
      }
      return Object.freeze({
        account: row.account,
        role: row.role,
        unit: row.unit,
        // Whoever comes from a provider has no password here to change.
        mustRotate: row.way === 'password' && (row.must_rotate === 1 || rotationDue(row.rotated_at, at)),
      });
    },
    end: async (token) => {
      await writer.soon(() => {
        remove.run(hash(token));
        kept.clear();
      });
    },
    forget: () => kept.clear(),
  };
}

export const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
