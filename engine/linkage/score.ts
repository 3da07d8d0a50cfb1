import { cellOf } from '../kernel/fellegi-sunter.ts';
import type { Lake } from '../lake/index.ts';
import { vectorBase } from './compare.ts';
import type { LinkModel } from './estimate.ts';
import type { PlannedComparison } from './plan.ts';

/** Pairs with their weight: log2 odds of being one person, prior included. */
export interface ScoredPairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly weight: Float64Array;
}

/** log2 of the prior odds of a random pair. */
export function priorWeight(model: LinkModel): number {
  return Math.log2(model.lambda) - Math.log2(1 - model.lambda);
}

/** log2(m / u) of a level, given the level of the comparison it depends on (-1 where that is missing). */
export function levelWeight(model: LinkModel, comparison: number, level: number, parentLevel: number): number {
  const at = cellOf(model.layout, comparison, level, parentLevel);
  return Math.log2((model.m[at] as number) / (model.u[at] as number));
}

/**
 * How much of a value's rarity counts where the parent is at `parentLevel`: all of it where the two are
 * independent, none where agreement was to be expected anyway.
 */
export function termShare(model: LinkModel, comparison: number, parentLevel: number): number {
  const alone = Math.log(model.marginalU[comparison]?.[0] as number);
  const given = Math.log(model.u[cellOf(model.layout, comparison, 0, parentLevel)] as number);
  return Math.max(0, Math.min(1, given / alone));
}

/**
 * Step `term_<i>`: by how much agreement on a value weighs more or less than agreement on average,
 * log2(u / f) with f the chance that another person has the value (Newcombe 1959). Persons are counted,
 * not records (`person_of`), or ten records of one person would make a rare name common; f is
 * discounted as the share of values seen once asks (Good 1953).
 */
export async function termWeights(
  lake: Lake,
  comparisons: readonly PlannedComparison[],
  model: LinkModel,
): Promise<void> {
  for (const i of comparisons.keys()) {
    const u = model.marginalU[i]?.[0] as number;
    const counted = `select r.v${i} as v, count(distinct p.person) as persons
      from record r join ordinary o on o.rec = r.rec join person_of p on p.rec = r.rec where r.v${i} is not null group by r.v${i}`;
    const [row] = await lake.rows<{ once: number | null; twice: number | null; persons: number | null }>(`
      select cast(sum(case when persons = 1 then 1 else 0 end) as BIGINT) as once,
        cast(sum(case when persons = 2 then 1 else 0 end) as BIGINT) as twice,
        cast(sum(persons) as BIGINT) as persons from (${counted}) as counted`);
    const once = row?.once ?? 0;
    const discount = once / Math.max(1, once + 2 * (row?.twice ?? 0));
    const persons = Math.max(1, row?.persons ?? 1);
    await lake.run(`create or replace temp table term_${i} as
      select v, ln(${u} / greatest((persons - ${discount}) / ${persons}, ${u} / 64)) / ln(2) as term
      from (${counted}) as counted`);
  }
}

/** Adds `weight` to a table of vectors, as `target` (a, b, weight). */
export async function scorePairs(
  lake: Lake,
  comparisons: readonly PlannedComparison[],
  model: LinkModel,
  vectors: string,
  target: string,
): Promise<void> {
  const patterns = await lake.columns(`select distinct cast(code as DOUBLE) as code from ${vectors} order by code`);
  const codes = patterns.rows === 0 ? new Float64Array(0) : (patterns.columns.code?.values as Float64Array);
  const weights = codes.map((code) => patternWeight(model, comparisons.length, code));
  const valid = new Uint8Array(codes.length).fill(1);
  await lake.createTable(`${target}_pattern`, {
    rows: codes.length,
    columns: {
      code: { kind: 'float64', values: codes, valid },
      weight: { kind: 'float64', values: weights, valid },
    },
  });
  const joins = comparisons.map(
    (_, i) => `left join term_${i} f${i} on f${i}.v = case when q.state_${i} = 1 then q.x${i} end`,
  );
  const terms = comparisons.map((_, i) => `coalesce(f${i}.term * ${termShareSql(model, i)}, 0)`).join(' + ');
  await lake.run(`create or replace temp table ${target} as
    select q.a, q.b, round(w.weight + ${terms}, 6) as weight
    from ${vectors} q join ${target}_pattern w on cast(w.code as BIGINT) = q.code ${joins.join(' ')}`);
  await lake.run(`drop table ${target}_pattern`);
}

function patternWeight(model: LinkModel, comparisons: number, code: number): number {
  const levels = new Int8Array(comparisons);
  let rest = code;
  for (let c = 0; c < comparisons; c++) {
    levels[c] = (rest % vectorBase) - 1;
    rest = Math.floor(rest / vectorBase);
  }
  let weight = priorWeight(model);
  for (let c = 0; c < comparisons; c++) {
    const parent = model.layout.parents[c] as number;
    const level = levels[c] as number;
    if (level >= 0) weight += levelWeight(model, c, level, parent < 0 ? -1 : (levels[parent] as number));
  }
  return weight;
}

/** `termShare` by the parent's state, as SQL over the states of a pair. */
export function termShareSql(model: LinkModel, comparison: number): string {
  const parent = model.layout.parents[comparison] as number;
  if (parent < 0) return '1';
  const states = Array.from({ length: (model.layout.sizes[parent] as number) + 1 }, (_, state) => state);
  const cases = states.map((state) => `when ${state} then ${termShare(model, comparison, state - 1)}`);
  return `(case q.state_${parent} ${cases.join(' ')} end)`;
}

/** P(one person) from log2 odds. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}
