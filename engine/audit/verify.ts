import type Database from 'better-sqlite3';
import type { FoundCheckpoint } from './checkpoint-folder.ts';
import { openClockCheck } from './clock-check.ts';
import { entryText } from './entry.ts';
import { leafHash } from './hash.ts';
import { tileStore } from './log.ts';
import { openRowCheck } from './row-check.ts';
import { openTree, type TileStore } from './tree.ts';
import type { CoveredTable, Entry } from './types.ts';

/** One thing that is not as it was written. */
export interface AuditFault {
  readonly code:
    | 'entry_missing'
    | 'entry_unexpected'
    | 'clock'
    | 'tile'
    | 'root'
    | 'cut'
    | 'row_changed'
    | 'row_missing'
    | 'row_unexpected'
    | 'checkpoint';
  readonly where: string;
  readonly what: string;
}

export interface AuditReport {
  readonly entries: number;
  /** Root of everything there is, in base64. */
  readonly root: string;
  /** Checkpoints whose signature and root are right. */
  readonly checkpoints: number;
  /** Covered rows that are what the log says. */
  readonly rows: number;
  readonly faults: readonly AuditFault[];
}

export interface VerifyOptions {
  readonly tables: readonly CoveredTable[];
  readonly checkpoints: readonly FoundCheckpoint[];
  /** Told every so many entries. */
  readonly onProgress?: (entries: number) => void;
}

const chunk = 4096;

/**
 * Reads the whole log once and compares it with itself, with the signed checkpoints and with the rows it covers. Needs no
 * key but the public one that the checkpoints were opened with, and no network. What lies after the newest checkpoint is
 * vouched for by nothing but itself.
 */
export function verifyLog(db: Database.Database, options: VerifyOptions): AuditReport {
  const faults: AuditFault[] = [];
  const fault = (code: AuditFault['code'], where: string, what: string): void => {
    faults.push({ code, where, what });
  };
  const tiles = comparing(tileStore(db), fault);
  const tree = openTree(tiles.store, 0, () => Buffer.alloc(0));
  const clock = openClockCheck(fault);
  const rows = openRowCheck(db, options.tables, fault);
  const due = [...options.checkpoints].sort((a, b) => a.checkpoint.size - b.checkpoint.size);
  let good = 0;
  const checkDue = (): void => {
    for (let next = due[0]; next !== undefined && next.checkpoint.size <= tree.size; next = due[0]) {
      due.shift();
      if (next.checkpoint.size === tree.size && tree.root().equals(next.checkpoint.root)) good++;
      else fault('root', next.where, `the first ${next.checkpoint.size} entries are not those that were signed`);
    }
  };
  const page = db.prepare<[number, number], Entry>(
    'select seq, at, actor, act, subject, once, detail, rows from audit_entry where seq >= ? order by seq limit ?',
  );
  let from = Number.MIN_SAFE_INTEGER;
  for (let read = page.all(from, chunk); read.length > 0; read = page.all(from, chunk)) {
    for (const entry of read) {
      checkDue();
      if (entry.seq > tree.size) fault('entry_missing', `entry ${tree.size}`, `the entry before ${entry.seq} is gone`);
      if (entry.seq < tree.size) fault('entry_unexpected', `entry ${entry.seq}`, 'an entry that has no place');
      clock(entry);
      tree.append(leafHash(entryText(entry)));
      rows.entry(entry);
    }
    from = (read.at(-1) as Entry).seq + 1;
    options.onProgress?.(tree.size);
  }
  checkDue();
  for (const { checkpoint, where } of due)
    fault('cut', where, `${checkpoint.size} entries were signed and ${tree.size} are there`);
  tiles.finish(tree.size, db);
  rows.finish();
  return { entries: tree.size, root: tree.root().toString('base64'), checkpoints: good, rows: rows.matched(), faults };
}

type Tell = (code: AuditFault['code'], where: string, what: string) => void;

/** A store that writes nothing: it compares each tile that becomes full with the one on the disk. */
function comparing(
  stored: TileStore,
  fault: Tell,
): { store: TileStore; finish(size: number, db: Database.Database): void } {
  const own = new Map<string, Buffer>();
  let full = 0;
  const store: TileStore = {
    write: (level, number, tile) => {
      full++;
      const found = stored.read(level, number);
      if (found?.equals(tile) === true) return;
      fault(
        'tile',
        `tile ${number} of level ${level}`,
        found === undefined ? 'missing' : 'not the hashes of its entries',
      );
      own.set(`${level}/${number}`, Buffer.from(tile));
    },
    read: (level, number) => own.get(`${level}/${number}`) ?? stored.read(level, number),
  };
  return {
    store,
    finish: (_size, db) => {
      const there = db.prepare<[], number>('select count(*) from audit_tile').pluck().get() ?? 0;
      const missing = [...own].filter(([name]) => {
        const [level = 0, number = 0] = name.split('/').map(Number);
        return stored.read(level, number) === undefined;
      }).length;
      if (there !== full - missing) fault('tile', 'tiles', `${there} tiles where there should be ${full - missing}`);
    },
  };
}
