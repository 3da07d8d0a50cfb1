import type { Patterns } from '../kernel/fellegi-sunter.ts';
import { levelNames } from './levels.ts';
import type { PlannedComparison } from './plan.ts';
import type { Kind } from './types.ts';

/** What is known before anything is fitted: where EM starts, and how often one person's columns may differ. */

/** Where EM starts: most matches agree, a few differ. */
export function startingM(comparison: PlannedComparison, i: number): Float64Array {
  const names = levelsOfComparison(comparison, i);
  const last = names.indexOf('different');
  const m = Float64Array.from(names, (_, level) =>
    level === 0 ? 0.75 : level === last ? 0.05 : 0.2 / Math.max(1, names.length - 2),
  );
  return shares(m, m, 0);
}

/** How often a column may differ in one person's records: names and birth seldom, where one lives often. */
const differsAtMost: Readonly<Partial<Record<Kind, number>>> = {
  given_name: 0.4,
  surname: 0.4,
  full_name: 0.4,
  han_name: 0.4,
  date: 0.25,
  identifier: 0.5,
  category: 0.5,
};

export function highestM(comparison: PlannedComparison, i: number): Float64Array {
  const names = levelsOfComparison(comparison, i);
  return Float64Array.from(names, (name) => (name === 'different' ? (differsAtMost[comparison.kind] ?? 0.8) : 1));
}

export function shares(values: Float64Array, prior: Float64Array, strength: number): Float64Array {
  const filled = values.map((value, i) => value + strength * (prior[i] as number));
  const total = filled.reduce((sum, value) => sum + value, 0);
  return filled.map((value) => (total > 0 ? value / total : 1 / values.length));
}

/** What is one person's own, not shared by those who live together. */
const ownKinds: readonly Kind[] = ['given_name', 'full_name', 'han_name', 'date', 'identifier'];

/**
 * Before anything is fitted a family looks like one person: surname, street, town and telephone agree.
 * Pairs in which something of one's own differs and nothing of it is the same start as non-matches, so
 * that what relatives share is learnt as agreement by chance.
 */
export function withoutRelatives(
  comparisons: readonly PlannedComparison[],
  patterns: Patterns,
  posterior: Float64Array,
): Float64Array {
  const own = comparisons.flatMap(({ kind }, c) => (ownKinds.includes(kind) ? [c] : []));
  const different = comparisons.map((comparison, c) => levelsOfComparison(comparison, c).indexOf('different'));
  return posterior.map((p, at) => {
    const levels = own.map((c) => ({ c, level: patterns.levels[at * comparisons.length + c] as number }));
    if (levels.some(({ level }) => level === 0)) return p;
    return levels.some(({ c, level }) => level === different[c]) ? 0 : p;
  });
}

/** What those who live together share. */
const sharedKinds: readonly Kind[] = ['surname', 'street', 'postcode', 'place', 'phone', 'house_number'];

/** Whether the columns could tell a relative from the person: something of one's own and something shared. */
export function canBeRelatives(comparisons: readonly PlannedComparison[]): boolean {
  const has = (kinds: readonly Kind[]): number => comparisons.filter(({ kind }) => kinds.includes(kind)).length;
  return has(ownKinds) >= 2 && has(sharedKinds) >= 1;
}

/** Relatives: what is one's own differs, what is shared agrees as often as not. */
export function relatedM(comparison: PlannedComparison, i: number): Float64Array {
  const names = levelsOfComparison(comparison, i);
  const own = ownKinds.includes(comparison.kind);
  const last = names.indexOf('different');
  const rest = names.length - 1;
  const m = Float64Array.from(names, (_, level) => {
    if (own) return level === last ? 0.9 : 0.1 / rest;
    return level === 0 ? 0.6 : level === last ? 0.3 : 0.1 / Math.max(1, names.length - 2);
  });
  return shares(m, m, 0);
}

export function highestRelated(comparison: PlannedComparison, i: number): Float64Array {
  const own = ownKinds.includes(comparison.kind);
  const fullName = comparison.kind === 'full_name' || comparison.kind === 'han_name';
  return Float64Array.from(levelsOfComparison(comparison, i), (name, level) => {
    if (!own || name === 'different') return 1;
    // A full name holds the surname, so half of it may well be the same.
    return fullName && level >= 2 ? 0.9 : 0.02;
  });
}

/** Level names of comparison `i`; of two crossed comparisons the first alone tells of the swap. */
export function levelsOfComparison(comparison: PlannedComparison, i: number): readonly string[] {
  return levelNames(comparison, comparison.crossedWith !== undefined && comparison.crossedWith > i);
}
