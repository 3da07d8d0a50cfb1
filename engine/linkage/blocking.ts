import { ExcavatorError } from '../kernel/errors.ts';
import type { Lake } from '../lake/index.ts';
import { type BlockingKey, blockingKeys } from './keys.ts';
import type { PlannedComparison } from './plan.ts';
import type { Records } from './records.ts';
import type { RuleReport } from './types.ts';

/** Limits that keep the pairs in proportion to the records. */
export const blockingLimits = Object.freeze({
  /** A bucket with more records is thinned to neighbours in sorted order. */
  bucketMax: 300,
  /** Neighbours a record keeps in a thinned bucket. */
  window: 8,
  /** Pairs a rule may give, a record; and the least it may always give. */
  pairsPerRecord: 4,
  pairsAlways: 20_000,
  /** Rules of two keys. */
  jointRulesMax: 16,
  /** With no more pairs than this all of them are compared. */
  allPairsMax: 50_000,
});

interface Measured {
  readonly key: BlockingKey;
  readonly index: number;
  readonly distinct: number;
  readonly filled: number;
  /** Pairs after thinning, and before. */
  readonly pairs: number;
  readonly fullPairs: number;
  readonly cappedBuckets: number;
  readonly cappedRecords: number;
}

interface Rule {
  readonly name: string;
  /** Relation of (rec, src, key). */
  readonly rows: string;
}

/**
 * Fills `block_pair` (a < b, distinct) from several rules and says what was capped. Rules come from
 * the spec, or are the keys, alone or by two, whose pairs stay within the limits.
 */
export async function blockPairs(
  lake: Lake,
  records: Records,
  comparisons: readonly PlannedComparison[],
  wanted: readonly (readonly string[])[] | undefined,
  onRule: (done: number, total: number) => void,
): Promise<readonly RuleReport[]> {
  await lake.run('create or replace temp table block_pair (a INTEGER, b INTEGER)');
  if (!wanted && records.possiblePairs <= blockingLimits.allPairsMax) {
    const test = records.perSource.length === 2 ? 'x.src < y.src' : 'x.rec < y.rec';
    await lake.run(`insert into block_pair select x.rec, y.rec from record x join record y on ${test}`);
    return [{ rule: 'all pairs', pairs: records.possiblePairs, cappedBuckets: 0, cappedRecords: 0 }];
  }
  const keys = blockingKeys(comparisons);
  await keyTables(lake, records, comparisons, keys);
  const rules = wanted ? specRules(wanted, keys) : await chooseRules(lake, records, keys);
  const reports: RuleReport[] = [];
  await lake.run('create or replace temp table rule_pair (a INTEGER, b INTEGER)');
  for (const [done, rule] of rules.entries()) {
    onRule(done, rules.length);
    const measured = await measure(lake, records, rule.rows);
    await lake.run(`insert into rule_pair ${pairsSql(rule.rows, records)}`);
    reports.push({
      rule: rule.name,
      pairs: measured.pairs,
      cappedBuckets: measured.cappedBuckets,
      cappedRecords: measured.cappedRecords,
    });
  }
  await lake.run('insert into block_pair select distinct a, b from rule_pair');
  for (const table of ['rule_pair', 'blocking_key']) await lake.run(`drop table if exists ${table}`);
  return reports;
}

/** `blocking_key`: one row a record with all single keys and the text that sorts a thinned bucket. */
async function keyTables(
  lake: Lake,
  records: Records,
  comparisons: readonly PlannedComparison[],
  keys: readonly BlockingKey[],
): Promise<void> {
  const joins = comparisons.map((_, i) => `left join value_${records.dictionary[i]} w${i} on w${i}.v = r.v${i}`);
  const singles = keys.flatMap((key, i) => (key.words ? [] : [`nullif(${key.sql}, '') as k${i}`]));
  const sorted = comparisons.map((_, i) => `coalesce(w${i}.x, '')`).join(` || ' ' || `);
  await lake.run(`create or replace temp table blocking_key as
    select r.rec, r.src, ${[...singles, `${sorted} as sorted`].join(', ')} from record r ${joins.join(' ')}`);
  for (const [i, key] of keys.entries()) {
    if (!key.words) continue;
    const at = key.comparisons[0] as number;
    await lake.run(`create or replace temp table blocking_word_${i} as
      select distinct rec, src, sorted, key from (
        select k.rec, k.src, k.sorted, ${key.sql} as key from blocking_key k
        join record r on r.rec = k.rec join value_${records.dictionary[at]} w${at} on w${at}.v = r.v${at}) as words
      where length(key) >= 3`);
  }
}

const rowsOf = (key: BlockingKey, i: number): string =>
  key.words
    ? `select rec, src, sorted, key from blocking_word_${i}`
    : `select rec, src, sorted, k${i} as key from blocking_key where k${i} is not null`;

const jointRows = (i: number, j: number): string =>
  `select rec, src, sorted, k${i} || '|' || k${j} as key from blocking_key where k${i} is not null and k${j} is not null`;

