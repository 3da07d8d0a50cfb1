import type { Book } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { openCaseOf } from './cases.ts';
import { demandRight } from './rights.ts';
import { exposureTable } from './tables.ts';
import type { Principal } from './types.ts';

/** A picture or table of people that leaves the service. */
export interface Taking {
  /** Of the export: stands in the file and in the log. */
  readonly id: string;
  readonly caseId: string;
  readonly format: string;
  readonly run: string;
  readonly persons: readonly string[];
  readonly contacts: number;
}

/**
 * Notes that people are taken out of the service, before anything is given: under an open case of the own unit, and only
 * people that were shown under it, whose looks are in the log one by one.
 * @throws ExcavatorError case_unknown, case_foreign, case_closed, export_unseen
 */
export async function takeOut(book: Book, who: Principal, at: number, taking: Taking): Promise<void> {
  const { id, caseId, format, run, persons, contacts } = taking;
  const known = book.database.prepare<[string], string>('select id from case_file where id = ?').pluck().get(caseId);
  const detail = { export: id, format, run, people: new Set(persons).size, contacts };
  await book.actSoon({ at, actor: who.account, act: 'graph.export', subject: known ?? 'unknown', detail }, (pages) => {
    demandRight(who, 'graph.export');
    const file = openCaseOf(pages, who, caseId);
    const unseen = persons.filter((one) => pages.get(exposureTable, `${file.id}|${one}`) === undefined).length;
    if (unseen > 0) throw exportUnseen(unseen);
  });
}

function exportUnseen(unseen: number): ExcavatorError {
  return new ExcavatorError({
    code: 'export_unseen',
    kind: 'forbidden',
    what: 'Only people that were shown under the case may be taken out under it.',
    got: `${unseen} who were not`,
    advice: 'Look at them under this case first; it is charged and logged then.',
  });
}
