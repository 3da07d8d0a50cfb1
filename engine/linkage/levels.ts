import { duckdbDialect as dialect } from './dialect.ts';
import type { Comparison } from './types.ts';

type Compared = Pick<Comparison, 'kind' | 'similarities'>;

/** One level of agreement: tested in order, the first that holds counts. Values are `l` and `r`. */
export interface Level {
  readonly label: string;
  /** SQL over the columns of both values and the measures of the kind. */
  readonly test: string;
}

export interface KindLevels {
  /** Measures computed once a pair of values: name and SQL. */
  readonly measures: readonly (readonly [string, string])[];
  /** Level 0 is `same` (equal forms) and comes before these; `different` comes after. */
  readonly levels: readonly Level[];
}

const jw = ['jw', dialect.jaroWinkler('l.x', 'r.x')] as const;
const edits = ['edits', dialect.damerauLevenshtein('l.x', 'r.x')] as const;
const words = ['words', dialect.wordOverlap('l.x', 'r.x')] as const;
/** Cheap tests stand before dear ones: one edit cannot leave so little in common, nor so different lengths. */
const near = (n: number): string =>
  `abs(length(l.x) - length(r.x)) <= ${n} and (longer < 4 or jw >= 0.7) and edits <= ${n}`;
/** At least this share of words in common; the word bits rule out most pairs before words are compared. */
const sharing = (share: number): string =>
  `(${dialect.bitsSet('l.bits & r.bits')} >= ${(share * 0.9).toFixed(2)} * ${dialect.bitsSet('l.bits | r.bits')} and words >= ${share})`;
const longer = ['longer', 'greatest(length(l.x), length(r.x))'] as const;

/** One wrong digit leaves two parts of a date as they are. */
const twoParts = '((l.y = r.y and (l.m = r.m or l.d = r.d)) or (l.m = r.m and l.d = r.d))';
const noDate = '(l.y is null or r.y is null)';

/** Levels between `same` and `different`; at most four, since a vector has room for eight levels. */
export function levelsOf({ kind, similarities }: Compared): KindLevels {
  if (similarities)
    return {
      measures: [jw],
      levels: similarities.map((least) => ({ label: `similarity at least ${least}`, test: `jw >= ${least}` })),
    };
  switch (kind) {
    case 'given_name':
    case 'surname':
      return {
        measures: [jw, edits, longer],
        levels: [
          { label: 'one edit', test: `(longer >= 3 and ${near(1)}) or (longer >= 8 and ${near(2)})` },
          { label: 'close', test: 'jw >= 0.88' },
          {
            label: 'short form',
            test: `substr(l.x, 1, least(length(l.x), length(r.x))) = substr(r.x, 1, least(length(l.x), length(r.x)))`,
          },
          { label: 'alike', test: 'jw >= 0.75' },
        ],
      };
    case 'full_name':
      return {
        measures: [jw, edits, words, longer],
        levels: [
          { label: 'one edit', test: `(longer >= 4 and ${near(1)}) or l.solid = r.solid` },
          { label: 'close', test: `jw >= 0.92 or ${sharing(0.66)}` },
          { label: 'half the words', test: sharing(0.33) },
          { label: 'alike', test: 'jw >= 0.8' },
        ],
      };
    case 'han_name':
      return {
        measures: [['edits', dialect.levenshtein('l.x', 'r.x')], longer],
        levels: [
          { label: 'one character differs', test: 'longer >= 3 and length(l.x) = length(r.x) and edits <= 3' },
          { label: 'one character more', test: 'abs(length(l.x) - length(r.x)) = 1 and edits <= 3 and longer >= 3' },
          { label: 'same first character', test: 'substr(l.x, 1, 1) = substr(r.x, 1, 1)' },
          { label: 'same last character', test: 'right(l.x, 1) = right(r.x, 1)' },
        ],
      };
    case 'date':
      return {
        measures: [edits],
        levels: [
          {
            label: 'one digit, or day and month swapped',
            test: `(${twoParts} and edits <= 1) or (l.y = r.y and l.m = r.d and l.d = r.m) or (${noDate} and edits <= 1)`,
          },
          { label: 'two parts the same', test: twoParts },
          {
            label: 'within a month, or two digits',
            test: 'abs(l.days - r.days) <= 31 or ((l.y = r.y or l.m = r.m or l.d = r.d) and edits <= 2)',
          },
          { label: 'within a year', test: 'abs(l.days - r.days) <= 366 or l.y = r.y' },
        ],
      };
    case 'postcode':
    case 'house_number':
      return {
        measures: [jw, edits, longer],
        levels: [
          { label: 'one edit', test: `longer >= 2 and ${near(1)}` },
          { label: 'two edits', test: `longer >= 5 and ${near(2)}` },
          { label: 'same beginning', test: 'longer >= 3 and substr(l.x, 1, 2) = substr(r.x, 1, 2)' },
        ],
      };
    case 'identifier':
    case 'phone':
      return {
        measures: [jw, edits, longer],
        levels: [
          { label: 'one edit', test: `longer >= 4 and ${near(1)}` },
          { label: 'two edits', test: `longer >= 6 and ${near(2)}` },
        ],
      };
    case 'email':
      return {
        measures: [jw, edits],
        levels: [
          { label: 'two edits', test: 'jw >= 0.7 and edits <= 2' },
          { label: 'same mailbox, other house', test: 'l.local = r.local' },
          { label: 'close', test: 'jw >= 0.88' },
          { label: 'same house', test: 'l.domain = r.domain' },
        ],
      };
    case 'category':
      return { measures: [edits, longer], levels: [{ label: 'one edit', test: 'edits <= 1 and longer >= 3' }] };
    case 'number':
      return {
        measures: [edits, longer],
        levels: [
          { label: 'one edit', test: 'edits <= 1 and longer >= 3' },
          { label: 'within 1 %', test: 'abs(l.num - r.num) <= 0.01 * greatest(abs(l.num), abs(r.num))' },
          { label: 'within 10 %', test: 'abs(l.num - r.num) <= 0.1 * greatest(abs(l.num), abs(r.num))' },
        ],
      };
    default:
      return {
        measures: [jw, edits, words, longer],
        levels: [
          { label: 'one edit', test: `(longer >= 4 and ${near(1)}) or (longer >= 9 and ${near(2)})` },
          { label: 'close', test: `jw >= 0.92 or ${sharing(0.66)}` },
          { label: 'half the words', test: sharing(0.4) },
          { label: 'alike', test: 'jw >= 0.8' },
        ],
      };
  }
}

/** Names of all levels of a comparison, in the order of their numbers. */
export function levelNames(compared: Compared, isCrossed: boolean): readonly string[] {
  const own = ['same', ...levelsOf(compared).levels.map(({ label }) => label), 'different'];
  return isCrossed ? [...own, 'swapped with its twin', 'one of them in the twin’s place'] : own;
}
