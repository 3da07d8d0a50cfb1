import type Database from 'better-sqlite3';
import type { Companion } from '../ledger/index.ts';
import { entryText } from './entry.ts';
import { leafHash } from './hash.ts';
import { type MerkleTree, openTree, type TileStore } from './tree.ts';
import type { Entry } from './types.ts';

/** The entries and their tree; use inside a transaction of the writer whose companion it is. */
export interface Log extends Companion {
  tree(): MerkleTree;
  /** Instant of the newest entry, 0 before there is one. */
  lastAt(): number;
  append(entry: Omit<Entry, 'seq'>): Entry;
  entry(seq: number): Entry | undefined;
  byKey(once: string): Entry | undefined;
}

const columns = 'seq, at, actor, act, subject, once, detail, rows';

export function tileStore(db: Database.Database): TileStore {
  const write = db.prepare('insert into audit_tile (level, number, hashes) values (?, ?, ?)');
  const read = db
    .prepare<[number, number], Buffer>('select hashes from audit_tile where level = ? and number = ?')
    .pluck();
  return {
    write: (level, number, tile) => {
      write.run(level, number, tile);
    },
    read: (level, number) => read.get(level, number),
  };
}

/** @param grown called when the tree was read anew, with its size */
export function openLog(db: Database.Database, grown: (size: number) => void): Log {
  const store = tileStore(db);
  const version = db.prepare<[], number>('pragma data_version').pluck();
  const bySeq = db.prepare<[number], Entry>(`select ${columns} from audit_entry where seq = ?`);
  const byOnce = db.prepare<[string], Entry>(`select ${columns} from audit_entry where once = ?`);
  const newest = db.prepare<[], { seq: number; at: number }>(
    'select seq, at from audit_entry order by seq desc limit 1',
  );
  const insert = db.prepare(`insert into audit_entry (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`);
  let state: { readonly tree: MerkleTree; lastAt: number; readonly version: number; appended: boolean } | undefined;

  const read = () => {
    const last = newest.get();
    const tree = openTree(store, (last?.seq ?? -1) + 1, (i) => leafHash(entryText(bySeq.get(i) as Entry)));
    grown(tree.size);
    state = { tree, lastAt: last?.at ?? 0, version: version.get() ?? 0, appended: false };
    return state;
  };
  const current = () => state ?? read();
  return {
    begin: () => {
      if (state !== undefined && state.version !== version.get()) state = undefined;
      current().appended = false;
    },
    undone: () => {
      // What stood before in the same transaction may still stand: the tree is right if it is as long as the table.
      if (state?.appended === true && newest.get()?.seq !== state.tree.size - 1) state = undefined;
    },
    tree: () => current().tree,
    lastAt: () => current().lastAt,
    append: (given) => {
      const now = current();
      const entry: Entry = { seq: now.tree.size, ...given };
      insert.run(entry.seq, entry.at, entry.actor, entry.act, entry.subject, entry.once, entry.detail, entry.rows);
      now.appended = true;
      now.tree.append(leafHash(entryText(entry)));
      now.lastAt = entry.at;
      return entry;
    },
    entry: (seq) => bySeq.get(seq),
    byKey: (once) => byOnce.get(once),
  };
}
