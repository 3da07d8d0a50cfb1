import {
  areaUnderRoc,
  averagePrecision,
  brierScore,
  calibrationError,
  descending,
  wilsonInterval,
} from '../kernel/ranking-metrics.ts';
import type { EvaluatedRole, RankingTruth, RoleMetrics } from './types.ts';

/** Units' capacity: what counts is the first ten, fifty, hundred names. */
const capacities = [10, 50, 100, 500];

/** Rows of the truth that are ranked, best first: scored, and not established. */
export function rankedRows(truth: RankingTruth, role: EvaluatedRole): Int32Array {
  const rows = Int32Array.from(truth.role.keys()).filter((r) => truth.scored[r] === 1 && truth.known[r] === 0);
  const scores = Float64Array.from(rows, (r) => truth.scores[role][r] as number);
  return descending(scores).map((at) => rows[at] as number);
}

/** Recall and AUPRC count the people who were not scored as never found; Brier, ECE and AUROC see the ranked only. */
export function roleMetrics(truth: RankingTruth, role: EvaluatedRole): RoleMetrics {
  const rows = rankedRows(truth, role);
  const scores = Float64Array.from(rows, (r) => truth.scores[role][r] as number);
  const labels = Uint8Array.from(rows, (r) => (truth.role[r] === role ? 1 : 0));
  const positives = truth.role.reduce((sum, own, r) => sum + (own === role && truth.known[r] === 0 ? 1 : 0), 0);
  const scoredPositives = labels.reduce((sum, label) => sum + label, 0);
  const prevalence = rows.length === 0 ? 0 : scoredPositives / rows.length;
  return {
    positives,
    scoredPositives,
    ranked: rows.length,
    prevalence,
    auprc: orZero(averagePrecision(scores, labels, positives - scoredPositives)),
    auroc: orZero(areaUnderRoc(scores, labels)),
    brier: orZero(brierScore(scores, labels)),
    ece: orZero(calibrationError(scores, labels)),
    atK: capacities.map((k) => atK(truth, rows, labels, k, positives, prevalence)),
  };
}

function atK(
  truth: RankingTruth,
  rows: Int32Array,
  labels: Uint8Array,
  k: number,
  positives: number,
  prevalence: number,
): RoleMetrics['atK'][number] {
  const seen = Math.min(k, rows.length);
  let hits = 0;
  let innocent = 0;
  for (let i = 0; i < seen; i++) {
    hits += labels[i] as number;
    if (truth.role[rows[i] as number] === 'none') innocent++;
  }
  const precision = seen === 0 ? 0 : hits / seen;
  const [precisionLow, precisionHigh] = wilsonInterval(hits, seen);
  const recall = positives === 0 ? 0 : hits / positives;
  return {
    k,
    precision,
    precisionLow,
    precisionHigh,
    recall,
    lift: prevalence === 0 ? 0 : precision / prevalence,
    innocent,
  };
}

/** A measure that is not defined (no positive, nobody ranked) is 0, and a notice says so: JSON has no NaN. */
function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