async function measure(lake: Lake, records: Records, rows: string): Promise<Omit<Measured, 'key' | 'index'>> {
  const { bucketMax, window } = blockingLimits;
  const two = records.perSource.length === 2;
  const full = two ? 'left_n * right_n' : 'n * (n - 1) // 2';
  const [row] = await lake.rows<Record<string, number | null>>(`
    select count(*) as different, cast(sum(n) as BIGINT) as filled, cast(sum(case when n > ${bucketMax} then 1 else 0 end) as BIGINT) as hot,
      cast(sum(case when n > ${bucketMax} then n else 0 end) as BIGINT) as hot_records,
      cast(sum(case when n > ${bucketMax} then n * ${window} else ${full} end) as BIGINT) as pairs,
      cast(sum(${full}) as DOUBLE) as full_pairs
    from (select key, count(*) as n, cast(sum(1 - src) as BIGINT) as left_n, cast(sum(src) as BIGINT) as right_n
      from (${rows}) as keyed group by key) as bucket`);
  return {
    distinct: row?.different ?? 0,
    filled: row?.filled ?? 0,
    pairs: row?.pairs ?? 0,
    fullPairs: row?.full_pairs ?? 0,
    cappedBuckets: row?.hot ?? 0,
    cappedRecords: row?.hot_records ?? 0,
  };
}

/** Pairs of a rule: all in a normal bucket, sorted neighbours (Hernández & Stolfo 1995) in a hot one. */
function pairsSql(rows: string, records: Records): string {
  const { bucketMax, window } = blockingLimits;
  const test = records.perSource.length === 2 ? 'x.src <> y.src' : 'true';
  return `
    with keyed as (${rows}),
    bucket as (select key, count(*) as n from keyed group by key having count(*) > 1),
    light as (select k.rec, k.src, k.key from keyed k join bucket c on c.key = k.key where c.n <= ${bucketMax}),
    hot as (select k.rec, k.src, k.key, row_number() over (partition by k.key order by k.sorted, k.rec) as place
      from keyed k join bucket c on c.key = k.key where c.n > ${bucketMax}),
    step as (select cast(range as BIGINT) as step from range(1, ${window + 1}))
    select x.rec as a, y.rec as b from light x join light y on x.key = y.key and x.rec < y.rec where ${test}
    union all
    select least(x.rec, y.rec) as a, greatest(x.rec, y.rec) as b
    from (select h.*, h.place + s.step as next from hot h cross join step s) x
    join hot y on x.key = y.key and x.next = y.place where ${test}`;
}

async function chooseRules(lake: Lake, records: Records, keys: readonly BlockingKey[]): Promise<readonly Rule[]> {
  const measured: Measured[] = [];
  for (const [index, key] of keys.entries())
    measured.push({ key, index, ...(await measure(lake, records, rowsOf(key, index))) });
  const limit = Math.max(blockingLimits.pairsAlways, blockingLimits.pairsPerRecord * records.count);
  // Thinned buckets are bounded by the records, so the limit is for the others.
  const light = (key: Measured): number => key.pairs - key.cappedRecords * blockingLimits.window;
  const single = measured.filter((key) => light(key) <= limit && tellsApart(key));
  const coarse = measured.filter((key) => !single.includes(key) && !key.key.words && key.distinct > 1);
  const rules = single.map(({ key, index }) => ({ name: key.name, rows: rowsOf(key, index) }));
  return [...rules, ...jointRules(coarse, records, limit)];
}

/** Not a category: where most records lie in hot buckets, the others must differ among themselves. */
function tellsApart({ distinct, filled, cappedRecords }: Measured): boolean {
  if (distinct < 20) return false;
  return cappedRecords * 2 <= filled || distinct >= 0.3 * (filled - cappedRecords);
}

/** Two coarse keys together, the most generous that stays within the limit for each pair of columns. */
function jointRules(coarse: readonly Measured[], records: Records, limit: number): readonly Rule[] {
  const byColumns = new Map<string, { x: Measured; y: Measured; expected: number }>();
  for (const x of coarse) {
    for (const y of coarse) {
      if (x.index >= y.index || x.key.comparisons.some((i) => y.key.comparisons.includes(i))) continue;
      const expected = (x.fullPairs / records.possiblePairs) * y.fullPairs;
      const at = [...x.key.comparisons, ...y.key.comparisons].join(',');
      if (expected > limit / 2 || expected <= (byColumns.get(at)?.expected ?? -1)) continue;
      byColumns.set(at, { x, y, expected });
    }
  }
  return [...byColumns.values()]
    .sort((p, q) => q.expected - p.expected || p.x.index - q.x.index || p.y.index - q.y.index)
    .slice(0, blockingLimits.jointRulesMax)
    .map(({ x, y }) => ({ name: `${x.key.name} and ${y.key.name}`, rows: jointRows(x.index, y.index) }));
}

function specRules(wanted: readonly (readonly string[])[], keys: readonly BlockingKey[]): readonly Rule[] {
  return wanted.map((names) => {
    const found = names.map((name) => keys.findIndex((key) => key.name === name || key.name === `${name}:same`));
    const missing = names.filter(
      (_, i) => (found[i] as number) < 0 || (names.length > 1 && keys[found[i] as number]?.words),
    );
    if (missing.length > 0)
      throw new ExcavatorError({
        code: 'spec_invalid',
        kind: 'usage',
        what: 'A blocking rule of the spec names a key that does not exist.',
        where: names.join(' and '),
        got: missing.join(', '),
        expected: keys.map(({ name }) => name).join(', '),
        advice: 'Name a compared column or one of these keys.',
      });
    if (found.length === 1) {
      const at = found[0] as number;
      return { name: names.join(' and '), rows: rowsOf(keys[at] as BlockingKey, at) };
    }
    const joined = found.map((i) => `k${i}`);
    return {
      name: names.join(' and '),
      rows: `select rec, src, sorted, ${joined.join(` || '|' || `)} as key from blocking_key
        where ${joined.map((k) => `${k} is not null`).join(' and ')}`,
    };
  });
}
