import type { Book } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { demandRight } from './rights.ts';
import { unitTable } from './tables.ts';
import { type Principal, type Unit, unitKinds } from './types.ts';

/** Makes a unit or gives it another name, kind or area. */
export function putUnit(book: Book, who: Principal, at: number, unit: Unit): Unit {
  return book.act({ at, actor: who.account, act: 'unit.create', subject: unit.id }, (pages) => {
    demandRight(who, 'unit.create');
    if (!/^[a-z0-9][a-z0-9._-]{0,31}$/.test(unit.id) || !unitKinds.includes(unit.kind)) throw malformed();
    const { id, name, kind, area } = unit;
    pages.put(unitTable, { id, name, kind, area });
    return Object.freeze({ id, name, kind, area });
  });
}

export function unitsOf(book: Book): readonly Unit[] {
  return book.database.prepare<[], Unit>('select id, name, kind, area from unit order by id').all();
}

function malformed(): ExcavatorError {
  return new ExcavatorError({
    code: 'unit_malformed',
    kind: 'usage',
    what: 'A unit has an id of small letters, digits, dots and dashes, and one of five kinds.',
    expected: unitKinds.join(', '),
    advice: 'Name it again.',
  });
}
