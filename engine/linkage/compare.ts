import type { Lake } from '../lake/index.ts';
import { levelsOf } from './levels.ts';
import type { PlannedComparison } from './plan.ts';
import type { Records } from './records.ts';

/** States of one comparison in a packed vector: 0 for a missing value, 1 + level otherwise. */
export const vectorBase = 9;

/**
 * Weighs nothing yet: turns `pairs` (a, b, ...) into `target` with one packed vector `code` a pair.
 * Each similarity is computed once a pair of distinct values (`alike_<d>`).
 */
export async function comparePairs(
  lake: Lake,
  records: Records,
  comparisons: readonly PlannedComparison[],
  pairs: string,
  target: string,
): Promise<void> {
  const { dictionary } = records;
  const values = dictionary.map((_, i) => `x.v${i} as x${i}, y.v${i} as y${i}`).join(', ');
  await lake.run(`create or replace temp table ${target}_value as
    select p.*, ${values} from ${pairs} p join record x on x.rec = p.a join record y on y.rec = p.b`);
  for (const d of new Set(dictionary)) await compareValues(lake, comparisons, dictionary, d, `${target}_value`);
  const joins = comparisons.flatMap((comparison, i) => levelJoins(comparison, i, dictionary[i] as number));
  const code = comparisons.map((_, i) => `state_${i} * cast(${vectorBase ** i} as BIGINT)`).join(' + ');
  await lake.run(`create or replace temp table ${target} as
    select *, ${code} as code from (
      select q.*, ${comparisons.map((comparison, i) => `${stateSql(comparison, i)} as state_${i}`).join(', ')}
      from ${target}_value q ${joins.join(' ')}) as vector`);
  await lake.run(`drop table ${target}_value`);
  for (const d of new Set(dictionary)) await lake.run(`drop table alike_${d}`);
}

/** `alike_<d>`: level of the pairs of values that some pair of records asks for; those left out are `different`. */
async function compareValues(
  lake: Lake,
  comparisons: readonly PlannedComparison[],
  dictionary: readonly number[],
  d: number,
  table: string,
): Promise<void> {
  const { measures, levels } = levelsOf(comparisons[d] as PlannedComparison);
  const columns = dictionary.flatMap((at, i) => (at === d ? [i] : []));
  const asked = columns.flatMap((i) => columns.map((j) => valuePairs(table, `x${i}`, `y${j}`)));
  const cases = levels.map(({ test }, i) => `when ${test} then ${i + 1}`);
  await lake.run(`create or replace temp table alike_${d} as
    select both_values, level from (
      select pair.both_values, ${measured(measures, cases, levels.length + 1)} as level
      from (select distinct both_values from (${asked.join(' union all ')}) as asked) as pair
      join value_${d} l on l.v = cast(pair.both_values // ${pairBase} as INTEGER)
      join value_${d} r on r.v = cast(pair.both_values % ${pairBase} as INTEGER)) as weighed
    where level <= ${levels.length}`);
}

/** Two value numbers, the smaller first, in one BIGINT: one key joins faster than two. */
const pairBase = '2147483648';
const bothValues = (x: string, y: string): string =>
  `cast(least(${x}, ${y}) as BIGINT) * ${pairBase} + greatest(${x}, ${y})`;

const valuePairs = (table: string, x: string, y: string): string =>
  `select ${bothValues(x, y)} as both_values from ${table} where ${x} <> ${y}`;

/** Puts each measure where its name stands, so that the engine computes it once and only if reached. */
function measured(measures: readonly (readonly [string, string])[], cases: readonly string[], last: number): string {
  const filled = cases.map((test) =>
    measures.reduce((text, [name, sql]) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), sql), test),
  );
  return filled.length === 0 ? String(last) : `case ${filled.join(' ')} else ${last} end`;
}

function levelJoins(comparison: PlannedComparison, i: number, d: number): string[] {
  const join = (alias: string, x: string, y: string): string =>
    `left join alike_${d} ${alias} on ${alias}.both_values = ${bothValues(x, y)}`;
  const straight = join(`s${i}`, `q.x${i}`, `q.y${i}`);
  if (comparison.crossedWith === undefined) return [straight];
  return [straight, join(`t${i}`, `q.x${i}`, `q.y${comparison.crossedWith}`)];
}

const levelSql = (alias: string, x: string, y: string, last: number): string =>
  `(case when ${x} is null or ${y} is null then null when ${x} = ${y} then 0 else coalesce(${alias}.level, ${last}) end)`;

/**
 * State of comparison `i`. Where two values agree only the other way round, the first comparison of
 * the two says so and the second is silent: the evidence counts once.
 */
function stateSql(comparison: PlannedComparison, i: number): string {
  const last = levelsOf(comparison).levels.length + 1;
  const own = levelSql(`s${i}`, `q.x${i}`, `q.y${i}`, last);
  const plain = `coalesce(1 + ${own}, 0)`;
  const j = comparison.crossedWith;
  if (j === undefined) return plain;
  const first = Math.min(i, j);
  const second = Math.max(i, j);
  const agrees = (alias: string, x: number, y: number): string =>
    `(q.x${x} = q.y${y} or coalesce(${alias}.level = 1, false))`;
  const straight = `(${agrees(`s${first}`, first, first)} or ${agrees(`s${second}`, second, second)})`;
  const there = agrees(`t${first}`, first, second);
  const back = agrees(`t${second}`, second, first);
  const missing = `(q.x${first} is null or q.y${first} is null or q.x${second} is null or q.y${second} is null)`;
  const swapped = `(not ${straight} and ${there} and ${back})`;
  const half = `(not ${straight} and ${missing} and (${there} or ${back}))`;
  if (i === second) return `case when ${swapped} or ${half} then 0 else ${plain} end`;
  return `case when ${swapped} then ${last + 2} when ${half} then ${last + 3} else ${plain} end`;
}
