import { type LinkModel, levelsOfComparison } from './estimate.ts';
import type { Linked } from './link.ts';
import type { PlannedComparison } from './plan.ts';
import type { ComparisonReport } from './types.ts';

/** m, u and weight of every level of every comparison, each column by itself. */
export function modelReport(comparisons: readonly PlannedComparison[], model: LinkModel): readonly ComparisonReport[] {
  return comparisons.map((comparison, i) => ({
    column: comparison.name,
    kind: comparison.kind,
    dependsOn: comparisons[model.layout.parents[i] as number]?.name ?? null,
    levels: levelsOfComparison(comparison, i).map((level, at) => {
      const m = model.marginalM[i]?.[at] as number;
      const u = model.marginalU[i]?.[at] as number;
      return { level, m, u, weight: Math.log2(m / u) };
    }),
  }));
}

/** What a reader should know before trusting the pairs, in sentences. */
export function warningsOf(linked: Linked): readonly string[] {
  const warnings: string[] = [];
  for (const { rule, cappedBuckets, cappedRecords } of linked.rules)
    if (cappedBuckets > 0)
      warnings.push(
        `Blocking rule "${rule}": ${cappedBuckets} values are shared by too many records (${cappedRecords} in all); each of these records was compared with its nearest neighbours only.`,
      );
  for (const { column, records } of linked.floods)
    warnings.push(
      `Column "${column}": one value is in ${records} of ${linked.records.count} records; chance agreement was measured with some of them only.`,
    );
  if (linked.comparedPairs === 0 && linked.records.possiblePairs > 0)
    warnings.push('No blocking rule gave a pair, so nothing was compared: the columns do not tell people apart.');
  if (linked.tooLargeGroups > 0)
    warnings.push(
      `${linked.tooLargeGroups} groups of linked records are too large to compare all their pairs; only pairs found by blocking are written.`,
    );
  for (const { column, reason } of linked.plan.ignored)
    warnings.push(`Column "${column}" was not compared: ${reason}.`);
  if (!linked.model.converged) warnings.push('The estimate of m and lambda had not settled when it was stopped.');
  return warnings;
}
