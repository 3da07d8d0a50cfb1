import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder is visible once its manifest is in place; the rename of the folder is the commit. */
export interface Manifest<T> {
  readonly formatVersion: 1;
  readonly key: string;
  readonly content: T;
}

const file = 'manifest.json';

export function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part};`);
  return hash.digest('hex').slice(0, 32);
}

/** The manifest of a committed folder, or undefined when there is none. */
export function readManifest<T>(dir: string): Manifest<T> | undefined {
  const path = join(dir, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest<T>) : undefined;
}

/**
 * Fills a new folder and makes it visible in one rename. A death before the rename leaves only a
 * `.partial` folder, which `sweepPartial` removes; a folder that is already there is kept and wins.
 */
export async function commitFolder<T>(
  dir: string,
  key: string,
  fill: (partial: string) => Promise<T>,
): Promise<Manifest<T>> {
  const partial = `${dir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    const manifest: Manifest<T> = { formatVersion: 1, key, content: await fill(partial) };
    writeDurably(join(partial, file), `${JSON.stringify(manifest, null, 2)}\n`);
    if (existsSync(dir)) rmSync(partial, { recursive: true });
    else renameSync(partial, dir);
    syncFolder(dirname(dir));
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what a killed process left below `parent`. Call only while holding the home's lock. */
export function sweepPartial(parent: string): void {
  if (!existsSync(parent)) return;
  for (const entry of readdirSync(parent)) {
    if (entry.endsWith('.partial')) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

/** Writes a small file so that a power cut leaves the old or the new one, never half. */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  const handle = openSync(partial, 'w', mode);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, path);
}

function syncFolder(dir: string): void {
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
