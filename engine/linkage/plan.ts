import { ExcavatorError } from '../kernel/errors.ts';
import type { Lake } from '../lake/index.ts';
import { guessKind } from './guess.ts';
import { type Profile, profileColumn } from './profile.ts';
import { findColumn, type Source } from './read.ts';
import type { LinkSpec } from './spec.ts';
import type { Comparison, Kind } from './types.ts';

/** Order of the parts of a date where slashes leave it open. */
export type DateOrder = 'dmy' | 'mdy';

/** A comparison with the columns behind it, one a source. */
export interface PlannedComparison extends Comparison {
  /** Column index in each source. */
  readonly columns: readonly number[];
  readonly dateOrders: readonly DateOrder[];
}

export interface Plan {
  readonly comparisons: readonly PlannedComparison[];
  readonly ignored: readonly { readonly column: string; readonly reason: string }[];
}

/** A comparison vector is packed into one number below 2^53: nine states a comparison. */
const comparisonsMax = 16;
/** Which kinds stay when there are too many columns: those that tell people apart best. */
const preference: readonly Kind[] = [
  'identifier',
  'email',
  'phone',
  'date',
  'han_name',
  'full_name',
  'surname',
  'given_name',
  'street',
  'postcode',
  'place',
  'text',
  'house_number',
  'number',
  'category',
];

/** Which columns are compared with which, and how. The id and the truth are never among them. */
export async function planComparisons(
  lake: Lake,
  sources: readonly Source[],
  spec: LinkSpec,
  truth: string | undefined,
): Promise<Plan> {
  const [first, second] = sources as [Source, Source | undefined];
  const kept = (source: Source): number[] => {
    const hidden = [source.idColumn];
    if (truth !== undefined) hidden.push(findColumn(source.columns, truth, source.file, 'truth'));
    return source.columns.map((_, i) => i).filter((i) => !hidden.includes(i));
  };
  const profilesA = await profiles(lake, first, kept(first));
  const profilesB = second ? await profiles(lake, second, kept(second)) : undefined;
  const pairs = spec.comparisons ? undefined : alignColumns(profilesA, profilesB);
  const ignored: { column: string; reason: string }[] = [];
  const found: PlannedComparison[] = [];
  if (spec.comparisons) {
    for (const { column, columnB, kind, levels } of spec.comparisons) {
      const a = findColumn(first.columns, column, first.file, 'compared');
      const b = second ? findColumn(second.columns, columnB ?? column, second.file, 'compared') : a;
      const comparison = planned(first, second, a, b, kind, profilesA, profilesB);
      found.push(levels === undefined ? comparison : { ...comparison, similarities: levels });
    }
  } else {
    for (const { a, b } of pairs ?? []) {
      const name = first.columns[a] as string;
      const profile = merged(profilesA.get(a) as Profile, b === undefined ? undefined : profilesB?.get(b));
      const guess = guessKind(profile);
      if (profilesB && b === undefined) ignored.push({ column: name, reason: 'not in both files' });
      else if ('ignored' in guess) ignored.push({ column: name, reason: guess.ignored });
      else if (labelsGroups(guess.kind, profile)) ignored.push({ column: name, reason: labelReason });
      else if (countsRecords(guess.kind, profile, second !== undefined))
        ignored.push({ column: name, reason: 'every record has its own value' });
      else found.push(planned(first, second, a, b ?? a, guess.kind, profilesA, profilesB));
    }
  }
  const chosen = best(found, ignored);
  if (chosen.length === 0) throw nothingToCompare(first, ignored);
  return { comparisons: crossed(chosen, spec), ignored };
}

async function profiles(lake: Lake, source: Source, columns: readonly number[]): Promise<Map<number, Profile>> {
  const found = new Map<number, Profile>();
  for (const i of columns) found.set(i, await profileColumn(lake, source.table, i, source.columns[i] as string));
  return found;
}

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Columns of two files that mean the same: by name, then by a kind that only one column on each side has. */
function alignColumns(
  a: ReadonlyMap<number, Profile>,
  b: ReadonlyMap<number, Profile> | undefined,
): { a: number; b: number | undefined }[] {
  if (!b) return [...a.keys()].map((column) => ({ a: column, b: undefined }));
  const free = new Set(b.keys());
  const partner = new Map<number, number>();
  for (const [i, profile] of a) {
    const same = [...free].find((j) => bare((b.get(j) as Profile).column) === bare(profile.column));
    if (same === undefined) continue;
    partner.set(i, same);
    free.delete(same);
  }
  const kindOf = (profile: Profile): string => {
    const guess = guessKind(profile);
    return 'kind' in guess ? guess.kind : '';
  };
  for (const [i, profile] of a) {
    const kind = kindOf(profile);
    if (partner.has(i) || kind === '' || kind === 'text') continue;
    const rivals = [...a].filter(([k, other]) => !partner.has(k) && kindOf(other) === kind);
    const there = [...free].filter((j) => kindOf(b.get(j) as Profile) === kind);
    if (rivals.length !== 1 || there.length !== 1) continue;
    partner.set(i, there[0] as number);
    free.delete(there[0] as number);
  }
  return [...a.keys()].map((column) => ({ a: column, b: partner.get(column) }));
}

/** What two columns hold together: the first file's shape, refused only where both are empty or constant. */
function merged(a: Profile, b: Profile | undefined): Profile {
  if (!b) return a;
  if (a.filled === 0) return { ...b, column: a.column, filled: 0 };
  if (b.filled === 0) return { ...a, filled: 0 };
  return { ...a, distinct: Math.max(a.distinct, b.distinct) };
}

