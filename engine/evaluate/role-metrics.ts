import {
  centralInterval,
  type RankedRows,
  type RankingMeasures,
  weightedMeasures,
} from '../kernel/ranking-bootstrap.ts';
import { areaUnderRoc, averagePrecision, wilsonInterval } from '../kernel/ranking-metrics.ts';
import { createRng } from '../kernel/rng.ts';
import { curvesOf } from './curves.ts';
import { measured, rankedBy, rankedRows } from './ranked.ts';
import type {
  AtK,
  BaselineQuality,
  EvaluatedRole,
  Interval,
  PatternFound,
  RankingTruth,
  RoleMetrics,
} from './types.ts';

/** Units' capacity: what counts is the first ten, fifty, hundred names. */
export const capacities: readonly number[] = Object.freeze([10, 50, 100, 500]);
const shuffles = 20;

/**
 * Recall and AUPRC count the people who were not scored as never found; Brier, ECE and AUROC see the ranked only.
 * @param cluster unit of the bootstrap of each row of the truth
 * @param draws how often each cluster counts, a replicate each
 */
export function roleMetrics(
  truth: RankingTruth,
  role: EvaluatedRole,
  cluster: Int32Array,
  draws: readonly Uint8Array[],
): RoleMetrics {
  const rows = rankedRows(truth, role);
  const ranking = measured(truth, role, rows, truth.scores[role], cluster);
  const scoredPositives = ranking.labels.reduce((sum, label) => sum + label, 0);
  const positives = scoredPositives + ranking.missed.length;
  const once = weightedMeasures(ranking, undefined, capacities);
  const replicates = draws.map((counts) => weightedMeasures(ranking, counts, capacities));
  const interval = (of: (one: RankingMeasures) => number): Interval => intervalOf(replicates.map(of), orZero(of(once)));
  const prevalence = rows.length === 0 ? 0 : scoredPositives / rows.length;
  return {
    positives,
    scoredPositives,
    ranked: rows.length,
    prevalence,
    auprc: orZero(once.auprc),
    auroc: orZero(areaUnderRoc(ranking.scores, ranking.labels)),
    brier: orZero(once.brier),
    ece: orZero(once.ece),
    intervals: {
      auprc: interval((one) => one.auprc),
      brier: interval((one) => one.brier),
      ece: interval((one) => one.ece),
    },
    atK: capacities.map((k, at) =>
      atK(
        truth,
        rows,
        k,
        once,
        at,
        prevalence,
        interval((one) => one.recall[at] as number),
      ),
    ),
    patterns: patternsOf(truth, role, rows),
    baselines: baselinesOf(truth, role, cluster),
    labelShuffle: labelShuffle(ranking),
    edgeShuffle: truth.shuffled === undefined ? null : auprcOf(truth, role, truth.shuffled[role], cluster),
    curves: curvesOf(ranking),
  };
}

function atK(
  truth: RankingTruth,
  rows: Int32Array,
  k: number,
  once: RankingMeasures,
  at: number,
  prevalence: number,
  [recallLow, recallHigh]: Interval,
): AtK {
  const looked = Math.min(k, rows.length);
  const precision = orZero(once.precision[at] as number);
  const [precisionLow, precisionHigh] = wilsonInterval(Math.round(precision * looked), looked);
  const innocent = rows.subarray(0, looked).reduce((sum, r) => sum + Number(truth.role[r] === 'none'), 0);
  const recall = orZero(once.recall[at] as number);
  const lift = prevalence === 0 ? 0 : precision / prevalence;
  return { k, looked, precision, precisionLow, precisionHigh, recall, recallLow, recallHigh, lift, innocent };
}

function intervalOf(values: readonly number[], middle: number): Interval {
  const [low, high] = centralInterval(values) ?? [middle, middle];
  return [Math.min(low, middle), Math.max(high, middle)];
}

function patternsOf(truth: RankingTruth, role: EvaluatedRole, rows: Int32Array): readonly PatternFound[] {
  const place = new Map([...rows].map((row, at) => [row, at]));
  const found = new Map<string, { people: number; scored: number; in50: number; in500: number }>();
  for (const [row, own] of truth.role.entries()) {
    if (own !== role || truth.known[row] === 1) continue;
    const pattern = truth.pattern?.[row] ?? 'not told';
    const counts = found.get(pattern) ?? { people: 0, scored: 0, in50: 0, in500: 0 };
    const at = place.get(row) ?? Infinity;
    counts.people++;
    if (truth.scored[row] === 1) counts.scored++;
    if (at < 50) counts.in50++;
    if (at < 500) counts.in500++;
    found.set(pattern, counts);
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.people - x.people || (a < b ? -1 : 1))
    .map(([pattern, counts]) => ({ pattern, ...counts }));
}

function auprcOf(truth: RankingTruth, role: EvaluatedRole, values: Float64Array, cluster: Int32Array): number {
  const ranking = measured(truth, role, rankedBy(truth, values), values, cluster);
  return orZero(weightedMeasures(ranking, undefined, []).auprc);
}

function baselinesOf(truth: RankingTruth, role: EvaluatedRole, cluster: Int32Array): readonly BaselineQuality[] {
  return [...(truth.baselines?.[role] ?? [])].map(([name, values]) => {
    const ranking = measured(truth, role, rankedBy(truth, values), values, cluster);
    const { auprc, precision } = weightedMeasures(ranking, undefined, [50]);
    return { name, auprc: orZero(auprc), precisionAt50: orZero(precision[0] as number) };
  });
}

/** The labels dealt anew among the ranked people, several times: mean and highest AUPRC. */
function labelShuffle({ scores, labels, missed }: RankedRows): RoleMetrics['labelShuffle'] {
  const rng = createRng(1);
  const values = Array.from({ length: shuffles }, () => {
    const dealt = labels.slice();
    for (let i = dealt.length - 1; i > 0; i--) {
      const j = rng.int(i + 1);
      const held = dealt[i] as number;
      dealt[i] = dealt[j] as number;
      dealt[j] = held;
    }
    return orZero(averagePrecision(scores, dealt, missed.length));
  });
  return { auprc: values.reduce((sum, value) => sum + value, 0) / shuffles, high: Math.max(...values) };
}

/** A measure that is not defined (no positive, nobody ranked) is 0, and a notice says so: JSON has no NaN. */
function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
