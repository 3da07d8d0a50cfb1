import type Database from 'better-sqlite3';
import { shortageOr } from '../lake/index.ts';
import { ledgerFile, openDatabase } from './database.ts';

export interface RunRecord<R> {
  readonly runId: string;
  readonly asOf: number;
  readonly model: string;
  readonly report: R;
}

export interface Ledger<R> {
  /** Makes a run the newest one. Writing the same run again moves it to the front. */
  recordRun(run: RunRecord<R>): void;
  /** Newest first. */
  runs(limit: number): readonly RunRecord<R>[];
  run(runId: string): RunRecord<R> | undefined;
  /** The open database, for the files of this repository that keep a table of their own in the ledger. */
  readonly database: Database.Database;
  close(): void;
}

/** The SQLite ledger of a home. */
export function openLedger<R>(home: string): Ledger<R> {
  const db = openDatabase(home);
  const parse = (row: unknown): RunRecord<R> => {
    const { run_id, as_of, model, report } = row as { run_id: string; as_of: number; model: string; report: string };
    return { runId: run_id, asOf: as_of, model, report: JSON.parse(report) as R };
  };
  return {
    database: db,
    recordRun: (run) => {
      try {
        db.transaction(() => record(db, run)).immediate();
      } catch (error) {
        throw shortageOr(error, ledgerFile(home));
      }
    },
    runs: (limit) => db.prepare('select * from run order by sequence desc limit ?').all(limit).map(parse),
    run: (runId) => {
      const row = db.prepare('select * from run where run_id = ?').get(runId);
      return row === undefined ? undefined : parse(row);
    },
    close: () => db.close(),
  };
}

function record<R>(db: Database.Database, { runId, asOf, model, report }: RunRecord<R>): void {
  db.prepare('delete from run where run_id = ?').run(runId);
  const insert = db.prepare('insert into run (run_id, as_of, model, report) values (?, ?, ?, ?)');
  insert.run(runId, asOf, model, JSON.stringify(report));
}
