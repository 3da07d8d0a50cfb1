import { type EvaluatedRole, type EvaluationMetrics, evaluatedRoles, type Interval } from './types.ts';

/** Mean over worlds with Student's 95 % interval; null with one world. */
export interface WorldMean {
  readonly mean: number;
  readonly interval: Interval | null;
  readonly each: readonly number[];
}

/** Several worlds together: how much a figure depends on which world it is. */
export interface WorldsSummary {
  readonly worlds: number;
  readonly roles: Readonly<Record<EvaluatedRole, Readonly<Record<string, WorldMean>>>>;
  readonly together: Readonly<Record<string, WorldMean>>;
}

/** Two-sided 95 % points of Student's t by degrees of freedom. */
const studentT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

export function poolWorlds(worlds: readonly EvaluationMetrics[]): WorldsSummary {
  const over = (of: (world: EvaluationMetrics) => number): WorldMean => meanOver(worlds.map(of));
  const ofRole = (role: EvaluatedRole): Readonly<Record<string, WorldMean>> => {
    const at = (k: number, of: 'precision' | 'recall'): WorldMean =>
      over(({ roles }) => roles[role].atK.find((one) => one.k === k)?.[of] ?? 0);
    return {
      auprc: over(({ roles }) => roles[role].auprc),
      precisionAt50: at(50, 'precision'),
      precisionAt100: at(100, 'precision'),
      precisionAt500: at(500, 'precision'),
      recallAt50: at(50, 'recall'),
      ece: over(({ roles }) => roles[role].ece),
      bestBaselineAuprc: over(({ roles }) => Math.max(0, ...roles[role].baselines.map(({ auprc }) => auprc))),
    };
  };
  return {
    worlds: worlds.length,
    roles: Object.fromEntries(evaluatedRoles.map((role) => [role, ofRole(role)])) as WorldsSummary['roles'],
    together: {
      tradePrecisionAt50: over(({ tradeTogether }) => tradeTogether.precisionAt50),
      tradePrecisionAt100: over(({ tradeTogether }) => tradeTogether.precisionAt100),
      lookalikesFlagged: over(({ wrongful }) => wrongful.share),
      worstKindFlagged: over(({ wrongful }) => wrongful.worst?.share ?? 0),
    },
  };
}

function meanOver(each: readonly number[]): WorldMean {
  const mean = each.reduce((sum, value) => sum + value, 0) / Math.max(1, each.length);
  if (each.length < 2) return { mean, interval: null, each };
  const variance = each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (each.length - 1);
  const half = (studentT[each.length - 2] ?? 2.1) * Math.sqrt(variance / each.length);
  // Every metric here is a share: what Student's interval holds beyond 0 and 1 cannot be.
  return { mean, interval: [Math.max(0, mean - half), Math.min(1, mean + half)], each };
}
