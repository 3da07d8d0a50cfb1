import type { TableName } from '../../data/schema/index.ts';
import { type CodeName, codes } from './codes.ts';

/** Why a row was not accepted; SQL and the spool carry its number, 1 or more. */
export interface Reason {
  readonly table: TableName;
  readonly column: string | null;
  readonly code: CodeName;
  readonly words: string;
}

export interface Reasons {
  /** The number of a reason, the same for the same arguments. `expected` is in words. */
  number(table: TableName, code: CodeName, column?: string, expected?: string): number;
  at(number: number): Reason;
  readonly list: readonly Reason[];
}

export function createReasons(): Reasons {
  const list: Reason[] = [];
  const known = new Map<string, number>();
  const add = (table: TableName, code: CodeName, column?: string, expected?: string): number => {
    const { sentence, advice } = codes[code];
    const what =
      column === undefined
        ? sentence
        : `${column} ${sentence}${expected === undefined ? '' : ` (expected ${expected})`}.`;
    return list.push(Object.freeze({ table, code, column: column ?? null, words: `${what} ${advice}` }));
  };
  return {
    list,
    number: (table, code, column, expected) => {
      const key = `${table} ${code} ${column ?? ''} ${expected ?? ''}`;
      const number = known.get(key) ?? add(table, code, column, expected);
      known.set(key, number);
      return number;
    },
    at: (number) => {
      const reason = list[number - 1];
      if (reason === undefined) throw new RangeError(`no reason ${number}`);
      return reason;
    },
  };
}
