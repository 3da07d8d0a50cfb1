import type Database from 'better-sqlite3';
import { createChanges } from './changes.ts';
import { openDatabase } from './database.ts';

export interface Ledger {
  /** Another number once another process has written. */
  readonly changes: () => number;
  /** The open database, for the files of this repository that keep a table of their own in the ledger. */
  readonly database: Database.Database;
  close(): void;
}

/** The SQLite ledger of a home. */
export function openLedger(home: string): Ledger {
  const database = openDatabase(home);
  return { database, changes: createChanges(database), close: () => database.close() };
}
