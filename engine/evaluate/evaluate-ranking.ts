import { roleMetrics } from './role-metrics.ts';
import type { EvaluatedRole, RankingMetrics, RankingTruth } from './types.ts';
import { wrongfulByLookalike } from './wrongful.ts';

export interface EvaluationOptions {
  /** People a role whose names are looked at: an innocent one among them is wrongly flagged. Default 50. */
  readonly flagged?: number;
}

/** A result above it is more often a leak than a triumph. */
const suspicious = 0.98;

/**
 * Metrics of a ranking against the truth, per role, with established people left out on both sides.
 * Probabilities near 1 everywhere are reported as a suspected leak.
 */
export function evaluateRanking(truth: RankingTruth, options: EvaluationOptions = {}): RankingMetrics {
  const roles = {
    user: roleMetrics(truth, 'user'),
    retailer: roleMetrics(truth, 'retailer'),
    supplier: roleMetrics(truth, 'supplier'),
  };
  return {
    truthKeys: truth.role.length,
    known: count(truth.known),
    scored: count(truth.scored),
    roles,
    wrongfulByLookalike: wrongfulByLookalike(truth, options.flagged ?? 50),
    notices: (['user', 'retailer', 'supplier'] as const).flatMap((role) => noticesOf(role, roles)),
  };
}

function noticesOf(role: EvaluatedRole, roles: RankingMetrics['roles']): readonly string[] {
  const { positives, scoredPositives, ranked, auprc, auroc } = roles[role];
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
  return notices;
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
