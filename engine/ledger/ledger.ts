import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';

/** Forward-only: a step is never edited once released; `user_version` counts the steps taken. */
const migrations: readonly string[] = [
  `create table run (
     sequence integer primary key autoincrement,
     run_id text not null unique,
     as_of integer not null,
     model text not null,
     report text not null
   ) strict`,
];

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
  close(): void;
}

/** The SQLite ledger of a home: WAL, and synchronous=FULL said explicitly, because the library's default there is NORMAL. */
export function openLedger<R>(home: string): Ledger<R> {
  mkdirSync(home, { recursive: true });
  const db = new Database(join(home, 'ledger.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 5000');
  migrate(db, join(home, 'ledger.sqlite'));
  const parse = (row: unknown): RunRecord<R> => {
    const { run_id, as_of, model, report } = row as { run_id: string; as_of: number; model: string; report: string };
    return { runId: run_id, asOf: as_of, model, report: JSON.parse(report) as R };
  };
  return {
    recordRun: (run) => {
      db.transaction(() => {
        db.prepare('delete from run where run_id = ?').run(run.runId);
        db.prepare('insert into run (run_id, as_of, model, report) values (?, ?, ?, ?)').run(
          run.runId,
          run.asOf,
          run.model,
          JSON.stringify(run.report),
        );
      })();
    },
    runs: (limit) => db.prepare('select * from run order by sequence desc limit ?').all(limit).map(parse),
    run: (runId) => {
      const row = db.prepare('select * from run where run_id = ?').get(runId);
      return row === undefined ? undefined : parse(row);
    },
    close: () => db.close(),
  };
}

function migrate(db: Database.Database, file: string): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) {
    throw new ExcavatorError({
      code: 'ledger_newer',
      kind: 'conflict',
      what: 'The ledger was written by a newer version of excavator.',
      where: file,
      got: `version ${version}`,
      expected: `version ${migrations.length} or older`,
      advice: 'Use the newer excavator, or another --home.',
    });
  }
  for (let step = version; step < migrations.length; step++) {
    db.transaction(() => {
      db.exec(migrations[step] as string);
      db.pragma(`user_version = ${step + 1}`);
    })();
  }
}
