import type { Book } from '../audit/index.ts';
import { liveList } from './states.ts';
import { leadOf, takeStep } from './store.ts';

const batch = 500;

/** Lets every lead whose time is over expire. @returns how many */
export function expireLeads(book: Book, at: number, by: string): number {
  const due = book.database.prepare<[number, number], string>(
    `select id from lead where state in (${liveList})
     and expires_at <= ? order by expires_at, id limit ?`,
  );
  return inBatches(
    () => due.pluck().all(at, batch),
    (ids) =>
      book.together((act) => {
        for (const id of ids)
          act({ at, actor: by, act: 'lead.expire', subject: id }, (pages) => {
            takeStep(pages, leadOf(pages, id), { act: 'lead.expire', by, at });
          });
      }),
  );
}

/**
 * Takes back the live leads of persons who must not be leads any more: established, cleared, victims, witnesses
 * (oversight rule 16), or whose records were corrected.
 */
export function withdrawPersons(
  book: Book,
  persons: readonly string[],
  at: number,
  by: string,
  code: 'established_elsewhere' | 'records_corrected' | 'records_purged',
  reason: string,
): readonly string[] {
  const live = book.database.prepare<[string], string>(
    `select id from lead where person = ? and state in (${liveList})`,
  );
  const ids = persons.flatMap((person) => live.pluck().all(person));
  for (let from = 0; from < ids.length; from += batch) {
    book.together((act) => {
      for (const id of ids.slice(from, from + batch))
        act({ at, actor: by, act: 'lead.withdraw', subject: id, detail: { code } }, (pages) => {
          takeStep(pages, leadOf(pages, id), { act: 'lead.withdraw', by, at, code, reason });
        });
    });
  }
  return ids;
}

function inBatches(read: () => readonly string[], work: (ids: readonly string[]) => void): number {
  let done = 0;
  for (let ids = read(); ids.length > 0; ids = read()) {
    work(ids);
    done += ids.length;
  }
  return done;
}
