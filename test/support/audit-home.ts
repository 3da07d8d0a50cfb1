import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type Book,
  type CoveredTable,
  openBook,
  openSigner,
  type Pages,
  type Signer,
} from '../../engine/audit/index.ts';
import { decisionTable, recordDecision } from '../../engine/identity/record-decision.ts';
import { openLedger } from '../../engine/ledger/index.ts';
import { type ModelBook, modelBook, modelTables } from '../../engine/registry/index.ts';
import { openRunBook, type RunBook, runTable } from '../../engine/run-book.ts';

/** A covered table of its own, so that these tests depend on no other part of the ledger. */
export const thing: CoveredTable = { name: 'thing', columns: ['id', 'text', 'number', 'maybe'] };

/** Tables whose rows the log of such a home covers: that one, and those of runs, decisions and models. */
export const covered: readonly CoveredTable[] = [thing, runTable, decisionTable, ...modelTables];

export interface AuditHome {
  readonly home: string;
  readonly db: Database.Database;
  readonly book: Book;
  readonly runs: RunBook<object>;
  readonly models: ModelBook;
  readonly signer: Signer;
  readonly checkpoints: string;
}

export function auditHome(home: string): AuditHome {
  const { database: db, changes } = openLedger(home);
  db.exec(
    'create table if not exists thing (id text primary key, text text not null, number integer not null, maybe text, rev integer not null) strict',
  );
  const signer = openSigner(join(home, 'keys', 'audit'));
  const book = openBook(db, join(home, 'ledger.sqlite'), () => signer.last()?.size ?? 0);
  return {
    home,
    db,
    book,
    runs: openRunBook(book, changes),
    models: modelBook(book),
    signer,
    checkpoints: join(home, 'checkpoints'),
  };
}

/** Writes so many acts: new things, changed things, erased ones, and acts that touch no row. */
export function fill(
  { book, signer, checkpoints }: AuditHome,
  acts: number,
  int: (bound: number) => number,
  everyCheckpoint: number,
): void {
  for (let from = 0; from < acts; from += everyCheckpoint) {
    const to = Math.min(acts, from + everyCheckpoint);
    book.together((act) => {
      for (let i = from; i < to; i++) {
        const id = `t${int(acts / 3)}`;
        const at = 1_700_000_000 + i;
        if (int(4) === 0) act({ at, actor: 'anna', act: 'thing.read', subject: id }, () => undefined);
        else
          act({ at, actor: 'anna', act: 'thing.write', subject: id, once: `k${i}` }, (pages) =>
            touch(pages, id, i, int),
          );
      }
    });
    signer.checkpoint(book, 1_700_000_000 + to, checkpoints);
  }
}

function touch(pages: Pages, id: string, i: number, int: (bound: number) => number): void {
  const known = pages.get(thing, id) !== undefined;
  if (known && int(6) === 0) pages.erase(thing, id);
  else pages.put(thing, { id, text: `text ${i}`, number: i, maybe: int(2) === 0 ? null : 'so' });
}

/** A copy in memory; a copy of a WAL database cannot be opened there, so the original leaves that mode. */
export function inMemory(db: Database.Database): Database.Database {
  db.pragma('journal_mode = DELETE');
  return new Database(db.serialize());
}

/** Writes runs, decisions about who is who, and moves of models, as the engine does. */
export function fillCovered({ home, book, runs, models }: AuditHome, count: number): void {
  for (let i = 0; i < count; i++) {
    const at = 1_699_990_000 + i;
    const model = `m/${i % 5}`;
    const about = { identifierA: `i:${i}`, identifierB: `p:${i}`, finding: '', reason: `voice ${i}`, by: 'li', at };
    runs.record({ runId: `r${i % 20}`, asOf: at, model, report: { runId: `r${i % 20}` } }, at);
    recordDecision({ book, key: Buffer.alloc(32), sealedDir: join(home, 'sealed') }, { ...about, decision: 'same' });
    models.recordEvaluation({ model, sha256: 'ab', runId: `r${i}`, at, metrics: { roles: {}, wrongful: {} } as never });
    models.nameChallenger({ label: model, folder: '', sha256: 'ab' }, at);
    const wish = { model, sha256: 'ab', replaces: null, replacesSha256: null, proposedBy: 'li', proposedAt: at };
    models.propose({ ...wish, move: 'promote', reason: 'better', gates: [] });
    const proposal = models.openProposal(model);
    if (proposal !== undefined && i % 2 === 0) models.approve(proposal, 'wang', at);
  }
}
