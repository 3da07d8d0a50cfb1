import { createRng } from '../kernel/rng.ts';
import type { Lake } from '../lake/index.ts';
import type { Records } from './records.ts';

/** Random pairs that show how often two people agree by chance. */
export const samplePairs = 80_000;

/** Fills `random_pair` (a < b) by the seed; with few records these are all pairs. */
export async function drawPairs(lake: Lake, records: Records, seed: number): Promise<void> {
  const [first = 0, second] = records.perSource;
  const all = records.possiblePairs <= samplePairs;
  const size = all ? 0 : samplePairs;
  const a = new Int32Array(size);
  const b = new Int32Array(size);
  const rng = createRng(seed);
  for (let i = 0; i < size; i++) {
    const x = rng.int(first);
    const drawn = second === undefined ? rng.int(first - 1) : first + rng.int(second);
    const y = second === undefined && drawn >= x ? drawn + 1 : drawn;
    a[i] = Math.min(x, y);
    b[i] = Math.max(x, y);
  }
  await createPairs(lake, 'random_pair', a, b);
  if (!all) return;
  const test = second === undefined ? 'x.rec < y.rec' : 'x.src < y.src';
  await lake.run(`insert into random_pair select x.rec, y.rec from record x join record y on ${test}`);
}

/** A table of pairs (a, b). */
export async function createPairs(lake: Lake, table: string, a: Int32Array, b: Int32Array): Promise<void> {
  const valid = new Uint8Array(a.length).fill(1);
  await lake.createTable(table, {
    rows: a.length,
    columns: { a: { kind: 'int32', values: a, valid }, b: { kind: 'int32', values: b, valid } },
  });
}
