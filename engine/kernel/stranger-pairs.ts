import { logPoissonTail } from './poisson-tail.ts';
import type { Rng } from './rng.ts';

/** Who was how often in which cell, sorted by cell and person; parallel arrays, cells numbered from 0. */
export interface Habits {
  readonly person: Int32Array;
  readonly cell: Int32Array;
  readonly visits: Float64Array;
}

/** Of each cell: encounters that chance gives all pairs, pairs of visits of different people, occasions. */
export interface HabitCells {
  readonly encounters: Float64Array;
  readonly pairs: Float64Array;
  readonly slots: Float64Array;
}

/** Pairs of people who share habits, each standing for `weight` pairs like it. */
export interface StrangerPairs {
  /**
   * Chance of 0, 1, ... `countMost` encounters, so many numbers a pair: no visit of one meets two of the other's.
   */
  readonly mass: Float64Array;
  /** Encounters that the test takes habits to give, what each of the pair's own takes off that, and the least there is. */
  readonly expected: Float64Array;
  readonly own: Float64Array;
  readonly least: Float64Array;
  readonly weight: Float64Array;
}

export interface StrangerOptions {
  /** Pairs of visits whose strength the stand-in of quiet cells has; of all pairs of visits, the share that met. */
  readonly priorVisitPairs: number;
  readonly globalShare: number;
  /** Pairs looked at: all where there are no more, else so many drawn in proportion to their mean (Horvitz & Thompson 1952). */
  readonly pairsMost: number;
}

/** More encounters than this are counted as so many. */
export const countMost = 12;
const width = countMost + 1;

/** Everybody's cells in ascending order, as rows of a sparse matrix. */
interface ByPerson {
  readonly offsets: Int32Array;
  readonly cell: Int32Array;
  readonly visits: Float64Array;
  readonly total: Float64Array;
}

/** Pairs of people with a cell in common, with what chance gives them and what the test expects. */
export function strangerPairs(habits: Habits, cells: HabitCells, options: StrangerOptions, rng: Rng): StrangerPairs {
  const starts = cellStarts(habits, cells.pairs.length);
  const people = byPerson(habits);
  let shared = 0;
  for (let c = 0; c + 1 < starts.length; c++)
    shared += ((starts[c + 1] - starts[c]) * (starts[c + 1] - starts[c] - 1)) / 2;
  const every = shared <= options.pairsMost;
  const size = every ? shared : options.pairsMost;
  const column = (): Float64Array => new Float64Array(size);
  const found = {
    mass: new Float64Array(size * width),
    expected: column(),
    own: column(),
    least: column(),
    weight: column(),
  };
  if (every) listAll(habits, cells, starts, people, options, found);
  else drawSome(habits, cells, starts, people, options, found, rng);
  return found;
}

function cellStarts({ cell }: Habits, cells: number): Int32Array {
  const starts = new Int32Array(cells + 1);
  for (let i = 0; i < cell.length; i++) starts[cell[i] + 1]++;
  for (let c = 0; c < cells; c++) starts[c + 1] += starts[c];
  return starts;
}

function byPerson({ person, cell, visits }: Habits): ByPerson {
  let order = 0;
  for (let i = 0; i < person.length; i++) order = Math.max(order, person[i] + 1);
  const offsets = new Int32Array(order + 1);
  const total = new Float64Array(order);
  for (let i = 0; i < person.length; i++) offsets[person[i] + 1]++;
  for (let p = 0; p < order; p++) offsets[p + 1] += offsets[p];
  const next = offsets.slice();
  const cellOf = new Int32Array(cell.length);
  const visitsOf = new Float64Array(cell.length);
  for (let i = 0; i < person.length; i++) {
    const at = next[person[i]]++;
    cellOf[at] = cell[i];
    visitsOf[at] = visits[i];
    total[person[i]] += visits[i];
  }
  return { offsets, cell: cellOf, visits: visitsOf, total };
}

/**
 * Sums over the cells that two people share: [cells, mean, what the test expects of habits, of that the stand-in of quiet
 * cells, what one own encounter takes off, times the mean]; `mass` gets the chances.
 */
