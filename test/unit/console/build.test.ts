import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const built = join(import.meta.dirname, '../../../dist/console');
interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
const manifest = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
const kilobytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0) / 1000;

/** Everything that loads before a first page shows. */
function initialOf(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name]?.imports ?? []) initialOf(next, seen);
  return seen;
}

describe('the built page', () => {
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry === true) ?? '';
  const initial = [...initialOf(entry)].flatMap((name) => manifest[name]?.file ?? []);

  it('starts with 300 kB of script or less, gzipped', () => {
    const size = kilobytes(initial);
    process.stderr.write(`initial script ${size.toFixed(0)} kB gzipped\n`);
    expect(size).toBeGreaterThan(50);
    expect(size).toBeLessThanOrEqual(300);
  });

  it('leaves the network view out until it is asked for', () => {
    const later = manifest[entry]?.dynamicImports ?? [];
    expect(later.some((name) => name.includes('pages/network'))).toBe(true);
    const first = initial.map((file) => readFileSync(join(built, file), 'utf8')).join('\n');
    expect(first).not.toMatch(/u_sizeRatio/);
  });

  it('has no script or style in the page and asks nobody else for anything', () => {
    const page = readFileSync(join(built, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    expect([...page.matchAll(/(?:src|href)="([^"]+)"/g)].every(([, url = '']) => url.startsWith('/'))).toBe(true);
  });

  it('holds every file of the manifest', () => {
    const files = new Set(readdirSync(join(built, 'assets')).map((name) => `assets/${name}`));
    expect(Object.values(manifest).filter(({ file }) => file.startsWith('assets/') && !files.has(file))).toEqual([]);
  });
});
