import {
  cellsOf,
  createLayout,
  fitMixture,
  type Layout,
  type Mixture,
  type Patterns,
  posteriors,
} from '../kernel/fellegi-sunter.ts';
import type { Lake } from '../lake/index.ts';
import { conditionalU, dependenceForest } from './dependence.ts';
import { levelNames } from './levels.ts';
import type { PlannedComparison } from './plan.ts';
import type { Records } from './records.ts';
import type { Kind } from './types.ts';

/** m, u and the share of matches: what a level of agreement is worth. */
export interface LinkModel {
  readonly layout: Layout;
  /** P(level | parent's level, one person) and P(level | parent's level, two people), by the layout. */
  readonly m: Float64Array;
  readonly u: Float64Array;
  /** The same without regard to the parent, a list a comparison. */
  readonly marginalM: readonly Float64Array[];
  readonly marginalU: readonly Float64Array[];
  readonly lambda: number;
  readonly converged: boolean;
}

/** Pairs with equal and with filled values in each comparison, counted over all pairs there are. */
interface Agreement {
  readonly same: number;
  readonly filled: number;
}

const rounds = 4;
const priorPairs = 2;
const rowPairs = 20;

/**
 * u from random pairs (`sampled`) and, where all values are counted, from the values themselves; m and
 * lambda by EM over the patterns of the blocked pairs (`blocked`). u is taken again without the pairs
 * that are likely matches, because in a table with many duplicates an id agrees by chance never, yet
 * in one random pair of two thousand. Where one person floods the table (`flooded`), counting values
 * would count that person, so u rests on the random pairs alone.
 */
export async function estimateModel(
  lake: Lake,
  records: Records,
  comparisons: readonly PlannedComparison[],
  blocked: string,
  sampled: string,
  flooded: boolean,
): Promise<LinkModel> {
  const sizes = Int32Array.from(comparisons, (comparison, i) => levelsOfComparison(comparison, i).length);
  const seen = await readPatterns(lake, comparisons.length, blocked);
  const random = await readPatterns(lake, comparisons.length, sampled);
  const agreement: (Agreement | undefined)[] = [];
  for (const i of comparisons.keys()) agreement.push(flooded ? undefined : await countAgreement(lake, records, i));
  const defaultM = comparisons.map(startingM);
  const totalPairs = Math.max(1, flooded ? await floodedPairs(lake, seen) : records.possiblePairs);
  let lambda = Math.min(0.5, (0.2 * records.count) / totalPairs);
  // The first look: nothing fitted yet, so that no chance cluster of neighbours can be taken for the matches.
  const plain = createLayout(sizes, new Int32Array(sizes.length).fill(-1));
  let marginalU = chanceAgreement(sizes, random, random.counts, agreement, undefined);
  const crude = (patterns: Patterns): Float64Array =>
    posteriorOf(plain, patterns, flat(defaultM), flat(marginalU), lambda);
  let posterior = crude(seen);
  let inSample = crude(random);
  let layout = plain;
  let u = flat(marginalU);
  let fit: Mixture | undefined;
  for (let round = 0; round < rounds; round++) {
    const weight = random.counts.map((n, p) => n * doubt(inSample[p] as number));
    marginalU = chanceAgreement(sizes, random, weight, agreement, { patterns: seen, posterior });
    layout = dependenceForest(
      sizes,
      random,
      weight,
      marginalU.map((own) => own[0] as number),
    );
    u = conditionalU(layout, marginalU, random, weight);
    const ceiling = spread(layout, comparisons.map(highestM));
    fit = fitMixture(layout, seen, {
      m: spread(layout, defaultM),
      u,
      ceiling,
      lambda,
      totalPairs,
      priorPairs,
      rowPairs,
      maxIterations: 200,
      tolerance: 1e-5,
    });
    lambda = fit.lambda;
    posterior = fit.posterior;
    inSample = posteriorOf(layout, random, fit.m, u, lambda);
  }
  const { m, converged } = fit as Mixture;
  const matched = weightedLevels(
    sizes,
    seen,
    posterior.map((p, i) => p * (seen.counts[i] as number)),
  );
  const marginalM = matched.map((sums, c) => shares(sums, defaultM[c] as Float64Array, priorPairs));
  return { layout, m, u, marginalM, marginalU, lambda, converged };
}

/** Share of a random pair that counts as a non-match: only what is almost surely one person is taken out. */
function doubt(posterior: number): number {
  return (32 * (1 - posterior)) / (32 * (1 - posterior) + posterior);
}

/** Level names of comparison `i`; of two crossed comparisons the first alone tells of the swap. */
export function levelsOfComparison(comparison: PlannedComparison, i: number): readonly string[] {
  return levelNames(comparison, comparison.crossedWith !== undefined && comparison.crossedWith > i);
}

async function readPatterns(lake: Lake, size: number, table: string): Promise<Patterns> {
  const states = Array.from({ length: size }, (_, i) => `min(state_${i}) as state_${i}`).join(', ');
  const read = await lake.columns(
    `select cast(count(*) as DOUBLE) as pairs, ${states} from ${table} group by code order by code`,
  );
  const levels = new Int8Array(read.rows * size);
  for (let c = 0; c < size && read.rows > 0; c++) {
    const values = read.columns[`state_${c}`]?.values as Int32Array;
    for (let p = 0; p < read.rows; p++) levels[p * size + c] = (values[p] as number) - 1;
  }
  return { levels, counts: read.rows === 0 ? new Float64Array(0) : (read.columns.pairs?.values as Float64Array) };
}

