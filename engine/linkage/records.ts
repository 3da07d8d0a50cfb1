import type { Lake } from '../lake/index.ts';
import { duckdbDialect as dialect } from './dialect.ts';
import { hasWords } from './keys.ts';
import { derivedColumns, normalForm } from './normal.ts';
import type { PlannedComparison } from './plan.ts';
import type { Source } from './read.ts';

/** The records of both files in one numbering, and the dictionary of each comparison's values. */
export interface Records {
  readonly count: number;
  /** Records of each source; those of the first come first. */
  readonly perSource: readonly number[];
  /** Dictionary of each comparison; crossed comparisons share one. */
  readonly dictionary: readonly number[];
  readonly possiblePairs: number;
}

/**
 * Steps `normal` (normal forms), `value_<d>` (distinct values) and `record` (value numbers). Records
 * are numbered by source and id, so that the order of rows in a file changes nothing.
 */
export async function buildRecords(
  lake: Lake,
  sources: readonly Source[],
  comparisons: readonly PlannedComparison[],
): Promise<Records> {
  await lake.run(`create or replace temp table normal as ${normalSql(sources, comparisons)}`);
  const dictionary = comparisons.map((comparison, i) => Math.min(i, comparison.crossedWith ?? i));
  for (const d of new Set(dictionary)) {
    const columns = dictionary.flatMap((at, i) => (at === d ? [i] : []));
    const kind = (comparisons[d] as PlannedComparison).kind;
    const derived = derivedColumns(kind).map(([name, sql]) => `, ${sql} as ${name}`);
    const all = columns.map((i) => `select t${i} as x from normal where t${i} is not null`).join(' union all ');
    await lake.run(`create or replace temp table value_${d} as
      select cast(row_number() over (order by x) as INTEGER) as v, x, n${derived.join('')}
      from (select x, count(*) as n from (${all}) as filled group by x) as counted`);
    if (hasWords(kind)) await addWordBits(lake, d);
  }
  const joins = dictionary.map((d, i) => `left join value_${d} w${i} on w${i}.x = e.t${i}`);
  await lake.run(`create or replace temp table record as
    select e.rec, e.src, ${dictionary.map((_, i) => `w${i}.v as v${i}`).join(', ')}
    from normal e ${joins.join(' ')} order by e.rec`);
  const perSource = sources.map(({ records }) => records);
  const [a = 0, b] = perSource;
  return {
    count: perSource.reduce((sum, n) => sum + n, 0),
    perSource,
    dictionary,
    possiblePairs: b === undefined ? (a * (a - 1)) / 2 : a * b,
  };
}

/** Adds `bits` to a dictionary: a bit a word, by the word's first letters and length; equal words have equal bits. */
async function addWordBits(lake: Lake, d: number): Promise<void> {
  const at = (from: number): string => `coalesce(ascii(nullif(substr(word, ${from}, 1), '')), 0)`;
  const bit = `(${at(1)} + 7 * ${at(2)} + 11 * ${at(3)} + 5 * length(word)) % 62`;
  await lake.run(`create or replace temp table value_${d} as
    select w.*, coalesce(b.bits, 0) as bits from value_${d} w left join (
      select v, bit_or(${dialect.bitAt(bit)}) as bits
      from (select v, ${dialect.eachWord('x')} as word from value_${d}) as words group by v) b on b.v = w.v`);
}

function normalSql(sources: readonly Source[], comparisons: readonly PlannedComparison[]): string {
  const parts = sources.map((source, s) => {
    const forms = comparisons.map((comparison, i) => {
      const column = `c${comparison.columns[s]}`;
      return `${normalForm(comparison.kind, column, comparison.dateOrders[s] ?? 'dmy')} as t${i}`;
    });
    return `select ${s} as src, c${source.idColumn} as id, ${forms.join(', ')} from ${source.table}`;
  });
  const forms = comparisons.map((_, i) => `t${i}`).join(', ');
  return `select cast(row_number() over (order by src, id) - 1 as INTEGER) as rec, src, id, ${forms}
    from (${parts.join(' union all ')}) as both_files`;
}
