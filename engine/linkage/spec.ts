import { existsSync, readFileSync } from 'node:fs';
import { ExcavatorError } from '../kernel/errors.ts';
import { type Kind, kinds } from './types.ts';

/** What a person may say instead of letting the columns speak. */
export interface LinkSpec {
  /** Columns to compare; absent: all that can be used. */
  readonly comparisons?: readonly SpecComparison[];
  /** Each rule is the keys that must agree: a column name, or `column:key` (see README). */
  readonly blocking?: readonly (readonly string[])[];
  /** Posterior probability in (0, 1), or found from the scores. */
  readonly threshold?: number | 'auto';
  /** Seed of the random pairs. */
  readonly seed?: number;
  /** True: a file never names a person twice, so two of its records are never one. */
  readonly uniqueWithinFile?: boolean;
}

export interface SpecComparison {
  readonly column: string;
  /** Column of the second file, where its name differs. */
  readonly columnB?: string;
  readonly kind: Kind;
  /** One to four Jaro-Winkler similarities, highest first, instead of the levels of the kind. */
  readonly levels?: readonly number[];
  /** Another column whose values may stand in this one's place. */
  readonly crossedWith?: string;
}

const fields = ['comparisons', 'blocking', 'threshold', 'seed', 'uniqueWithinFile'];
const comparisonFields = ['column', 'columnB', 'kind', 'levels', 'crossedWith'];

/** Reads and checks a spec; unknown fields are refused, so that a typing error does not pass as a default. */
export function readSpec(spec: string | LinkSpec | undefined): LinkSpec {
  if (spec === undefined) return {};
  const value = typeof spec === 'string' ? parse(spec) : spec;
  const where = typeof spec === 'string' ? spec : 'spec';
  checkFields(value, fields, where);
  const { comparisons, blocking, threshold, seed, uniqueWithinFile } = value as LinkSpec;
  if (comparisons !== undefined) {
    if (!Array.isArray(comparisons)) throw wrong(where, 'comparisons', comparisons, 'a list');
    for (const [i, comparison] of comparisons.entries()) checkComparison(comparison, `${where}, comparison ${i + 1}`);
  }
  if (blocking !== undefined && !isListOfLists(blocking))
    throw wrong(where, 'blocking', blocking, 'a list of lists of column names');
  if (
    threshold !== undefined &&
    threshold !== 'auto' &&
    !(typeof threshold === 'number' && threshold > 0 && threshold < 1)
  )
    throw wrong(where, 'threshold', threshold, 'a probability between 0 and 1, or "auto"');
  if (seed !== undefined && !Number.isInteger(seed)) throw wrong(where, 'seed', seed, 'a whole number');
  if (uniqueWithinFile !== undefined && typeof uniqueWithinFile !== 'boolean')
    throw wrong(where, 'uniqueWithinFile', uniqueWithinFile, 'true or false');
  return value as LinkSpec;
}

function parse(file: string): unknown {
  if (!existsSync(file))
    throw new ExcavatorError({
      code: 'file_not_found',
      kind: 'usage',
      what: 'The spec file is not there.',
      where: file,
      advice: 'Check the path given with --spec.',
    });
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ExcavatorError(
      {
        code: 'spec_not_json',
        kind: 'usage',
        what: 'The spec file is no JSON.',
        where: file,
        got: (cause as Error).message,
        advice: 'Mend the file; engine/linkage/README.md shows one.',
      },
      { cause },
    );
  }
}

function checkComparison(comparison: unknown, where: string): void {
  checkFields(comparison, comparisonFields, where);
  const { column, columnB, kind, levels, crossedWith } = comparison as SpecComparison;
  if (typeof column !== 'string') throw wrong(where, 'column', column, 'a column name');
  if (!kinds.includes(kind)) throw wrong(where, 'kind', kind, `one of ${kinds.join(', ')}`);
  if (levels !== undefined && !areSimilarities(levels))
    throw wrong(where, 'levels', levels, 'one to four numbers between 0 and 1, highest first');
  for (const [field, value] of [
    ['columnB', columnB],
    ['crossedWith', crossedWith],
  ])
    if (value !== undefined && typeof value !== 'string') throw wrong(where, field as string, value, 'a column name');
}

function checkFields(value: unknown, allowed: readonly string[], where: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(where, 'the whole', value, 'an object');
  const unknown = Object.keys(value).filter((field) => !allowed.includes(field));
  if (unknown.length > 0) throw wrong(where, 'fields', unknown.join(', '), allowed.join(', '));
}

function areSimilarities(levels: unknown): boolean {
  if (!Array.isArray(levels) || levels.length < 1 || levels.length > 4) return false;
  return levels.every((x, i) => typeof x === 'number' && x > 0 && x < 1 && (i === 0 || x < levels[i - 1]));
}

function isListOfLists(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((rule) => Array.isArray(rule) && rule.length > 0 && rule.every((key) => typeof key === 'string'))
  );
}

function wrong(where: string, field: string, got: unknown, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'spec_invalid',
    kind: 'usage',
    what: `The spec says something that is not understood: ${field}.`,
    where,
    got: typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing'),
    expected,
    advice: 'Mend the spec; engine/linkage/README.md lists what it may say.',
  });
}
