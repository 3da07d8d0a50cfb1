import type Database from 'better-sqlite3';
import { rowHash } from './entry.ts';
import type { Cell, CoveredTable, Entry } from './types.ts';
import type { AuditFault } from './verify.ts';

type Tell = (code: AuditFault['code'], where: string, what: string) => void;

/** Compares the rows that the log covers with what its entries say they are, while the entries pass by in order. */
export interface RowCheck {
  entry(entry: Entry): void;
  finish(): void;
  matched(): number;
}

interface Covered {
  readonly row: Database.Statement<[string]>;
  readonly count: Database.Statement<[], number>;
  matched: number;
  /** Ids that an entry wrote and that are not there: an erasure must follow. */
  readonly gone: Set<string>;
}

export function openRowCheck(db: Database.Database, tables: readonly CoveredTable[], fault: Tell): RowCheck {
  const covered = new Map<string, Covered>(
    tables.map(({ name, columns }) => [
      name,
      {
        row: db.prepare<[string]>(`select ${columns.join(', ')}, rev from ${name} where id = ?`).raw(),
        count: db.prepare<[], number>(`select count(*) from ${name}`).pluck(),
        matched: 0,
        gone: new Set<string>(),
      },
    ]),
  );
  const written = (table: string, id: string, hash: string, seq: number): void => {
    const one = covered.get(table);
    if (one === undefined) {
      fault('row_unexpected', table, `entry ${seq} names a table that is not known`);
      return;
    }
    const row = one.row.get(id) as Cell[] | undefined;
    const rev = row?.at(-1);
    if (hash === '') {
      if (row !== undefined && Number(rev) <= seq)
        fault('row_unexpected', `${table} ${id}`, `erased by entry ${seq}, and there`);
      one.gone.delete(id);
    } else if (row === undefined) one.gone.add(id);
    else if (Number(rev) < seq) fault('row_changed', `${table} ${id}`, `older than entry ${seq} left it`);
    else if (rev === seq) {
      if (rowHash(table, row) === hash) one.matched++;
      else fault('row_changed', `${table} ${id}`, `not what entry ${seq} wrote`);
    }
  };
  return {
    entry: ({ seq, rows }) => {
      if (rows === '[]') return;
      for (const [table, id, hash] of namedRows(rows)) written(table, id, hash, seq);
    },
    finish: () => {
      for (const [table, { count, matched, gone }] of covered) {
        for (const id of gone) fault('row_missing', `${table} ${id}`, 'written and never erased, and not there');
        const there = count.get() ?? 0;
        if (there > matched)
          fault('row_unexpected', table, `${there - matched} of ${there} rows that no entry vouches for`);
      }
    },
    matched: () => [...covered.values()].reduce((sum, { matched }) => sum + matched, 0),
  };
}

/** An entry whose text was damaged names nothing; the tree tells of it. */
function namedRows(rows: string): readonly [string, string, string][] {
  try {
    const list: unknown = JSON.parse(rows);
    return Array.isArray(list) ? list.filter((one) => Array.isArray(one) && one.length === 3) : [];
  } catch {
    return [];
  }
}
