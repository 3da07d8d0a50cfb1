import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TableName, tableNames } from '../../data/schema/index.ts';
import { refusal } from './codes.ts';

export interface FoundFile {
  /** Path below the data set's folder, with forward slashes. */
  readonly relative: string;
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

export type Format = 'csv' | 'ndjson' | 'parquet';

/** What the data set says of itself. */
export const noteName = 'dataset.json';

const deepest = 8;
const truthName = /^truth(\..*)?$/i;

/**
 * Every file below the folder in the order of its path; files whose name begins with a dot are passed over.
 * @throws folder_missing, truth_in_dataset
 */
export function listFiles(folder: string): readonly FoundFile[] {
  const files: FoundFile[] = [];
  walk(folder, '', 0, files);
  return files.sort((a, b) => (a.relative < b.relative ? -1 : 1));
}

function walk(folder: string, below: string, depth: number, files: FoundFile[]): void {
  for (const entry of entriesOf(join(folder, below))) {
    if (truthName.test(entry)) throw refusal('truth_in_dataset', { where: below === '' ? entry : `${below}/${entry}` });
    if (entry.startsWith('.')) continue;
    const relative = below === '' ? entry : `${below}/${entry}`;
    const path = join(folder, relative);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && depth < deepest) walk(folder, relative, depth + 1, files);
    else if (stat?.isFile()) files.push({ relative, path, bytes: stat.size, modifiedMs: stat.mtimeMs });
  }
}

function entriesOf(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refusal('folder_missing', { where: dir, got: code ?? 'an error', expected: 'a readable folder' });
  }
}

export function formatOf(relative: string): Format | undefined {
  const match = /\.(csv|ndjson|parquet)$/i.exec(relative);
  return match?.[1]?.toLowerCase() as Format | undefined;
}

/** `<table>.csv`, or any file with a known ending in a folder `<table>/`. */
export function tableOf(relative: string): TableName | undefined {
  if (formatOf(relative) === undefined) return undefined;
  const first = relative.includes('/') ? relative.slice(0, relative.indexOf('/')) : relative.replace(/\.[^.]*$/, '');
  return tableNames.find((table) => table === first);
}

/** `*` and `?` stay within a folder, `**` crosses folders. */
export function matchesGlob(relative: string, glob: string): boolean {
  const pattern = glob.replaceAll(/\*\*\/?|[*?]|[\\^$.+()[\]{}|]/g, (piece) => {
    if (piece.startsWith('**')) return '.*';
    return piece === '*' ? '[^/]*' : piece === '?' ? '[^/]' : `\\${piece}`;
  });
  return new RegExp(`^${pattern}$`).test(relative);
}
