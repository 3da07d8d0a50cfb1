import type { CoveredTable, Pages, Row } from '../audit/index.ts';
import type { Home } from '../home.ts';
import { leadTable } from '../leads/index.ts';
import { accountTable, clientTable } from '../rights/index.ts';
import { disclosureTable } from '../vault/index.ts';

const lockSeconds = 900;
const overlapSeconds = 86_400;

type Change = (row: Row, at: number) => Row;

/** What must not last until a clock that was ahead is reached: the rows to look at, and how each is put right. */
const ahead: readonly (readonly [CoveredTable, where: string, Change])[] = [
  // Whoever still needs an identity asks anew: nobody can tell by which clock a grant was meant.
  [disclosureTable, 'granted_until > ?', (row, at) => ({ ...row, granted_until: at })],
  [disclosureTable, 'requested_at > ?', (row, at) => ({ ...row, requested_at: at })],
  [
    accountTable,
    'max(locked_until, rotated_at) > ?',
    (row, at) => ({
      ...row,
      locked_until: Math.min(Number(row.locked_until), at + lockSeconds),
      rotated_at: Math.min(Number(row.rotated_at), at),
    }),
  ],
  [
    clientTable,
    'older_until > ?',
    (row, at) => ({ ...row, older_until: Math.min(Number(row.older_until), at + overlapSeconds) }),
  ],
  [leadTable, 'max(proposed_at, coalesce(lock_until, 0)) > ?', leadAsOf],
];

/** A lead proposed ahead of time keeps its term, from now on; a lock lapses. */
function leadAsOf(row: Row, at: number): Row {
  const tooLate = Math.max(0, Number(row.proposed_at) - at);
  return {
    ...row,
    proposed_at: Number(row.proposed_at) - tooLate,
    expires_at: Number(row.expires_at) - tooLate,
    lock_until: row.lock_until === null ? null : Math.min(Number(row.lock_until), at),
  };
}

/**
 * Ends or brings forward what was made while the clock was ahead: grants and sessions end, locks lapse, leads keep their
 * term from now on, deliveries become due. Call within the act that puts the clock right.
 */
export function endWhatIsAhead({ book }: Home, pages: Pages, at: number): void {
  const { database } = book;
  for (const [table, where, change] of ahead) {
    const ids = database.prepare<[number], string>(`select id from ${table.name} where ${where} order by id`).pluck();
    for (const id of ids.all(at)) {
      const row = pages.get<Row>(table, id);
      if (row !== undefined) pages.put(table, change(row, at));
    }
  }
  database.prepare('delete from session where started_at > ? or seen_at > ?').run(at, at);
  database.prepare('delete from access_token where expires_at > ?').run(at + lockSeconds);
  database
    .prepare("update push_delivery set due_ms = ? where due_ms > ? and state in ('waiting', 'due', 'leased')")
    .run(at * 1000, at * 1000);
  database
    .prepare('update push_endpoint set older_until_ms = ? where older_until_ms > ?')
    .run(at * 1000, (at + overlapSeconds) * 1000);
}