async function countAgreement(lake: Lake, records: Records, i: number): Promise<Agreement> {
  const two = records.perSource.length === 2;
  const [row] = await lake.rows<{ same: number | null; l: number | null; r: number | null }>(`
    select cast(sum(${two ? 'l * r' : 'l * (l - 1) // 2'}) as DOUBLE) as same, cast(sum(l) as DOUBLE) as l, cast(sum(r) as DOUBLE) as r
    from (select v${i}, ${two ? 'cast(sum(1 - src) as BIGINT)' : 'count(*)'} as l, cast(sum(src) as BIGINT) as r
      from record where v${i} is not null group by v${i}) as counted`);
  const l = row?.l ?? 0;
  const r = row?.r ?? 0;
  return { same: row?.same ?? 0, filled: two ? l * r : (l * (l - 1)) / 2 };
}

/** Pairs beside the flood: those of ordinary records, and at least those compared. */
async function floodedPairs(lake: Lake, seen: Patterns): Promise<number> {
  const [row] = await lake.rows<{ l: number | null; r: number | null }>(
    'select cast(sum(1 - src) as BIGINT) as l, cast(sum(src) as BIGINT) as r from ordinary',
  );
  const l = row?.l ?? 0;
  const r = row?.r ?? 0;
  const compared = seen.counts.reduce((sum, n) => sum + n, 0);
  return Math.max(r > 0 ? l * r : (l * (l - 1)) / 2, 2 * compared);
}

/** Where EM starts: most matches agree, a few differ. */
function startingM(comparison: PlannedComparison, i: number): Float64Array {
  const names = levelsOfComparison(comparison, i);
  const last = names.indexOf('different');
  const m = Float64Array.from(names, (_, level) =>
    level === 0 ? 0.75 : level === last ? 0.05 : 0.2 / Math.max(1, names.length - 2),
  );
  return shares(m, m, 0);
}

/** How often a column may differ in one person's records: names and birth seldom, where one lives often. */
const differsAtMost: Readonly<Partial<Record<Kind, number>>> = {
  given_name: 0.4,
  surname: 0.4,
  full_name: 0.4,
  han_name: 0.4,
  date: 0.4,
  identifier: 0.5,
  category: 0.5,
};

function highestM(comparison: PlannedComparison, i: number): Float64Array {
  const names = levelsOfComparison(comparison, i);
  return Float64Array.from(names, (name) => (name === 'different' ? (differsAtMost[comparison.kind] ?? 0.8) : 1));
}

function shares(values: Float64Array, prior: Float64Array, strength: number): Float64Array {
  const filled = values.map((value, i) => value + strength * (prior[i] as number));
  const total = filled.reduce((sum, value) => sum + value, 0);
  return filled.map((value) => (total > 0 ? value / total : 1 / values.length));
}

function flat(lists: readonly Float64Array[]): Float64Array {
  return Float64Array.from(lists.flatMap((list) => [...list]));
}

/** One distribution a comparison, repeated in each of its rows. */
function spread(layout: Layout, lists: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(layout.tables[lists.length] as number);
  for (const [c, list] of lists.entries())
    for (let at = layout.tables[c] as number; at < (layout.tables[c + 1] as number); at += list.length)
      values.set(list, at);
  return values;
}

function posteriorOf(
  layout: Layout,
  patterns: Patterns,
  m: Float64Array,
  u: Float64Array,
  lambda: number,
): Float64Array {
  return posteriors(cellsOf(layout, patterns.levels), patterns.counts.length, m, u, lambda);
}

/** P(level | two people). Level 0 over all pairs, the others in the share the random pairs show. */
function chanceAgreement(
  sizes: Int32Array,
  random: Patterns,
  weight: Float64Array,
  agreement: readonly (Agreement | undefined)[],
  found: { readonly patterns: Patterns; readonly posterior: Float64Array } | undefined,
): Float64Array[] {
  const drawn = weightedLevels(sizes, random, weight);
  const matched = found
    ? weightedLevels(
        sizes,
        found.patterns,
        found.posterior.map((p, i) => p * (found.patterns.counts[i] as number)),
      )
    : undefined;
  return agreement.map((counted, c) => {
    const own = drawn[c] as Float64Array;
    const { same, filled } = counted ?? { same: own[0] as number, filled: own.reduce((sum, n) => sum + n, 0) };
    const known = counted ? matched?.[c] : undefined;
    const knownFilled = known ? known.reduce((sum, n) => sum + n, 0) : 0;
    const first = Math.max(same - (known?.[0] ?? 0), 0.5) / Math.max(1, filled - knownFilled);
    const u0 = Math.min(0.999, Math.max(first, 1e-9));
    const others = own.reduce((sum, n, level) => (level === 0 ? sum : sum + n + 0.5), 0);
    return own.map((n, level) => (level === 0 ? u0 : ((n + 0.5) / others) * (1 - u0)));
  });
}

/** Weighted pairs of every level, a list a comparison. */
function weightedLevels(sizes: Int32Array, patterns: Patterns, weight: Float64Array): Float64Array[] {
  const sums = Array.from(sizes, (size) => new Float64Array(size));
  const comparisons = sizes.length;
  for (let p = 0; p < weight.length; p++)
    for (let c = 0; c < comparisons; c++) {
      const level = patterns.levels[p * comparisons + c] as number;
      const own = sums[c] as Float64Array;
      if (level >= 0) own[level] = (own[level] as number) + (weight[p] as number);
    }
  return sums;
}
