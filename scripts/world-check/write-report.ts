import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportPage } from './page.ts';
import type { WorldCheck } from './types.ts';

/** Writes `world-check.html` and `world-check.json`; returns their paths. Each appears whole or not at all. */
export function writeReport(check: WorldCheck, out: string): readonly [string, string] {
  mkdirSync(out, { recursive: true });
  const page = join(out, 'world-check.html');
  const numbers = join(out, 'world-check.json');
  whole(numbers, `${JSON.stringify(check, null, 2)}\n`);
  whole(page, reportPage(check));
  return [page, numbers];
}

function whole(file: string, text: string): void {
  writeFileSync(`${file}.partial`, text);
  renameSync(`${file}.partial`, file);
}
