import type { Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import type { Principal } from '../rights/index.ts';
import { liveList } from './states.ts';
import { stepsOf } from './store.ts';
import type { LeadRow } from './types.ts';

/** Whether a reviewer has said what the facts alone look like, since the lead was proposed; until then its score is kept from them. */
export function ownViewGiven(pages: Pages, row: LeadRow, account: string): boolean {
  return stepsOf(pages, row).some(({ act, by, at }) => act === 'lead.view' && by === account && at >= row.proposed_at);
}

/** An own view is of a lead that is judged blind, and is given once: afterwards the score is known. @throws ExcavatorError */
export function demandViewOpen(pages: Pages, row: LeadRow, account: string): void {
  if (row.blind !== 1) {
    throw new ExcavatorError({
      code: 'not_judged_blind',
      kind: 'conflict',
      what: 'This lead is not judged blind: its score shows already.',
      where: row.id,
      advice: 'Decide about it.',
    });
  }
  if (!ownViewGiven(pages, row, account)) return;
  throw new ExcavatorError({
    code: 'own_view_given',
    kind: 'conflict',
    what: 'Your own view of this lead stands; it was given before the score showed and cannot be changed.',
    where: row.id,
    advice: 'Decide about the lead; the reason may say why you see it otherwise now.',
  });
}

/** Nobody decides about a lead that is judged blind without having said first what the facts alone look like. @throws ExcavatorError */
export function demandViewGiven(pages: Pages, row: LeadRow, account: string): void {
  if (row.blind !== 1 || ownViewGiven(pages, row, account)) return;
  throw new ExcavatorError({
    code: 'own_view_missing',
    kind: 'conflict',
    what: 'This lead is judged blind: your own view of it comes before the decision.',
    where: row.id,
    advice: 'Say what the facts alone look like: `excavator lead view`.',
  });
}

/** Persons whose score is kept from an account, wherever it would show. */
export type HiddenPersons = (who: Pick<Principal, 'account' | 'role' | 'unit'>) => ReadonlySet<string>;

/** Reviewers could look up elsewhere what a blind lead keeps from them: for them those persons have no score anywhere. */
export function openHiddenPersons({ database }: Book): HiddenPersons {
  const persons = database
    .prepare<[string, string], string>(
      `select l.person from lead l where l.unit = ? and l.blind = 1 and l.decided_by is null and l.state in (${liveList})
         and not exists (select 1 from lead_step s where s.id > l.id || '.' and s.id < l.id || '/'
           and s.act = 'lead.view' and s.by = ? and s.at >= l.proposed_at)`,
    )
    .pluck();
  return ({ account, role, unit }) => new Set(role === 'reviewer' ? persons.all(unit, account) : []);
}
