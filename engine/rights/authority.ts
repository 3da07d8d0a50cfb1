import type { Book } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { demandRight } from './rights.ts';
import { authorityTable } from './tables.ts';
import type { Principal } from './types.ts';

/** Whether scoring and dispatch run. One person stops them, two let them go on. */
export interface Authority {
  readonly state: 'running' | 'stopped';
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  /** Who has asked to resume, while a second person is missing. */
  readonly resume_by: string | null;
}

type AuthorityRow = Authority & { readonly [column: string]: string | number | null };
const id = 'scoring';

export function authorityOf(book: Book): Authority {
  const row = book.database
    .prepare<[string], Authority>('select state, by, at, reason, resume_by from authority where id = ?')
    .get(id);
  return row ?? { state: 'running', by: 'nobody', at: 0, reason: '', resume_by: null };
}

/** @throws ExcavatorError stopped */
export function demandRunning(book: Book): void {
  const { state, by, at } = authorityOf(book);
  if (state === 'running') return;
  throw new ExcavatorError({
    code: 'stopped',
    kind: 'conflict',
    what: 'Scoring and dispatch are stopped.',
    got: `stopped by ${by} at ${new Date(at * 1000).toISOString().replace('.000', '')}`,
    advice: 'Two people let them go on: `excavator resume`, each with an account of their own.',
  });
}

export function stop(book: Book, who: Principal, at: number, reason: string): Authority {
  return book.act({ at, actor: who.account, act: 'authority.stop', subject: id, detail: { reason } }, (pages) => {
    demandRight(who, 'authority.stop');
    const row: Authority = { state: 'stopped', by: who.account, at, reason, resume_by: null };
    pages.put(authorityTable, { id, ...row });
    return row;
  });
}

/**
 * The first call asks, the call of another person resumes.
 * @throws ExcavatorError not_stopped, own_approval
 */
export function resume(book: Book, who: Principal, at: number, reason: string): Authority {
  return book.act({ at, actor: who.account, act: 'authority.resume', subject: id, detail: { reason } }, (pages) => {
    demandRight(who, 'authority.resume');
    const now = pages.get<AuthorityRow>(authorityTable, id);
    if (now?.state !== 'stopped') throw notStopped();
    if (now.resume_by === who.account) throw ownApproval('authority.resume');
    const row: Authority =
      now.resume_by === null
        ? { state: 'stopped', by: now.by, at: now.at, reason: now.reason, resume_by: who.account }
        : { state: 'running', by: who.account, at, reason, resume_by: null };
    pages.put(authorityTable, { id, ...row });
    return row;
  });
}

/** The same person on both sides of an act that needs two. */
export function ownApproval(where: string): ExcavatorError {
  return new ExcavatorError({
    code: 'own_approval',
    kind: 'forbidden',
    what: 'This needs a second person.',
    where,
    expected: 'somebody other than who asked',
    advice: 'Ask a colleague who has the right.',
  });
}

function notStopped(): ExcavatorError {
  return new ExcavatorError({
    code: 'not_stopped',
    kind: 'conflict',
    what: 'Nothing is stopped.',
    advice: 'There is nothing to resume.',
  });
}
