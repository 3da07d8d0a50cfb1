import { editsWithin } from '../../kernel/edit-distance.ts';
import type { Patterns } from '../../kernel/fellegi-sunter.ts';
import { type NameLevel, nameLevel, rememberedSounds } from '../../linkage/index.ts';
import type { Candidates } from './types.ts';

/** What is compared, with the words of each level; the sort is weighed given the text (a slip may be in the year). */
export const comparisons = Object.freeze({
  text: ['one slip of the pen apart', 'two slips of the pen apart', 'written quite differently'],
  name: ['the same name', 'names that sound the same', 'names with one character other', 'different names'],
  mate: ['shown with the same', 'nothing in common that they were shown with'],
  sort: ['the same year or type', 'another year or type'],
  times: ['written seldom', 'written so time and again'],
} as const);
export const columns = Object.freeze(['text', 'name', 'mate', 'sort', 'times'] as const);
export const sizes = Int32Array.from(columns, (column) => comparisons[column].length);
export const parents = Int32Array.of(-1, -1, -1, 0, -1);
const missing = -1;

export interface Compared {
  /** Row-major, one row a pair; -1 where a value is missing. */
  readonly levels: Int8Array;
  /** The name that both have, as its place in `names`; -1 where they have none. */
  readonly sameName: Int32Array;
  readonly names: readonly string[];
}

/** Texts shorter than this have no slip of the pen: any two are alike. */
const lettersMin = 6;
/** Pairs that chance made whose names are looked at closely. */
const chancePairsMax = 20_000;

/**
 * The level of every comparison of every pair; two names are compared once, and closely only where the texts are
 * alike, something was shown with both, or chance is to be learnt.
 */
export function comparePairs(candidates: Candidates): Compared {
  const { slip, meant, identifier, names, mates, sorts } = candidates;
  const levels = new Int8Array(slip.length * columns.length);
  const sameName = new Int32Array(slip.length).fill(-1);
  const shared = new Map<string, number>();
  const levelOf = rememberedLevels();
  let learnt = 0;
  for (let i = 0; i < slip.length; i++) {
    const [a, b] = [slip[i] as number, meant[i] as number];
    const at = i * columns.length;
    const [one, other] = [identifier[a] as string, identifier[b] as string];
    const short = Math.min(one.length, other.length) < lettersMin + 2;
    levels[at] = short ? 2 : Math.max(0, editsWithin(one, other, 2) - 1);
    levels[at + 2] = common(mates.get(a), mates.get(b));
    const chance = candidates.control[i] === 1 && learnt++ < chancePairsMax;
    const closely = chance || levels[at] !== 2 || levels[at + 2] === 0;
    const name = bestName(names.get(a), names.get(b), closely ? levelOf : undefined);
    levels[at + 1] = name.level;
    if (name.same !== undefined) sameName[i] = placeOf(shared, name.same);
    const [x, y] = [sorts.get(a), sorts.get(b)];
    levels[at + 4] = levels[at] === 2 ? missing : often(candidates.times, a, b) ? 1 : 0;
    levels[at + 3] = x === undefined || y === undefined ? missing : x === y ? 0 : 1;
  }
  return { levels, sameName, names: [...shared.keys()] };
}

/** A name's place among those met, in the order in which they were met. */
function placeOf(met: Map<string, number>, name: string): number {
  const known = met.get(name);
  if (known !== undefined) return known;
  met.set(name, met.size);
  return met.size - 1;
}

/** From this many on a text is no slip: nobody errs so often in the same way. */
export const oftenFrom = 3;

function often(times: ReadonlyMap<number, number>, a: number, b: number): boolean {
  return Math.min(times.get(a) ?? 0, times.get(b) ?? 0) >= oftenFrom;
}

function bestName(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
  levelOf: typeof nameLevel | undefined,
): { readonly level: number; readonly same: string | undefined } {
  if (a === undefined || b === undefined) return { level: missing, same: undefined };
  let best = 3;
  for (const x of a) {
    for (const y of b) {
      if (x === y) return { level: 0, same: x };
      if (levelOf !== undefined) best = Math.min(best, levelOf(x, y));
    }
  }
  return { level: best, same: undefined };
}

/** Pairs of names whose level is remembered, so that memory is bounded. */
const levelsKept = 1_000_000;

function rememberedLevels(): typeof nameLevel {
  const sound = rememberedSounds();
  const known = new Map<string, NameLevel>();
  return (x, y) => {
    const key = x < y ? `${x}|${y}` : `${y}|${x}`;
    let level = known.get(key);
    if (level === undefined) {
      level = nameLevel(x, y, sound);
      if (known.size >= levelsKept) known.clear();
      known.set(key, level);
    }
    return level;
  };
}

function common(a: ReadonlySet<number> | undefined, b: ReadonlySet<number> | undefined): number {
  if (a === undefined || b === undefined) return missing;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const one of few) if (many.has(one)) return 0;
  return 1;
}

/** Distinct rows of levels with the number of pairs that show each, of the pairs for which `counts` holds. */
export function patternsOf(levels: Int8Array, counts: (pair: number) => boolean): Patterns {
  const width = columns.length;
  const index = new Map<number, number>();
  const rows: number[] = [];
  const seen: number[] = [];
  for (let i = 0; i < levels.length / width; i++) {
    if (!counts(i)) continue;
    let code = 0;
    for (let c = 0; c < width; c++) code = code * 8 + (levels[i * width + c] as number) + 1;
    const known = index.get(code);
    if (known !== undefined) {
      seen[known] = (seen[known] as number) + 1;
      continue;
    }
    index.set(code, seen.length);
    seen.push(1);
    for (let c = 0; c < width; c++) rows.push(levels[i * width + c] as number);
  }
  return { levels: Int8Array.from(rows), counts: Float64Array.from(seen) };
}
