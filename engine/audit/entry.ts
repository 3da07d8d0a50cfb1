import { sha256 } from './hash.ts';
import type { Cell, Entry } from './types.ts';

/** The bytes of an entry that its leaf hash is over. */
export function entryText({ seq, at, actor, act, subject, once, detail, rows }: Entry): string {
  return JSON.stringify([seq, at, actor, act, subject, once, detail, rows]);
}

/** Hash of a covered row with all its columns, in base64. */
export function rowHash(table: string, values: readonly Cell[]): string {
  return sha256(JSON.stringify([table, values])).toString('base64');
}
