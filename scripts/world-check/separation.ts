import { looksLike } from './motifs.ts';
import type { PersonFeature } from './person-features.ts';
import { aurocOf } from './placement.ts';
import type { Souls } from './souls.ts';
import { type Finding, type Gate, type GuiltyRole, guiltyRoles } from './types.ts';

const limits = Object.freeze({ innocent: 0.8, lookalike: 0.65 });
/** 99 % intervals: about sixty numbers a role are compared, so one in twenty over by chance would fail most clean worlds. */
const errors = 2.58;
/** Fewer people of a role say nothing about a separation. */
const fewest = 5;

/**
 * Gate 1: no single number may tell a role from the innocent (AUROC over 0.80) or from the innocent who resemble it
 * (over 0.65). Direction does not matter: AUROC = max(a, 1 - a). A feature fails when its lower 99 % bound lies above
 * the limit, so that a world of a few suppliers, or of one busy network, is not failed by chance.
 */
export function separationGate(souls: Souls, features: readonly PersonFeature[], crowd: readonly Finding[] = []): Gate {
  const compared = guiltyRoles.flatMap((role) => [
    ...against(souls, features, role, 'innocent'),
    ...against(souls, features, role, 'lookalike'),
  ]);
  const findings = [...compared, ...crowd];
  const failed = findings.filter((finding) => finding.failed);
  const worst = (whom: string): string => {
    const own = compared.filter(({ name, value }) => name.endsWith(whom) && value !== null);
    const top = own.reduce<Finding | undefined>((a, b) => ((a?.value ?? 0) >= (b.value ?? 0) ? a : b), undefined);
    return top === undefined ? 'nobody to compare' : `${top.name} ${top.value?.toFixed(3)}`;
  };
  return {
    gate: 1,
    title: 'No single feature gives a role away',
    verdict: failed.length > 0 ? 'fail' : compared.length === 0 ? 'skipped' : 'pass',
    summary: `${failed.length} of ${findings.length} comparisons over their limit; highest: ${worst('innocent')}; ${worst('lookalike')}.`,
    findings,
  };
}

function against(
  souls: Souls,
  features: readonly PersonFeature[],
  role: GuiltyRole,
  whom: keyof typeof limits,
): readonly Finding[] {
  const people = [...souls.role.keys()].filter((i) => souls.known[i] === 0);
  const guilty = people.filter((i) => souls.role[i] === role);
  const others = people.filter(
    (i) => souls.role[i] === 'none' && (whom === 'innocent' || looksLike(souls.kind[i] as string, role)),
  );
  const limit = limits[whom];
  return features.flatMap(({ name, about, values }) => {
    const pick = (rows: readonly number[]): readonly number[] => rows.map((i) => values[i] as number);
    const found = aurocOf(
      pick(guilty),
      pick(others),
      guilty.map((i) => souls.network[i] as string),
    );
    if (found.positives < fewest || found.others < fewest) return [];
    const value = Math.max(found.auroc, 1 - found.auroc);
    const low = Math.max(0, value - errors * found.standardError);
    return [
      {
        gate: 1 as const,
        name: `${name}: ${role} against ${whom}`,
        about,
        value,
        low,
        high: Math.min(1, value + errors * found.standardError),
        limit: `at most ${limit.toFixed(2)}`,
        failed: low > limit,
        direction: found.auroc >= 0.5 ? ('higher' as const) : ('lower' as const),
        positives: found.positives,
        others: found.others,
      },
    ];
  });
}
