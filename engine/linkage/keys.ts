import { duckdbDialect as dialect } from './dialect.ts';
import type { PlannedComparison } from './plan.ts';
import type { Kind } from './types.ts';

/** A property that two records of one person are likely to share; records with equal keys are compared. */
export interface BlockingKey {
  /** `column:key`, as a spec may name it. */
  readonly name: string;
  /** Comparisons the key is made of. */
  readonly comparisons: readonly number[];
  /** SQL over the values `w<i>` of a record; null where there is no key. Words give a row each. */
  readonly sql: string;
  readonly words: boolean;
}

/** All keys of a plan; which of them become rules depends on how many pairs they give. */
export function blockingKeys(comparisons: readonly PlannedComparison[]): readonly BlockingKey[] {
  const keys: BlockingKey[] = [];
  for (const [i, comparison] of comparisons.entries()) {
    for (const [label, sql] of keysOfKind(comparison.kind, `w${i}`))
      keys.push({ name: `${comparison.name}:${label}`, comparisons: [i], sql, words: false });
    if (hasWords(comparison.kind))
      keys.push({ name: `${comparison.name}:word`, comparisons: [i], sql: dialect.eachWord(`w${i}.x`), words: true });
    const twin = comparison.crossedWith;
    if (twin !== undefined && twin > i) keys.push(...crossedKeys(comparisons, i, twin));
  }
  return keys;
}

function keysOfKind(kind: Kind, w: string): readonly (readonly [string, string])[] {
  const same = ['same', `${w}.x`] as const;
  switch (kind) {
    case 'given_name':
    case 'surname':
    case 'full_name':
      return [same, ['sound', `${w}.sound`], ['beginning', `substr(${w}.x, 1, 3)`]];
    case 'han_name':
      return [
        same,
        ['first', `substr(${w}.x, 1, 1)`],
        ['rest', `case when length(${w}.x) > 1 then substr(${w}.x, 2) end`],
      ];
    case 'date':
      return [
        same,
        ['year and month', `substr(${w}.x, 1, 7)`],
        ['month and day', `case when ${w}.y is not null then substr(${w}.x, 6) end`],
        ['year and day', `case when ${w}.y is not null then substr(${w}.x, 1, 4) || substr(${w}.x, 8) end`],
      ];
    case 'email':
      return [same, ['mailbox', `${w}.local`]];
    case 'identifier':
    case 'phone':
      return [
        same,
        ['first half', `case when length(${w}.x) >= 6 then substr(${w}.x, 1, length(${w}.x) // 2) end`],
        ['last half', `case when length(${w}.x) >= 6 then right(${w}.x, length(${w}.x) // 2) end`],
      ];
    case 'street':
    case 'place':
    case 'text':
      return [same, ['beginning', `case when length(${w}.x) >= 5 then substr(${w}.x, 1, 5) end`]];
    default:
      return [same];
  }
}

/** Kinds whose values are several words. */
export function hasWords(kind: Kind): boolean {
  return kind === 'street' || kind === 'text' || kind === 'full_name' || kind === 'place';
}

/** Both values whichever way round; whole, and by sound where the kind has one. */
function crossedKeys(comparisons: readonly PlannedComparison[], i: number, twin: number): readonly BlockingKey[] {
  const kind = (comparisons[i] as PlannedComparison).kind;
  const names = `${comparisons[i]?.name}+${comparisons[twin]?.name}`;
  const both = (field: string): string =>
    `least(w${i}.${field}, w${twin}.${field}) || '|' || greatest(w${i}.${field}, w${twin}.${field})`;
  const filled = (sql: string): string => `case when w${i}.x is not null and w${twin}.x is not null then ${sql} end`;
  const key = (label: string, field: string): BlockingKey => ({
    name: `${names}:${label}`,
    comparisons: [i, twin],
    sql: filled(both(field)),
    words: false,
  });
  const hasSound = kind === 'given_name' || kind === 'surname';
  return hasSound ? [key('same, either way', 'x'), key('sound, either way', 'sound')] : [key('same, either way', 'x')];
}