const labelReason =
  'it looks like a label of groups or a counter, and as evidence it would answer the question; name it in a spec to compare it';
/** Names of columns that hold the answer rather than evidence. */
const labelNames =
  /^(cluster|group|entity|label|truth|true|gold|match|duplicate|dup|person|canonical|master)s?[ _-]?(id|no|nr|number|label|group|key)?$|^y$|簇|聚类|真值/i;

/** The answer itself: called so, or whole numbers one after the other that several records share. */
function labelsGroups(kind: Kind, { column, records, filled, distinct, digits, low, high }: Profile): boolean {
  if (kind !== 'identifier' && kind !== 'number' && kind !== 'category' && kind !== 'text' && kind !== 'house_number')
    return false;
  if (labelNames.test(column.trim()) && distinct > 2) return true;
  if (kind !== 'identifier' && kind !== 'number') return false;
  const consecutive = digits > 0.99 && high - low + 1 <= 1.25 * distinct;
  return consecutive && distinct > Math.max(60, 0.1 * filled) && filled > 0.9 * records;
}

/** A running number or another id of the record itself: it cannot agree, and near values mean nothing. */
function countsRecords(kind: Kind, profile: Profile, two: boolean): boolean {
  if (two || (kind !== 'identifier' && kind !== 'number')) return false;
  return profile.filled > 20 && profile.distinct === profile.filled;
}

function planned(
  first: Source,
  second: Source | undefined,
  a: number,
  b: number,
  kind: Kind,
  profilesA: ReadonlyMap<number, Profile>,
  profilesB: ReadonlyMap<number, Profile> | undefined,
): PlannedComparison {
  const own = profilesA.get(a);
  const other = second ? profilesB?.get(b) : own;
  // Characters in one file or part of one, letters in the other: the sound is what they have in common.
  const scripts = [own?.han ?? 0, other?.han ?? 0];
  const mixed = Math.max(...scripts) > 0.02 && Math.min(...scripts) < 0.98 && namesOfPeople.includes(kind);
  const orders = [dateOrder(own)];
  if (second) orders.push(dateOrder(profilesB?.get(b)));
  return {
    name: first.columns[a] as string,
    columnA: first.columns[a] as string,
    columnB: (second ?? first).columns[b] as string,
    kind: mixed ? 'full_name' : kind,
    ...(mixed ? { romanised: true } : {}),
    columns: second ? [a, b] : [a],
    dateOrders: orders,
  };
}

const namesOfPeople: readonly Kind[] = ['han_name', 'full_name', 'surname', 'given_name'];

function dateOrder(profile: Profile | undefined): DateOrder {
  return profile && profile.secondOver12 > profile.firstOver12 ? 'mdy' : 'dmy';
}

function best(
  found: readonly PlannedComparison[],
  ignored: { column: string; reason: string }[],
): readonly PlannedComparison[] {
  if (found.length <= comparisonsMax) return found;
  const rank = found
    .map((comparison, i) => ({ i, at: preference.indexOf(comparison.kind) }))
    .sort((x, y) => x.at - y.at || x.i - y.i)
    .slice(0, comparisonsMax);
  const kept = new Set(rank.map(({ i }) => i));
  for (const [i, { name }] of found.entries())
    if (!kept.has(i)) ignored.push({ column: name, reason: `more than ${comparisonsMax} columns; others say more` });
  return found.filter((_, i) => kept.has(i));
}

/** Given name with surname, and address line 1 with line 2: people write one in the other's place. */
function crossed(comparisons: readonly PlannedComparison[], spec: LinkSpec): readonly PlannedComparison[] {
  const partner = new Map<number, number>();
  const pair = (i: number, j: number): void => {
    if (i < 0 || j < 0 || i === j || partner.has(i) || partner.has(j)) return;
    partner.set(i, j);
    partner.set(j, i);
  };
  if (spec.comparisons) {
    for (const [i, { crossedWith }] of spec.comparisons.entries())
      if (crossedWith !== undefined)
        pair(
          i,
          comparisons.findIndex(({ name }) => name === crossedWith),
        );
  } else {
    const first = (kind: Kind): number => comparisons.findIndex((comparison) => comparison.kind === kind);
    pair(first('given_name'), first('surname'));
    for (const [i, { name, kind }] of comparisons.entries()) {
      if (kind !== 'street' && kind !== 'text' && kind !== 'place') continue;
      const stem = (text: string): string => bare(text).replace(/[0-9]+$/, '');
      const twin = comparisons.findIndex(
        (other, j) =>
          j > i && other.kind === kind && stem(other.name) === stem(name) && bare(other.name) !== stem(name),
      );
      pair(i, twin);
    }
  }
  return comparisons.map((comparison, i) => {
    const other = partner.get(i);
    return other === undefined ? comparison : { ...comparison, crossedWith: other };
  });
}

function nothingToCompare(source: Source, ignored: readonly { column: string; reason: string }[]): ExcavatorError {
  return new ExcavatorError({
    code: 'nothing_to_compare',
    kind: 'data',
    what: 'No column is left that could tell people apart.',
    where: source.file,
    got: ignored.map(({ column, reason }) => `${column} (${reason})`).join(', ') || 'no column beside the id',
    expected: 'at least one column with different values beside id and truth',
    advice: 'Check the file, or name the columns in a spec.',
  });
}
