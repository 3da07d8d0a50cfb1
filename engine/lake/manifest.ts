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
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from './fault.ts';

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
  if (!existsSync(path)) return undefined;
  const manifest = parsed(readFileSync(path, 'utf8')) as Manifest<T> | undefined;
  if (manifest?.formatVersion === 1) return manifest;
  throw new ExcavatorError({
    code: 'manifest_damaged',
    kind: 'data',
    what: 'The manifest of a stored folder cannot be read.',
    where: path,
    got: manifest === undefined ? 'no JSON' : `format version ${String(manifest.formatVersion)}`,
    expected: 'a manifest of format version 1',
    advice: 'Restore the folder from a backup, or remove it and run again.',
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Fills a new folder and makes it visible in one rename. A death before the rename leaves only a
 * `.partial` folder, which `sweepPartial` removes; a committed folder that is already there is kept and wins.
 * @returns the manifest that is in place
 */
export async function commitFolder<T>(
  dir: string,
  key: string,
  fill: (partial: string) => Promise<T>,
): Promise<Manifest<T>> {
  const partial = `${dir}.partial`;
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const manifest: Manifest<T> = { formatVersion: 1, key, content: await fill(partial) };
    writeDurably(join(partial, file), `${JSON.stringify(manifest, null, 2)}\n`);
    return putInPlace(partial, dir, manifest);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw shortageOr(error, dir);
  }
}

function putInPlace<T>(partial: string, dir: string, manifest: Manifest<T>): Manifest<T> {
  const standing = readManifest<T>(dir);
  if (standing !== undefined) {
    rmSync(partial, { recursive: true });
    return standing;
  }
  syncTree(partial);
  // Without a manifest it was never committed: what is left of a removal that died half way.
  rmSync(dir, { recursive: true, force: true });
  renameSync(partial, dir);
  syncPath(dirname(dir));
  return manifest;
}

/** Makes an empty folder, whatever stood there before. */
export function freshFolder(dir: string): string {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  return dir;
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
  const partial = `${path}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(partial, { force: true });
    const handle = openSync(partial, 'w', mode);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, path);
    syncPath(dirname(path));
  } catch (error) {
    rmSync(partial, { force: true });
    throw shortageOr(error, path);
  }
}

/** Everything below a folder reaches the disk before the rename does. */
function syncTree(dir: string): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else syncPath(path);
  }
  syncPath(dir);
}

function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
