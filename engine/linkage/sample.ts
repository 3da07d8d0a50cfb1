import { createRng } from '../kernel/rng.ts';
import type { Lake } from '../lake/index.ts';
import type { PlannedComparison } from './plan.ts';
import type { Records } from './records.ts';

/** Random pairs that show how often two people agree by chance. */
export const samplePairs = 80_000;

/** One value in more records than this share is one person's flood, not a common name. */
const floodShare = 0.2;
const floodMin = 300;
const floodKept = 20;

/** A value that floods a column: in `records` of all records. The value itself is not told. */
export interface Flood {
  readonly column: string;
  readonly records: number;
}

/**
 * Step `ordinary` (rec, src): the records that chance is measured on. Where one value holds over a fifth
 * of the records in a column of otherwise many values, only some of them stay: pairs of that person's
 * records would pass for chance agreement.
 */
export async function keepOrdinary(
  lake: Lake,
  records: Records,
  comparisons: readonly PlannedComparison[],
): Promise<readonly Flood[]> {
  await lake.run('create or replace temp table ordinary as select rec, src from record');
  const floods: Flood[] = [];
  for (const [i, { name }] of comparisons.entries()) {
    const [row] = await lake.rows<{ different: number; rest: number | null; most: number | null }>(`
      select count(*) as different, max(n) as most, cast(sum(n) as BIGINT) - max(n) as rest
      from (select count(*) as n from record where v${i} is not null group by v${i}) as counted`);
    const most = row?.most ?? 0;
    if (most <= floodMin || most <= floodShare * records.count) continue;
    if ((row?.different ?? 0) < Math.max(20, 0.3 * (row?.rest ?? 0))) continue;
    floods.push({ column: name, records: most });
    await lake.run(`create or replace temp table ordinary as
      select o.rec, o.src from ordinary o
      join (select rec, v${i}, row_number() over (partition by v${i} order by rec) as place from record) r on r.rec = o.rec
      left join (select v${i} from record where v${i} is not null group by v${i} having count(*) = ${most}) f on f.v${i} = r.v${i}
      where f.v${i} is null or r.place <= ${floodKept}`);
  }
  return floods;
}

/** Fills `random_pair` (a < b) with pairs of `ordinary` records by the seed; with few records these are all pairs. */
export async function drawPairs(lake: Lake, seed: number, two: boolean): Promise<void> {
  const read = await lake.columns('select rec, src from ordinary order by rec');
  const recs = read.columns.rec?.values as Int32Array;
  const sources = read.columns.src?.values as Int32Array;
  const first = two ? sources.filter((src) => src === 0).length : read.rows;
  const second = read.rows - first;
  const possible = two ? first * second : (first * (first - 1)) / 2;
  const size = possible <= samplePairs ? 0 : samplePairs;
  const a = new Int32Array(size);
  const b = new Int32Array(size);
  const rng = createRng(seed);
  for (let i = 0; i < size; i++) {
    const x = rng.int(first);
    const drawn = two ? first + rng.int(second) : rng.int(first - 1);
    const y = !two && drawn >= x ? drawn + 1 : drawn;
    a[i] = Math.min(recs[x] as number, recs[y] as number);
    b[i] = Math.max(recs[x] as number, recs[y] as number);
  }
  await createPairs(lake, 'random_pair', a, b);
  if (size > 0) return;
  const test = two ? 'x.src < y.src' : 'x.rec < y.rec';
  await lake.run(`insert into random_pair select x.rec, y.rec from ordinary x join ordinary y on ${test}`);
}

/** A table of pairs (a, b). */
export async function createPairs(lake: Lake, table: string, a: Int32Array, b: Int32Array): Promise<void> {
  const valid = new Uint8Array(a.length).fill(1);
  await lake.createTable(table, {
    rows: a.length,
    columns: { a: { kind: 'int32', values: a, valid }, b: { kind: 'int32', values: b, valid } },
  });
}
