import type { RankedRows } from '../kernel/ranking-bootstrap.ts';
import { descending } from '../kernel/ranking-metrics.ts';
import type { EvaluatedRole, RankingTruth } from './types.ts';

/** Rows of the truth that are ranked, best first: scored, and not established. */
export function rankedRows(truth: RankingTruth, role: EvaluatedRole): Int32Array {
  return rankedBy(truth, truth.scores[role]);
}

/** The same people in the order of other scores. */
export function rankedBy(truth: RankingTruth, values: Float64Array): Int32Array {
  const rows = Int32Array.from(truth.role.keys()).filter((r) => truth.scored[r] === 1 && truth.known[r] === 0);
  const scores = Float64Array.from(rows, (r) => values[r] as number);
  return descending(scores).map((at) => rows[at] as number);
}

/** Number of the cluster of each row of the truth: a network of the guilty, or a person alone. */
export function clustersOf({ role, network }: RankingTruth): { readonly of: Int32Array; readonly count: number } {
  const numbers = new Map<string, number>();
  let count = 0;
  const of = Int32Array.from(role, (_, row) => {
    const name = network?.[row] ?? null;
    if (name === null) return count++;
    const found = numbers.get(name) ?? count++;
    numbers.set(name, found);
    return found;
  });
  return { of, count };
}

/** One role's ranking as the measures want it. */
export function measured(
  truth: RankingTruth,
  role: EvaluatedRole,
  rows: Int32Array,
  values: Float64Array,
  cluster: Int32Array,
): RankedRows {
  const missed: number[] = [];
  for (const [row, own] of truth.role.entries())
    if (own === role && truth.known[row] === 0 && truth.scored[row] !== 1) missed.push(cluster[row] as number);
  return {
    scores: Float64Array.from(rows, (r) => values[r] as number),
    labels: Uint8Array.from(rows, (r) => (truth.role[r] === role ? 1 : 0)),
    cluster: Int32Array.from(rows, (r) => cluster[r] as number),
    missed: Int32Array.from(missed),
  };
}
