import { wilsonInterval } from '../kernel/ranking-metrics.ts';
import { rankedRows } from './ranked.ts';
import {
  type EvaluatedRole,
  evaluatedRoles,
  type RankingTruth,
  type WrongfulCount,
  type WrongfulGate,
} from './types.ts';

/** Fewer people than this say nothing about a share. */
const fewest = 20;

/** Rows among the first `flagged` names of any role, with a score of at least `from`. */
export function flaggedRows(truth: RankingTruth, flagged: number, from: number): ReadonlySet<number> {
  const top = (role: EvaluatedRole): number[] =>
    [...rankedRows(truth, role).subarray(0, flagged)].filter((row) => (truth.scores[role][row] as number) >= from);
  return new Set(evaluatedRoles.flatMap(top));
}

/**
 * Innocent people among the flagged by kind, with Wilson's 95 % interval of their share. Who has no kind is left out
 * where `kindOf` gives undefined. Sorted by kind.
 */
export function wrongfulBy(
  truth: RankingTruth,
  top: ReadonlySet<number>,
  kindOf: (row: number) => string | undefined,
): readonly (WrongfulCount & { readonly kind: string })[] {
  const kinds = new Map<string, { people: number; flagged: number }>();
  for (const [row, role] of truth.role.entries()) {
    const kind = role !== 'none' || truth.known[row] === 1 ? undefined : kindOf(row);
    if (kind === undefined) continue;
    const counts = kinds.get(kind) ?? { people: 0, flagged: 0 };
    kinds.set(kind, { people: counts.people + 1, flagged: counts.flagged + (top.has(row) ? 1 : 0) });
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { people, flagged }]) => ({ kind, ...counted(people, flagged) }));
}

/** All innocent look-alikes together, and the kind that fares worst. */
export function wrongfulGate(byKind: readonly (WrongfulCount & { readonly lookalike: string })[]): WrongfulGate {
  const kinds = byKind.filter(({ lookalike }) => lookalike !== 'none');
  const sum = (of: (one: WrongfulCount) => number): number => kinds.reduce((total, one) => total + of(one), 0);
  const all = counted(
    sum(({ people }) => people),
    sum(({ flagged }) => flagged),
  );
  const worst = kinds
    .filter(({ tooFew }) => !tooFew)
    .map(({ lookalike, people, flagged }) => ({ lookalike, share: flagged / people }))
    .sort((a, b) => b.share - a.share)[0];
  return {
    name: 'innocent_lookalikes_flagged',
    share: all.people === 0 ? 0 : all.flagged / all.people,
    ...all,
    worst: worst ?? null,
  };
}

function counted(people: number, flagged: number): WrongfulCount {
  const [low, high] = wilsonInterval(flagged, people);
  return { people, flagged, low, high, tooFew: people < fewest };
}
