import { wilsonInterval } from '../kernel/ranking-metrics.ts';
import { rankedRows } from './role-metrics.ts';
import type { EvaluationMetrics, RankingTruth } from './types.ts';

/**
 * Innocent people among the first `flagged` names of any role, per kind of look-alike, with Wilson's 95 %
 * interval of their share. People without a kind stand under `none`. Sorted by kind.
 */
export function wrongfulByLookalike(truth: RankingTruth, flagged: number): EvaluationMetrics['wrongfulByLookalike'] {
  const top = new Set<number>();
  for (const role of ['user', 'retailer', 'supplier'] as const) {
    for (const row of rankedRows(truth, role).subarray(0, flagged)) top.add(row);
  }
  const kinds = new Map<string, { people: number; flagged: number }>();
  for (const [row, role] of truth.role.entries()) {
    if (role !== 'none' || truth.known[row] === 1) continue;
    const kind = truth.lookalike[row] ?? 'none';
    const counts = kinds.get(kind) ?? { people: 0, flagged: 0 };
    kinds.set(kind, { people: counts.people + 1, flagged: counts.flagged + (top.has(row) ? 1 : 0) });
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lookalike, counts]) => {
      const [low, high] = wilsonInterval(counts.flagged, counts.people);
      return { lookalike, ...counts, low, high };
    });
}
