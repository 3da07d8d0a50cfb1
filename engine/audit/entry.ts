import { sha256 } from './hash.ts';
import type { Cell, Entry } from './types.ts';

/** The bytes of an entry that its leaf hash is over. */
export function entryText({ seq, at, actor, act, subject, once, detail, rows }: Entry): string {
  return `${seq};${at};${textOf(actor)}${textOf(act)}${textOf(subject)}${textOf(once)}${textOf(detail)}${textOf(rows)}`;
}

/** Hash of a covered row with all its columns, in base64. */
export function rowHash(table: string, values: readonly Cell[]): string {
  let text = textOf(table);
  for (const value of values) text += textOf(value);
  return sha256(text).toString('base64');
}

/** A value so that no two lists of values read the same: texts carry their length. */
function textOf(value: Cell): string {
  if (value === null) return '-;';
  return typeof value === 'number' ? `${value};` : `${value.length}:${value};`;
}
