import { fitMixture, type Mixture, type Patterns } from '../kernel/fellegi-sunter.ts';
import type { Lake } from '../lake/index.ts';
import { levelNames } from './levels.ts';
import type { PlannedComparison } from './plan.ts';
import type { Records } from './records.ts';

/** m, u and the share of matches: what a level of agreement is worth. */
export interface LinkModel {
  /** Levels of comparison `c` lie at `offsets[c] .. offsets[c + 1]` of `m` and `u`. */
  readonly offsets: Int32Array;
  readonly m: Float64Array;
  readonly u: Float64Array;
  readonly lambda: number;
  readonly converged: boolean;
}

interface CodedPatterns extends Patterns {
  readonly codes: Float64Array;
}

/** Pairs with equal and with filled values in each comparison, counted over all pairs there are. */
interface Agreement {
  readonly same: number;
  readonly filled: number;
}

const rounds = 4;
const priorPairs = 2;

/**
 * u from random pairs (`sampled`) and, where all values are counted, from the values themselves; m and
 * lambda by EM over the patterns of the blocked pairs (`blocked`). u is taken again without the pairs
 * that are likely matches, because in a table with many duplicates an id agrees by chance never, yet
 * in one random pair of two thousand.
 */
export async function estimateModel(
  lake: Lake,
  records: Records,
  comparisons: readonly PlannedComparison[],
  blocked: string,
  sampled: string,
): Promise<LinkModel> {
  const offsets = levelOffsets(comparisons);
  const seen = await readPatterns(lake, comparisons, offsets, blocked);
  const random = await readPatterns(lake, comparisons, offsets, sampled);
  const agreement: Agreement[] = [];
  for (const i of comparisons.keys()) agreement.push(await countAgreement(lake, records, i));
  const m0 = startingM(comparisons, offsets);
  let u = chanceAgreement(offsets, random, undefined, agreement, undefined);
  let lambda = Math.min(0.5, (0.2 * records.count) / Math.max(1, records.possiblePairs));
  let fit: Mixture | undefined;
  for (let round = 0; round < rounds; round++) {
    fit = fitMixture(seen, {
      m: m0,
      u,
      lambda,
      totalPairs: Math.max(1, records.possiblePairs),
      priorPairs,
      maxIterations: 200,
      tolerance: 1e-5,
    });
    lambda = fit.lambda;
    const inSample = posteriorOf(random, offsets, fit);
    u = chanceAgreement(offsets, random, inSample, agreement, { patterns: seen, posterior: fit.posterior });
  }
  const { m, converged } = fit as Mixture;
  return { offsets, m, u, lambda, converged };
}

function levelOffsets(comparisons: readonly PlannedComparison[]): Int32Array {
  const offsets = new Int32Array(comparisons.length + 1);
  for (const [i, comparison] of comparisons.entries())
    offsets[i + 1] = (offsets[i] as number) + levelsOfComparison(comparison, i).length;
  return offsets;
}

/** Level names of comparison `i`; of two crossed comparisons the first alone tells of the swap. */
export function levelsOfComparison(comparison: PlannedComparison, i: number): readonly string[] {
  return levelNames(comparison.kind, comparison.crossedWith !== undefined && comparison.crossedWith > i);
}

async function readPatterns(
  lake: Lake,
  comparisons: readonly PlannedComparison[],
  offsets: Int32Array,
  table: string,
): Promise<CodedPatterns> {
  const states = comparisons.map((_, i) => `min(state_${i}) as state_${i}`).join(', ');
  const read = await lake.columns(
    `select cast(code as DOUBLE) as code, cast(count(*) as DOUBLE) as pairs, ${states} from ${table} group by code order by code`,
  );
  const size = comparisons.length;
  const levels = new Int8Array(read.rows * size);
  for (let c = 0; c < size; c++) {
    const values = read.columns[`state_${c}`]?.values as Float64Array;
    for (let p = 0; p < read.rows; p++) levels[p * size + c] = (values[p] as number) - 1;
  }
  const numbers = (name: string): Float64Array =>
    read.rows === 0 ? new Float64Array(0) : (read.columns[name]?.values as Float64Array);
  return { offsets, levels, counts: numbers('pairs'), codes: numbers('code') };
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

function startingM(comparisons: readonly PlannedComparison[], offsets: Int32Array): Float64Array {
  const m = new Float64Array(offsets[comparisons.length] as number);
  for (const [i, comparison] of comparisons.entries()) {
    const at = offsets[i] as number;
    const names = levelsOfComparison(comparison, i);
    const last = names.indexOf('different');
    for (let level = 0; level < names.length; level++)
      m[at + level] = level === 0 ? 0.75 : level === last ? 0.05 : 0.2 / (names.length - 2 || 1);
    normalise(m, at, offsets[i + 1] as number);
  }
  return m;
}

function normalise(values: Float64Array, from: number, to: number): void {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] as number;
  for (let i = from; i < to; i++) values[i] = (values[i] as number) / total;
}

function posteriorOf(patterns: Patterns, offsets: Int32Array, fit: Mixture): Float64Array {
  const size = offsets.length - 1;
  const posterior = new Float64Array(patterns.counts.length);
  for (let p = 0; p < posterior.length; p++) {
    let logOdds = Math.log(fit.lambda) - Math.log1p(-fit.lambda);
    for (let c = 0; c < size; c++) {
      const level = patterns.levels[p * size + c] as number;
      const at = (offsets[c] as number) + level;
      if (level >= 0) logOdds += Math.log((fit.m[at] as number) / (fit.u[at] as number));
    }
    posterior[p] = 1 / (1 + Math.exp(-logOdds));
  }
  return posterior;
}

/** P(level | two people). Level 0 over all pairs, the others in the share the random pairs show. */
function chanceAgreement(
  offsets: Int32Array,
  random: Patterns,
  randomPosterior: Float64Array | undefined,
  agreement: readonly Agreement[],
  found: { readonly patterns: Patterns; readonly posterior: Float64Array } | undefined,
): Float64Array {
  const u = weightedLevels(offsets, random, (p) => 1 - (randomPosterior?.[p] ?? 0));
  const matched = found ? weightedLevels(offsets, found.patterns, (p) => found.posterior[p] as number) : undefined;
  for (const [c, { same, filled }] of agreement.entries()) {
    const from = offsets[c] as number;
    const to = offsets[c + 1] as number;
    let matchedFilled = 0;
    for (let i = from; matched && i < to; i++) matchedFilled += matched[i] as number;
    const chance = Math.max(same - (matched?.[from] ?? 0), 0.5);
    const first = Math.min(0.999, chance / Math.max(1, filled - matchedFilled));
    let others = 0;
    for (let i = from + 1; i < to; i++) others += (u[i] as number) + 0.5;
    for (let i = from + 1; i < to; i++) u[i] = (((u[i] as number) + 0.5) / others) * (1 - first);
    u[from] = Math.max(first, 1e-9);
  }
  return u;
}

/** Weighted pairs of every level. */
function weightedLevels(offsets: Int32Array, patterns: Patterns, weight: (pattern: number) => number): Float64Array {
  const size = offsets.length - 1;
  const sums = new Float64Array(offsets[size] as number);
  for (let p = 0; p < patterns.counts.length; p++) {
    const pairs = weight(p) * (patterns.counts[p] as number);
    for (let c = 0; c < size; c++) {
      const level = patterns.levels[p * size + c] as number;
      if (level >= 0) {
        const at = (offsets[c] as number) + level;
        sums[at] = (sums[at] as number) + pairs;
      }
    }
  }
  return sums;
}
