import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { entryText } from '../../engine/audit/entry.ts';
import { leafHash } from '../../engine/audit/hash.ts';
import type { CoveredTable, Entry } from '../../engine/audit/index.ts';
import { tileStore } from '../../engine/audit/log.ts';
import { signNote } from '../../engine/audit/note.ts';
import { openTree } from '../../engine/audit/tree.ts';
import { covered } from './audit-home.ts';

type Int = (bound: number) => number;
type Values = Record<string, string | number | null>;

/** One way to tamper; says what it did, or undefined when it found nothing to do. */
export type Edit = (db: Database.Database, int: Int) => string | undefined;

const other = (value: string | number | null, column: string, int: Int): string | number => {
  if (typeof value === 'number') return value + 1 + int(5);
  if (value === null) return column.endsWith('_at') ? 1 : 'x';
  const at = int(value.length + 1);
  return `${value.slice(0, at)}x${value.slice(at)}`;
};

function pick(db: Database.Database, table: string, int: Int): Values | undefined {
  const count = db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
  return db.prepare<[number], Values>(`select rowid as place, * from ${table} limit 1 offset ?`).get(int(count));
}

const change =
  (table: string, columns: readonly string[]): Edit =>
  (db, int) => {
    const row = pick(db, table, int);
    const column = columns[int(columns.length)] as string;
    if (row === undefined) return undefined;
    const value = other(row[column] ?? null, column, int);
    db.prepare(`update or ignore ${table} set ${column} = ? where rowid = ?`).run(value, row.place);
    return `${table}.${column} of ${row.place} from ${row[column]} to ${value}`;
  };

const drop =
  (table: string): Edit =>
  (db, int) => {
    const row = pick(db, table, int);
    db.prepare(`delete from ${table} where rowid = ?`).run(row?.place);
    return `${table} ${row?.place} dropped`;
  };

/** Two rows trade their contents and keep their places. */
const swap =
  (table: string, columns: readonly string[]): Edit =>
  (db, int) => {
    const [a, b] = [pick(db, table, int), pick(db, table, int)];
    if (a === undefined || b === undefined || columns.every((column) => same(a[column], b[column]))) return undefined;
    const set = db.prepare(
      `update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where rowid = ?`,
    );
    set.run(...columns.map((column) => b[column] ?? null), a.place);
    set.run(...columns.map((column) => a[column] ?? null), b.place);
    return `${table} ${a.place} and ${b.place} swapped`;
  };

const same = (a: unknown, b: unknown): boolean => (Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b);

const cut: Edit = (db, int) => {
  const size = db.prepare<[], number>('select count(*) from audit_entry').pluck().get() ?? 0;
  const kept = size - 1 - int(20);
  db.prepare('delete from audit_entry where seq >= ?').run(kept);
  return `cut to ${kept}`;
};

/** A drop that closes the gap behind it. */
const dropAndClose: Edit = (db, int) => {
  const size = db.prepare<[], number>('select count(*) from audit_entry').pluck().get() ?? 0;
  const gone = int(size);
  db.prepare('delete from audit_entry where seq = ?').run(gone);
  for (let seq = gone + 1; seq < size; seq++)
    db.prepare('update audit_entry set seq = ? where seq = ?').run(seq - 1, seq);
  return `entry ${gone} dropped, the rest moved up`;
};

/** An edit by somebody who knows the format: the tiles are made anew so that the log agrees with itself. */
const changeAndRebuild: Edit = (db, int) => {
  const done = change('audit_entry', ['actor', 'act', 'subject', 'at', 'detail'])(db, int);
  db.exec('delete from audit_tile');
  const tree = openTree(tileStore(db), 0, () => Buffer.alloc(0));
  for (const entry of db.prepare<[], Entry>('select * from audit_entry order by seq').all())
    tree.append(leafHash(entryText(entry)));
  return `${done}, tiles rebuilt`;
};

const flipTile: Edit = (db, int) => {
  const tile = db.prepare<[], { place: number; hashes: Buffer }>('select rowid as place, hashes from audit_tile').get();
  if (tile === undefined) return undefined;
  const at = int(tile.hashes.length);
  tile.hashes[at] = (tile.hashes[at] as number) ^ (1 << int(8));
  db.prepare('update audit_tile set hashes = ? where rowid = ?').run(tile.hashes, tile.place);
  return `bit of byte ${at} of a tile`;
};

/** A row that nobody wrote, like another of its table. */
const forge =
  ({ name, columns }: CoveredTable): Edit =>
  (db, int) => {
    const { place: _, ...row } = pick(db, name, int) ?? {};
    const forged = { ...row, id: name === 'model_alias' ? 'challenger' : 'forged', sequence: -1 - int(1000) };
    const all = [...columns, 'rev'];
    const values = all.map((column) => (forged as Values)[column] ?? null);
    db.prepare(`insert or ignore into ${name} values (${all.map(() => '?').join(', ')})`).run(...values);
    return `${name} that nobody wrote`;
  };

const entryColumns = ['at', 'actor', 'act', 'subject', 'once', 'detail', 'rows'];
/** One of the covered tables at a time. */
const ofCovered =
  (edit: (table: CoveredTable) => Edit): Edit =>
  (db, int) =>
    edit(covered[int(covered.length)] as CoveredTable)(db, int);

export const edits: readonly Edit[] = [
  change('audit_entry', ['seq', ...entryColumns]),
  swap('audit_entry', ['at', 'actor', 'act', 'subject', 'detail', 'rows']),
  drop('audit_entry'),
  cut,
  dropAndClose,
  changeAndRebuild,
  ofCovered(({ name, columns }) => change(name, [...columns, 'rev'])),
  ofCovered(({ name, columns }) => swap(name, columns.slice(columns.includes('sequence') ? 2 : 1))),
  ofCovered(({ name }) => drop(name)),
  ofCovered(forge),
  flipTile,
  drop('audit_tile'),
];

/** Tampering with the folder of checkpoints; each gives back what undoes it. */
export type FolderEdit = (folder: string, int: Int) => () => void;

const notes = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.checkpoint'));
const oneOf = (folder: string, int: Int): string => {
  const names = notes(folder);
  return join(folder, names[int(names.length)] as string);
};

export const folderEdits: readonly FolderEdit[] = [
  (folder, int) => {
    const file = oneOf(folder, int);
    const before = readFileSync(file);
    const after = Buffer.from(before);
    const at = int(after.length);
    after[at] = (after[at] as number) ^ (1 << int(7));
    writeFileSync(file, after);
    return () => writeFileSync(file, before);
  },
  (folder, int) => {
    const file = oneOf(folder, int);
    const before = readFileSync(file);
    rmSync(file);
    return () => writeFileSync(file, before);
  },
  (folder, int) => {
    const file = oneOf(folder, int);
    renameSync(file, `${file}.gone.checkpoint`);
    return () => renameSync(`${file}.gone.checkpoint`, file);
  },
  (folder, int) => {
    const file = oneOf(folder, int);
    const before = readFileSync(file, 'utf8');
    const text = before.slice(0, before.indexOf('\n\n') + 1);
    const name = text.split('\n')[0] as string;
    writeFileSync(
      file,
      signNote(
        text.replace(/\n(\d+)\n/, (_, n) => `\n${Number(n) + 1}\n`),
        name,
        generateKeyPairSync('ed25519').privateKey,
      ),
    );
    return () => writeFileSync(file, before);
  },
];
