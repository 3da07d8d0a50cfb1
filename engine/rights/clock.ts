import { type Book, clockAct, type Pages, type Row } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { ownApproval } from './authority.ts';
import { demandRight } from './rights.ts';
import { authorityTable } from './tables.ts';
import type { Principal } from './types.ts';

/** How far putting the clock right has come. Instants are epoch seconds. */
export interface ClockCorrection {
  readonly state: 'asked' | 'corrected';
  readonly by: string;
  readonly at: number;
  /** Instant that the log stood at. */
  readonly from: number;
}

/** Somebody who asked is answered within a day, by a clock that has not gone back since. */
const answerSeconds = 86_400;
const id = 'clock';

/**
 * A log that was once written with a clock far ahead refuses every write until then. The first call asks for the way out,
 * the call of another person takes it: the log goes on from the clock as it is now. Both are entries; until the second one
 * the log stands at its own instant.
 * @param afterwards puts right what was made while the clock was ahead, in the same act
 * @throws ExcavatorError clock_not_behind, reason_missing, own_approval, right_missing
 */
export function correctClock(
  book: Book,
  who: Principal,
  at: number,
  reason: string,
  afterwards: (pages: Pages) => void,
): ClockCorrection {
  const act = { at, actor: who.account, act: clockAct, subject: id, behind: true, detail: { reason, clock: at } };
  return book.act(act, (pages) => {
    demandRight(who, 'authority.clock');
    const from = book.lastAt();
    if (at >= from) throw notBehind();
    if (reason.trim() === '') throw reasonMissing();
    const asked = pages.get<Row>(authorityTable, id);
    const open = asked?.state === 'asked' && at >= Number(asked.at) && at <= Number(asked.at) + answerSeconds;
    if (open && asked.by === who.account) throw ownApproval(clockAct);
    const state = open ? 'corrected' : 'asked';
    pages.put(authorityTable, { id, state, by: who.account, at, reason, resume_by: open ? (asked.by ?? null) : null });
    if (open) {
      pages.note('corrected_seconds', from - at);
      pages.goOnFromClock();
      afterwards(pages);
    }
    return { state, by: who.account, at, from };
  });
}

function notBehind(): ExcavatorError {
  return new ExcavatorError({
    code: 'clock_not_behind',
    kind: 'conflict',
    what: 'The clock is not behind the log, so there is nothing to put right.',
    expected: 'a clock behind the newest entry',
    advice: 'Just go on.',
  });
}

function reasonMissing(): ExcavatorError {
  return new ExcavatorError({
    code: 'reason_missing',
    kind: 'usage',
    what: 'Putting the clock of the log right needs a reason.',
    expected: 'a sentence that says why',
    advice: 'Add --reason TEXT.',
  });
}
