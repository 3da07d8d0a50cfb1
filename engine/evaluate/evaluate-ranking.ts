import { drawCounts } from '../kernel/ranking-bootstrap.ts';
import { createRng } from '../kernel/rng.ts';
import { noticesOf } from './notices.ts';
import { clustersOf, rankedBy } from './ranked.ts';
import { roleMetrics } from './role-metrics.ts';
import { type EvaluatedRole, evaluatedRoles, type RankingMetrics, type RankingTruth } from './types.ts';
import { flaggedRows, wrongfulBy, wrongfulGate } from './wrongful.ts';

export interface EvaluationOptions {
  /** People a role whose names are looked at: an innocent one among them is wrongly flagged. Default 50. */
  readonly flagged?: number;
  /** Nobody with a lower score is flagged, 0 to 1. Default 0. */
  readonly flaggedFrom?: number;
  /** Replicates of the bootstrap. Default 200. */
  readonly replicates?: number;
}

const method: readonly string[] = Object.freeze([
  'Established people are left out of what is ranked and of what was to be found; people without a score count as never found.',
  'No record after the date of the run is read: the line cuts every source at it before anything is computed.',
  'Model and ranking are measured on people whose labels they never saw: the shipped model was trained on other worlds, each kept whole on one side (split by component); local learning sees only cases established by the date (split by time).',
  'Intervals are 95 %: AUPRC, recall, Brier score and ECE from a bootstrap that draws whole networks of the guilty and everybody else one by one; shares of the first k names by Wilson.',
  'ECE over ten bins of equal width. Baselines that learn take the established people of this home against a sample of the others.',
]);

/**
 * Metrics of a ranking against the truth, per role, with established people left out on both sides.
 * Probabilities near 1 everywhere are reported as a suspected leak.
 */
export function evaluateRanking(truth: RankingTruth, options: EvaluationOptions = {}): RankingMetrics {
  const { flagged = 50, flaggedFrom = 0, replicates = 200 } = options;
  const clusters = clustersOf(truth);
  const rng = createRng(1);
  const draws = Array.from({ length: replicates }, () => drawCounts(clusters.count, rng));
  const roles = Object.fromEntries(
    evaluatedRoles.map((role) => [role, roleMetrics(truth, role, clusters.of, draws)]),
  ) as RankingMetrics['roles'];
  const top = flaggedRows(truth, flagged, flaggedFrom);
  const byLookalike = wrongfulBy(truth, top, (row) => truth.lookalike[row] ?? 'none').map(({ kind, ...counts }) => ({
    lookalike: kind,
    ...counts,
  }));
  return {
    method,
    truthKeys: truth.role.length,
    known: count(truth.known),
    scored: count(truth.scored),
    roles,
    tradeTogether: tradeTogether(truth),
    flaggedPerRole: flagged,
    flaggedFrom,
    wrongful: wrongfulGate(byLookalike),
    wrongfulByLookalike: byLookalike,
    wrongfulByAuditGroup: wrongfulBy(truth, top, (row) => truth.auditGroup?.[row] ?? undefined).map(
      ({ kind, ...counts }) => ({ group: kind, ...counts }),
    ),
    notices: evaluatedRoles.flatMap((role) => noticesOf(role, roles[role])),
  };
}

/** Suppliers and retailers in one list, each person with the higher of the two scores. */
function tradeTogether(truth: RankingTruth): RankingMetrics['tradeTogether'] {
  const { retailer, supplier } = truth.scores;
  const higher = retailer.map((score, row) => Math.max(score, supplier[row] as number));
  const rows = rankedBy(truth, higher);
  const trade = (role: 'none' | EvaluatedRole): boolean => role === 'retailer' || role === 'supplier';
  const precision = (k: number): number => {
    const first = rows.subarray(0, k);
    const hits = first.reduce((sum, row) => sum + Number(trade(truth.role[row] as 'none' | EvaluatedRole)), 0);
    return first.length === 0 ? 0 : hits / first.length;
  };
  return { precisionAt50: precision(50), precisionAt100: precision(100) };
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
