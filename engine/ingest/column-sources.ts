import { type TableName, tableByName } from '../../data/schema/index.ts';
import { refusal } from './codes.ts';
import type { FileRule, TimeRule } from './map-file.ts';
import { timeRules } from './time-rules.ts';

/** Where a column of the contract comes from. */
export type Source =
  | { readonly kind: 'column'; readonly name: string; readonly time?: TimeRule }
  | { readonly kind: 'joined'; readonly names: readonly string[]; readonly time: TimeRule }
  | { readonly kind: 'constant'; readonly value: string }
  /** `record_id` made from the hash of the file's bytes and the line of the row. */
  | { readonly kind: 'row' };

export interface ColumnSources {
  readonly of: Readonly<Record<string, Source>>;
  readonly ignored: readonly string[];
}

export interface Reading {
  readonly file: string;
  readonly table: TableName;
  readonly rule: FileRule | undefined;
  readonly ignore: ReadonlySet<string>;
  readonly warrantNotRequired: boolean;
}

/**
 * Matches the names of a file with the columns of its table.
 * @throws no_header, unknown_column, missing_column, duplicate_column, map_invalid
 */
export function matchColumns(reading: Reading, names: readonly string[]): ColumnSources {
  const of: Record<string, Source> = {};
  const claim = (column: string, source: Source): void => {
    if (of[column] !== undefined) throw refusal('duplicate_column', { where: `${reading.file}, column ${column}` });
    of[column] = source;
  };
  const { ignored, joined, unknown } = sort(reading, names, claim);
  if (unknown.length > 0) throw unknownColumns(reading, unknown, Object.keys(of).length === 0);
  checkRenames(reading, names);
  for (const rule of joined) claim(rule.into ?? '', { kind: 'joined', names: rule.columns ?? [], time: rule });
  for (const [column, value] of Object.entries(reading.rule?.constants ?? {})) {
    claim(column, { kind: 'constant', value: String(value) });
  }
  if (reading.rule?.recordId === 'row') claim('record_id', { kind: 'row' });
  if (reading.table === 'call' && reading.warrantNotRequired && of.warrant_id === undefined) {
    of.warrant_id = { kind: 'constant', value: 'none-required' };
  }
  checkComplete(reading, of);
  return { of, ignored };
}

/** Names that the file may use; for formats whose names come row by row. */
export function knownNames(reading: Reading): readonly string[] {
  const times = timeRules(reading.rule).flatMap((rule) => rule.columns ?? []);
  const renamed = Object.keys(reading.rule?.rename ?? {});
  return [...new Set([...Object.keys(tableByName(reading.table).fields), ...renamed, ...times])];
}

export function isIgnored(reading: Reading, name: string): boolean {
  return reading.ignore.has(name) || reading.rule?.ignore?.includes(name) === true;
}

export function unknownColumns(reading: Reading, unknown: readonly string[], nothingKnown: boolean): Error {
  const fields = tableByName(reading.table).fields;
  const expected = `columns of ${reading.table}: ${Object.keys(fields).join(', ')}`;
  // The first line of a file without a header is a record: it is not quoted.
  if (nothingKnown) return refusal('no_header', { where: `${reading.file}, line 1`, expected });
  return refusal('unknown_column', { where: reading.file, got: unknown.map(shown).join(', '), expected });
}

function sort(reading: Reading, names: readonly string[], claim: (column: string, source: Source) => void) {
  const { fields } = tableByName(reading.table);
  const times = timeRules(reading.rule);
  const joined = times.filter(({ into }) => into !== undefined);
  const ignored: string[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    if (isIgnored(reading, name)) ignored.push(name);
    else if (joined.some(({ columns, column }) => columns?.includes(name) || column === name)) continue;
    else {
      const column = reading.rule?.rename?.[name] ?? name;
      const type = Object.hasOwn(fields, column) ? fields[column]?.type : undefined;
      if (type === undefined) unknown.push(name);
      else claim(column, withTime(reading, { kind: 'column', name }, column, type));
    }
  }
  return {
    ignored,
    unknown,
    joined: joined.map((rule) => ({ ...rule, columns: rule.columns ?? [rule.column ?? ''] })),
  };
}

function withTime(reading: Reading, source: Source & { kind: 'column' }, column: string, type: string): Source {
  const named = (rule: TimeRule): boolean =>
    [rule.column, ...(rule.columns ?? [])].some((name) => name === source.name || name === column);
  const rule = timeRules(reading.rule).find((candidate) => candidate.into === undefined && named(candidate));
  if (rule === undefined) return source;
  if (type === 'instant') return { ...source, time: rule };
  throw refusal('map_invalid', { where: reading.file, got: `a time format for ${column}`, expected: 'an instant' });
}

function checkRenames(reading: Reading, names: readonly string[]): void {
  const there = new Set(names);
  const joined = timeRules(reading.rule).flatMap((rule) => (rule.into === undefined ? [] : (rule.columns ?? [])));
  for (const name of [...Object.keys(reading.rule?.rename ?? {}), ...joined]) {
    if (there.has(name)) continue;
    throw refusal('map_invalid', {
      where: reading.file,
      got: `the map names ${shown(name)}`,
      expected: 'a column of the file',
    });
  }
}

function checkComplete(reading: Reading, of: Readonly<Record<string, Source>>): void {
  const { fields, exactlyOne } = tableByName(reading.table);
  const missing = Object.entries(fields).flatMap(([column, { required }]) =>
    required && of[column] === undefined ? [column] : [],
  );
  for (const group of exactlyOne ?? []) {
    if (group.every((column) => of[column] === undefined)) missing.push(group.join(' or '));
  }
  if (missing.length > 0) throw refusal('missing_column', { where: reading.file, expected: missing.join(', ') });
}

/** A name as it may be printed: a value that stands where a name should is not shown. */
function shown(name: string): string {
  const looksLikeName = /^[\p{L}_][\p{L}\p{N}_ .()/-]{0,63}$/u.test(name) && !/\d{6}/.test(name);
  return looksLikeName ? name : `(a name of ${name.length} characters that is not shown)`;
}
