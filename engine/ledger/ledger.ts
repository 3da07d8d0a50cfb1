import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';

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
  const db = openDatabase(home);
  const parse = (row: unknown): RunRecord<R> => {
    const { run_id, as_of, model, report } = row as { run_id: string; as_of: number; model: string; report: string };
    return { runId: run_id, asOf: as_of, model, report: JSON.parse(report) as R };
  };
  return {
    recordRun: (run) => {
      try {
        db.transaction(() => record(db, run)).immediate();
      } catch (error) {
        throw shortageOr(error, join(home, 'ledger.sqlite'));
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

function openDatabase(home: string): Database.Database {
  const file = join(home, 'ledger.sqlite');
  try {
    mkdirSync(home, { recursive: true });
    const db = new Database(file, { timeout: 5000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Two processes may open a new home at once: the second waits here and finds the steps taken.
    db.transaction(() => migrate(db, file)).immediate();
    return db;
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw shortageOr(error, file);
    if (error.code !== 'SQLITE_NOTADB' && error.code !== 'SQLITE_CORRUPT') throw shortageOr(error, file);
    throw new ExcavatorError(
      {
        code: 'ledger_damaged',
        kind: 'data',
        what: 'The ledger of this home cannot be read.',
        where: file,
        expected: 'a SQLite database',
        advice: 'Restore the file from a backup, or use another --home.',
      },
      { cause: error },
    );
  }
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
  for (const step of migrations.slice(version)) db.exec(step);
  db.pragma(`user_version = ${migrations.length}`);
}
