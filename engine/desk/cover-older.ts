import type { Book, CoveredTable } from '../audit/index.ts';

const once = 'ledger.cover';

/**
 * Rows from before the log covered their tables get an entry that vouches for them as they are. Once in the life of a
 * home, also of one that has no such rows: what turns up later without an entry stays without one, and `verify` tells.
 * @param at epoch seconds
 */
export function coverOlder(book: Book, tables: readonly CoveredTable[], at: number): void {
  if (book.database.prepare('select 1 from audit_entry where once = ?').get(once) !== undefined) return;
  book.act({ at, actor: 'system:migrate', act: 'ledger.cover', subject: 'ledger', once }, (pages) => {
    for (const table of tables)
      for (const id of unvouched(book, table)) {
        const row = pages.get(table, id);
        if (row !== undefined) pages.put(table, row);
      }
  });
}

function unvouched({ database }: Book, { name }: CoveredTable): readonly string[] {
  return database.prepare<[], string>(`select id from ${name} where rev < 0 order by id`).pluck().all();
}
