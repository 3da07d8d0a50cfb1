import type { EvaluatedRole, RoleMetrics } from './types.ts';

/** A result above it is more often a leak than a triumph. */
const suspicious = 0.98;

/** What the reader of a role's numbers must know, in sentences. */
export function noticesOf(role: EvaluatedRole, metrics: RoleMetrics): readonly string[] {
  const { positives, scoredPositives, ranked, auprc, auroc, labelShuffle, prevalence } = metrics;
  const notices: string[] = [];
  if (ranked === 0) notices.push(`Nobody was ranked as ${role}; nothing could be measured.`);
  if (positives === 0) notices.push(`The truth holds no ${role} who was not known; recall and AUPRC are not defined.`);
  if (scoredPositives < positives) {
    notices.push(
      `${positives - scoredPositives} of ${positives} people who are a ${role} were not scored; they count as never found.`,
    );
  }
  for (const [name, value] of [
    ['AUPRC', auprc],
    ['AUROC', auroc],
  ] as const) {
    if (value > suspicious) {
      notices.push(
        `${name} of ${role} is ${value.toFixed(3)}, above ${suspicious}: suspect a leak of the truth into the features.`,
      );
    }
  }
  if (scoredPositives >= 5 && labelShuffle.auprc > 3 * prevalence + 0.01)
    notices.push(
      `With labels dealt anew, ${role} still reaches AUPRC ${labelShuffle.auprc.toFixed(3)}: the measure itself leaks.`,
    );
  const better = metrics.baselines.filter((one) => one.auprc > auprc).map(({ name }) => name.replaceAll('_', ' '));
  if (better.length > 0 && positives > 0)
    notices.push(`The ranking of ${role} is behind a baseline in AUPRC: ${better.join(', ')}.`);
  return notices;
}
