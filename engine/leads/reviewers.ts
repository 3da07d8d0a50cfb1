import type { Book } from '../audit/index.ts';
import { demandRight, type Principal } from '../rights/index.ts';

/** Somebody who may be given leads of the unit. */
export interface Reviewer {
  readonly account: string;
  /** Leads locked by them now. */
  readonly inHand: number;
}

/** Active reviewers of the own unit, those with the least in hand first. */
export async function readReviewers(book: Book, who: Principal, at: number): Promise<readonly Reviewer[]> {
  return book.actSoon({ at, actor: who.account, act: 'reviewer.list', subject: `unit:${who.unit}` }, () => {
    demandRight(who, 'reviewer.list');
    return book.database
      .prepare<[number, string], Reviewer>(
        `select a.id as account, count(l.id) as inHand from account a
           left join lead l on l.unit = a.unit and l.lock_by = a.id and l.state = 'in_review' and l.lock_until > ?
         where a.unit = ? and a.role = 'reviewer' and a.state = 'active' group by a.id order by inHand, a.id`,
      )
      .all(at, who.unit);
  });
}