function sharedHabits(
  { offsets, cell, visits }: ByPerson,
  { encounters, pairs, slots }: HabitCells,
  prior: number,
  a: number,
  b: number,
  sums: Float64Array,
  mass: Float64Array,
): void {
  sums.fill(0);
  mass.fill(0);
  mass[0] = 1;
  let i = offsets[a];
  let j = offsets[b];
  while (i < offsets[a + 1] && j < offsets[b + 1]) {
    if (cell[i] < cell[j]) i++;
    else if (cell[i] > cell[j]) j++;
    else {
      const c = cell[i];
      const both = visits[i] * visits[j];
      sums[0]++;
      if (pairs[c] > 0 && encounters[c] > 0) {
        const share = encounters[c] / pairs[c];
        sums[1] += both * share;
        sums[4] += (both * both * share) / (prior + Math.max(0, pairs[c] - both));
        addMatches(mass, visits[i], visits[j], share);
      }
      i++;
      j++;
      sums[3] += (both * prior) / slots[c] / (prior + Math.max(0, pairs[c] - both));
      sums[2] += (both * (encounters[c] + prior / slots[c])) / (prior + Math.max(0, pairs[c] - both));
    }
  }
}

/**
 * Adds the matches of one cell to a count. Both spread their visits over its occasions, each occasion once: k of them fall
 * together as in drawing without replacement from 1 / share occasions (hypergeometric), which fixes the mean at
 * mine x theirs x share. More than `countMost` count as so many.
 */
function addMatches(mass: Float64Array, mine: number, theirs: number, share: number): void {
  const occasions = Math.max(1 / share, mine, theirs);
  const spare = occasions - mine - theirs;
  const least = Math.max(0, Math.floor(-spare));
  matches.fill(0);
  let all = 0;
  let way = 1;
  for (let k = least; k <= Math.min(mine, theirs); k++) {
    all += way;
    matches[Math.min(k, countMost)] += way;
    way *= ((mine - k) / (k + 1)) * ((theirs - k) / (spare + k + 1));
    if (way < 1e-15 * all) break;
    if (all < tooLarge) continue;
    for (let n = 0; n <= countMost; n++) matches[n] /= tooLarge;
    all /= tooLarge;
    way /= tooLarge;
  }
  for (let n = countMost; n >= 0; n--) {
    const before = mass[n];
    mass[n] = 0;
    for (let k = 0; k <= countMost; k++) mass[Math.min(n + k, countMost)] += (before * matches[k]) / all;
  }
}

/** Sums above are brought down before they overflow. */
const tooLarge = 1e200;

/** Scratch of `addMatches`. */
const matches = new Float64Array(countMost + 1);

function note(found: StrangerPairs, at: number, sums: Float64Array, mass: Float64Array, global: number): void {
  found.mass.set(mass, at * width);
  found.expected[at] = sums[2];
  found.least[at] = Math.max(sums[3], global);
  found.own[at] = sums[1] > 0 ? sums[4] / sums[1] : 0;
}

function listAll(
  { person }: Habits,
  cells: HabitCells,
  starts: Int32Array,
  people: ByPerson,
  { priorVisitPairs, globalShare }: StrangerOptions,
  found: StrangerPairs,
): void {
  const mass = new Float64Array(width);
  const sums = new Float64Array(5);
  let at = 0;
  for (let c = 0; c + 1 < starts.length; c++)
    for (let i = starts[c]; i < starts[c + 1]; i++)
      for (let j = i + 1; j < starts[c + 1]; j++) {
        const [a, b] = [person[i], person[j]];
        sharedHabits(people, cells, priorVisitPairs, a, b, sums, mass);
        note(found, at, sums, mass, people.total[a] * people.total[b] * globalShare);
        found.weight[at++] = 1 / sums[0];
      }
}

