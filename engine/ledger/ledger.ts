import type Database from 'better-sqlite3';
import { shortageOr } from '../lake/index.ts';
import { createChanges } from './changes.ts';
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
  /** The same object until there is another one. */
  newest(): RunRecord<R> | undefined;
  /** Another number once another process has written. */
  readonly changes: () => number;
  /** The open database, for the files of this repository that keep a table of their own in the ledger. */
  readonly database: Database.Database;
  close(): void;
}

/** The SQLite ledger of a home. */
export function openLedger<R>(home: string): Ledger<R> {
  const db = openDatabase(home);
  const list = db.prepare<[number], Row>('select * from run order by sequence desc limit ?');
  const named = db.prepare<[string], Row>('select * from run where run_id = ?');
  const parse = parser<R>();
  const changes = createChanges(db);
  let kept: { readonly changes: number; readonly newest: RunRecord<R> | undefined } | undefined;
  return {
    database: db,
    changes,
    recordRun: (run) => {
      try {
        db.transaction(() => record(db, run)).immediate();
        kept = undefined;
      } catch (error) {
        throw shortageOr(error, ledgerFile(home));
      }
    },
    runs: (limit) => list.all(limit).map(parse),
    run: (runId) => {
      const row = named.get(runId);
      return row === undefined ? undefined : parse(row);
    },
    newest: () => {
      if (kept?.changes !== changes()) kept = { changes: changes(), newest: list.all(1).map(parse)[0] };
      return kept.newest;
    },
    close: () => db.close(),
  };
}

interface Row {
  readonly run_id: string;
  readonly as_of: number;
  readonly model: string;
  readonly report: string;
}

const parsedMost = 16;

/** A run that says what it said before is the same object. */
function parser<R>(): (row: Row) => RunRecord<R> {
  const known = new Map<string, RunRecord<R>>();
  return ({ run_id: runId, as_of: asOf, model, report }) => {
    const name = `${runId} ${report}`;
    const record = known.get(name) ?? { runId, asOf, model, report: JSON.parse(report) as R };
    known.delete(name);
    known.set(name, record);
    for (const oldest of known.keys()) {
      if (known.size <= parsedMost) break;
      known.delete(oldest);
    }
    return record;
  };
}

function record<R>(db: Database.Database, { runId, asOf, model, report }: RunRecord<R>): void {
  db.prepare('delete from run where run_id = ?').run(runId);
  const insert = db.prepare('insert into run (run_id, as_of, model, report) values (?, ?, ?, ?)');
  insert.run(runId, asOf, model, JSON.stringify(report));
}
