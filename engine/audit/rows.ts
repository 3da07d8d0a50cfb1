import type Database from 'better-sqlite3';
import { rowHash } from './entry.ts';
import type { Cell, CoveredTable, Row } from './types.ts';

/** Statements over one covered table. */
export interface RowStore {
  get(id: string): Row | undefined;
  /** @returns the hash of the row as written */
  put(row: Row, rev: number): string;
  erase(id: string): void;
}

export function openRows(db: Database.Database): (table: CoveredTable) => RowStore {
  const open = new Map<string, RowStore>();
  return (table) => {
    const found = open.get(table.name) ?? rowStore(db, table);
    open.set(table.name, found);
    return found;
  };
}

function rowStore(db: Database.Database, { name, columns }: CoveredTable): RowStore {
  const all = [...columns, 'rev'];
  const changed = all.slice(1).map((column) => `${column} = excluded.${column}`);
  const select = db.prepare<[string], Row>(`select ${all.join(', ')} from ${name} where id = ?`);
  const remove = db.prepare<[string]>(`delete from ${name} where id = ?`);
  const upsert = db.prepare<Cell[]>(
    `insert into ${name} (${all.join(', ')}) values (${all.map(() => '?').join(', ')})
     on conflict (id) do update set ${changed.join(', ')}`,
  );
  return {
    get: (id) => select.get(id),
    put: (row, rev) => {
      const values = [...columns.map((column) => row[column] ?? null), rev];
      upsert.run(...values);
      return rowHash(name, values);
    },
    erase: (id) => {
      remove.run(id);
    },
  };
}