function drawSome(
  { person, visits }: Habits,
  cells: HabitCells,
  starts: Int32Array,
  people: ByPerson,
  { priorVisitPairs, globalShare, pairsMost }: StrangerOptions,
  found: StrangerPairs,
  rng: Rng,
): void {
  const mass = new Float64Array(width);
  const upTo = new Float64Array(visits.length + 1);
  for (let i = 0; i < visits.length; i++) upTo[i + 1] = upTo[i] + visits[i];
  const upToCell = new Float64Array(starts.length);
  for (let c = 0; c + 1 < starts.length; c++) {
    const all = upTo[starts[c + 1]] - upTo[starts[c]];
    let own = 0;
    for (let i = starts[c]; i < starts[c + 1]; i++) own += visits[i] * visits[i];
    const here = cells.pairs[c] > 0 ? (cells.encounters[c] * (all * all - own)) / (2 * cells.pairs[c]) : 0;
    upToCell[c + 1] = upToCell[c] + here;
  }
  const total = upToCell[upToCell.length - 1];
  const sums = new Float64Array(5);
  for (let draw = 0; draw < pairsMost; draw++) {
    const c = lastAtMost(upToCell, ((draw + 0.5) / pairsMost) * total, 0, upToCell.length - 1);
    const one = (): number =>
      person[
        lastAtMost(
          upTo,
          upTo[starts[c]] + rng.uniform() * (upTo[starts[c + 1]] - upTo[starts[c]]),
          starts[c],
          starts[c + 1],
        )
      ];
    let [a, b] = [one(), one()];
    for (let tries = 0; a === b && tries < 1000; tries++) [a, b] = [one(), one()];
    if (a === b) continue;
    sharedHabits(people, cells, priorVisitPairs, a, b, sums, mass);
    note(found, draw, sums, mass, people.total[a] * people.total[b] * globalShare);
    found.weight[draw] = total / (pairsMost * sums[1]);
  }
}

/** Index in [low, high) of the last start that is not above the value. */
function lastAtMost(starts: Float64Array, value: number, low: number, high: number): number {
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * How many pairs of strangers have so small a p: at each step up of p, the number there is altogether. A pair has the p
 * of its count against what the test expects, its own encounters left out, and the chances of its own habits; counts below `countMin` are not
 * tested. In natural logarithms, p ascending.
 */
export interface StrangerLadder {
  readonly logP: Float64Array;
  readonly number: Float64Array;
}

/** From this p on nearly all who met are strangers; so many are needed to say how many there are. */
const largeP = 0.05;
const largeMin = 100;

/**
 * The ladder brought down to the strangers there are, by those found with a large p (Storey 2002): of so many expected
 * there, so many were seen. Habits alone expect too many where visits come in bunches, out and back on one trip. Never
 * brought up, and left alone where few are expected.
 * @param logP of the pairs found with a count that is tested, natural logarithms
 */
export function seenStrangers({ logP, number }: StrangerLadder, found: Float64Array): StrangerLadder {
  const limit = Math.log(largeP);
  let step = 0;
  while (step < logP.length && logP[step] <= limit) step++;
  const expected = logP.length === 0 ? 0 : number[number.length - 1] - (step === 0 ? 0 : number[step - 1]);
  if (expected < largeMin) return { logP, number };
  let seen = 0;
  for (let i = 0; i < found.length; i++) if (found[i] > limit) seen++;
  const share = Math.min(1, seen / expected);
  return { logP, number: number.map((many) => many * share) };
}

export function strangerLadder(
  { mass, expected, own, least, weight }: StrangerPairs,
  countMin: number,
): StrangerLadder {
  const steps: [number, number][] = [];
  for (let i = 0; i < expected.length; i++)
    for (let count = countMin; count < width; count++) {
      const number = weight[i] * mass[i * width + count];
      if (number <= 1e-9) continue;
      steps.push([logPoissonTail(count, Math.max(least[i], expected[i] - count * own[i], 1e-12)), number]);
    }
  steps.sort((x, y) => x[0] - y[0]);
  const logP = new Float64Array(steps.length);
  const number = new Float64Array(steps.length);
  let sum = 0;
  for (const [i, [p, more]] of steps.entries()) {
    sum += more;
    logP[i] = p;
    number[i] = sum;
  }
  return { logP, number };
}
