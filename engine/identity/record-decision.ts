import type { CoveredTable } from '../audit/index.ts';
import type { Home } from '../home.ts';
import { type IdentityDecision, writeDecision } from '../resolve/index.ts';
import { pseudonym } from '../vault/index.ts';

/** What people decided about who is who, by pseudonym: for those who oversee; covered by the log. */
export const decisionTable: CoveredTable = Object.freeze({
  name: 'identity_decision',
  columns: Object.freeze(['id', 'decision', 'person_a', 'person_b', 'by', 'at', 'reason']),
});

/** Into the ledger, by pseudonym, and, in the same act, into the sealed journal that every run obeys. */
export function recordDecision(
  { book, key, sealedDir }: Pick<Home, 'book' | 'key' | 'sealedDir'>,
  given: IdentityDecision,
): void {
  const { decision, identifierA, identifierB, by = '', at, reason } = given;
  const next = book.database
    .prepare<[], number>('select coalesce(max(cast(id as integer)), 0) + 1 from identity_decision')
    .pluck();
  const actor = by === '' ? 'local' : by;
  book.act({ at, actor, act: 'identity.record', subject: 'decision', detail: { decision } }, (pages) => {
    const [a, b] = [pseudonym(key, identifierA), pseudonym(key, identifierB)];
    pages.put(decisionTable, { id: String(next.get()), decision, person_a: a, person_b: b, by, at, reason });
    writeDecision(sealedDir, given);
  });
}
