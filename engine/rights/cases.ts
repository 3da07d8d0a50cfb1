import type { Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { demandRight } from './rights.ts';
import { caseTable, exposureTable } from './tables.ts';
import type { CaseFile, Principal } from './types.ts';

type CaseRow = CaseFile & { readonly [column: string]: string | number | null };

/** Persons a case may look at before a supervisor must allow more. */
const budgetDefault = 200;

export interface Cases {
  open(
    who: Principal,
    at: number,
    file: { readonly id: string; readonly purpose: string; readonly budget?: number },
  ): CaseFile;
  close(who: Principal, at: number, id: string): CaseFile;
  /** @throws ExcavatorError case_unknown, case_closed */
  allow(who: Principal, at: number, id: string, budget: number, reason: string): CaseFile;
  list(who: Principal, at: number): readonly CaseFile[];
  /**
   * Counts the persons that a look shows against the budget of an open case of the own unit.
   * @throws ExcavatorError case_unknown, case_foreign, case_closed, exposure_budget
   */
  charge(who: Principal, at: number, id: string, persons: readonly string[]): Promise<CaseFile>;
}

export function openCases(book: Book): Cases {
  const known = book.database.prepare<[string], string>('select id from case_file where id = ?');
  const change = (
    who: Principal,
    at: number,
    act: string,
    id: string,
    edit: (file: CaseFile) => CaseFile,
    detail = {},
  ) =>
    book.act({ at, actor: who.account, act, subject: known.pluck().get(id) ?? 'unknown', detail }, (pages) => {
      const file = knownCase(pages, id);
      demandRight(who, act, file.unit);
      if (file.state !== 'open') throw caseFault('case_closed', id);
      return put(pages, edit(file));
    });
  return {
    open: (who, at, { id, purpose, budget = budgetDefault }) =>
      book.act({ at, actor: who.account, act: 'case.open', subject: id }, (pages) => {
        demandRight(who, 'case.open');
        if (!/^[\w.-]{1,64}$/.test(id) || purpose.trim() === '' || !(budget > 0)) throw caseFault('case_malformed', id);
        if (pages.get(caseTable, id) !== undefined) throw caseFault('case_taken', id);
        const file: CaseFile = {
          id,
          unit: who.unit,
          purpose,
          state: 'open',
          opened_at: at,
          closed_at: null,
          budget,
          exposed: 0,
        };
        return put(pages, file);
      }),
    close: (who, at, id) => change(who, at, 'case.close', id, (file) => ({ ...file, state: 'closed', closed_at: at })),
    allow: (who, at, id, budget, reason) =>
      change(who, at, 'case.budget', id, (file) => ({ ...file, budget }), { budget, reason }),
    charge: (who, at, id, persons) =>
      book.actSoon(
        { at, actor: who.account, act: 'case.expose', subject: known.pluck().get(id) ?? 'unknown' },
        (pages) => {
          demandRight(who, 'person.read');
          const file = openCaseOf(pages, who, id);
          const fresh = expose(pages, file, persons, at);
          pages.note('exposed', fresh);
          return Object.freeze({ ...file, exposed: file.exposed + fresh });
        },
      ),
    list: (who, at) =>
      book.act({ at, actor: who.account, act: 'case.list', subject: 'cases' }, () => {
        demandRight(who, 'case.list');
        const all = book.database.prepare<[string], CaseFile>('select * from case_file where unit = ? order by id');
        return all.all(who.unit).map(shown);
      }),
  };
}

/**
 * The case a person acts under: known, of the own unit, open.
 * @throws ExcavatorError case_unknown, case_foreign, case_closed (all of kind forbidden)
 */
export function openCaseOf(pages: Pages, who: Principal, id: string): CaseFile {
  const file = pages.get<CaseRow>(caseTable, id);
  if (file === undefined) throw caseFault('case_unknown', id);
  if (file.unit !== who.unit) throw caseFault('case_foreign', id);
  if (file.state !== 'open') throw caseFault('case_closed', id);
  return shown(file);
}

/**
 * Counts the persons a look exposes against the budget of its case; whoever was seen under the case before costs nothing.
 * @throws ExcavatorError exposure_budget
 */
export function expose(pages: Pages, file: CaseFile, persons: readonly string[], at: number): number {
  const fresh = [...new Set(persons)].filter((one) => pages.get(exposureTable, `${file.id}|${one}`) === undefined);
  if (fresh.length === 0) return 0;
  const exposed = file.exposed + fresh.length;
  if (exposed > file.budget) throw caseFault('exposure_budget', file.id);
  for (const person of fresh)
    pages.put(exposureTable, { id: `${file.id}|${person}`, case_id: file.id, person, first_at: at });
  put(pages, { ...file, exposed });
  return fresh.length;
}

function put(pages: Pages, file: CaseFile): CaseFile {
  pages.put(caseTable, { ...shown(file) });
  return shown(file);
}

function knownCase(pages: Pages, id: string): CaseFile {
  const file = pages.get<CaseRow>(caseTable, id);
  if (file === undefined) throw caseFault('case_unknown', id);
  return shown(file);
}

function shown({ id, unit, purpose, state, opened_at, closed_at, budget, exposed }: CaseFile): CaseFile {
  return Object.freeze({ id, unit, purpose, state, opened_at, closed_at, budget, exposed });
}

const faults = {
  case_unknown: ['forbidden', 'There is no such case.', 'Name an open case of your unit: `excavator case list`.'],
  case_foreign: ['forbidden', 'This case belongs to another unit.', 'Name an open case of your unit.'],
  case_closed: ['forbidden', 'This case is closed.', 'Name an open case of your unit.'],
  case_taken: ['conflict', 'There is a case of this number.', 'Use it, or another number.'],
  case_malformed: ['usage', 'A case has a number, a purpose and a budget above 0.', 'Say what the case is for.'],
  exposure_budget: [
    'forbidden',
    'This look would expose more persons than the case may look at.',
    'A supervisor can allow more, with a reason: `excavator case budget`.',
  ],
} as const;

function caseFault(code: keyof typeof faults, id: string): ExcavatorError {
  const [kind, what, advice] = faults[code];
  return new ExcavatorError({
    code,
    kind,
    what,
    ...(code.endsWith('unknown') || code.endsWith('malformed') ? {} : { got: id }),
    advice,
  });
}
