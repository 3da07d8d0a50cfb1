import { type Journal, journalKind, missing, type Places } from './journal.ts';

export interface Trips {
  /** Trips inland or back. */
  readonly count: Float32Array;
  /** Share of successive trips that go the same way: out and out again without a recorded return. NaN below two. */
  readonly oneWayShare: Float32Array;
  /** Share of returns by other means than the trip out. */
  readonly modeChangeShare: Float32Array;
  /** Median hours from a trip to the return. */
  readonly turnaroundHours: Float32Array;
  /** Share of trips with a stay of one night within a day before, after, and both. */
  readonly stayBeforeShare: Float32Array;
  readonly stayAfterShare: Float32Array;
  readonly bothEndsShare: Float32Array;
}

const sameTripSeconds = 43200;
const daySeconds = 86400;
const oneNightSeconds = 1.5 * daySeconds;

/** Trips of each person: moves one way with less than twelve hours between them are one. */
export function trips(journal: Journal, places: Places): Trips {
  const { persons, offsets } = journal;
  const names = [
    'count',
    'oneWayShare',
    'modeChangeShare',
    'turnaroundHours',
    'stayBeforeShare',
    'stayAfterShare',
    'bothEndsShare',
  ];
  const result = Object.fromEntries(names.map((name) => [name, missing(persons)])) as unknown as Trips;
  for (let i = 0; i < persons; i++) {
    const found = tripsOf(journal, offsets[i], offsets[i + 1]);
    if (found.length === 0) continue;
    result.count[i] = found.length;
    successions(result, i, journal, found);
    stays(result, i, journal, places, found);
  }
  return result;
}

interface Trip {
  readonly first: number;
  last: number;
}

function tripsOf({ at, way }: Journal, start: number, end: number): Trip[] {
  const found: Trip[] = [];
  for (let r = start; r < end; r++) {
    if (way[r] === 0) continue;
    const open = found[found.length - 1];
    if (open !== undefined && way[open.last] === way[r] && at[r] - at[open.last] <= sameTripSeconds) open.last = r;
    else found.push({ first: r, last: r });
  }
  return found;
}

function successions(result: Trips, i: number, { at, way, mode }: Journal, found: readonly Trip[]): void {
  let same = 0;
  let changed = 0;
  const hours: number[] = [];
  for (let t = 1; t < found.length; t++) {
    const before = found[t - 1].last;
    const after = found[t].first;
    if (way[before] === way[after]) same++;
    else {
      if (mode[before] !== mode[after]) changed++;
      hours.push((at[after] - at[before]) / 3600);
    }
  }
  if (found.length > 1) result.oneWayShare[i] = same / (found.length - 1);
  if (hours.length === 0) return;
  result.modeChangeShare[i] = changed / hours.length;
  result.turnaroundHours[i] = hours.sort((a, b) => a - b)[hours.length >> 1];
}

/** A stay at an end must lie in the area of that end, where both are known. */
function stays(result: Trips, i: number, journal: Journal, places: Places, found: readonly Trip[]): void {
  const { offsets, at, until, kind, place, other } = journal;
  const rows: number[] = [];
  for (let r = offsets[i]; r < offsets[i + 1]; r++)
    if (kind[r] === journalKind.stay && !(until[r] - at[r] > oneNightSeconds)) rows.push(r);
  const fits = (stay: number, end: number): boolean => {
    const a = place[stay] >= 0 ? places.area[place[stay]] : -1;
    const b = end >= 0 ? places.area[end] : -1;
    return a < 0 || b < 0 || a === b;
  };
  let before = 0;
  let after = 0;
  let both = 0;
  for (const { first, last } of found) {
    const left = at[first];
    const arrived = Number.isNaN(until[last]) ? at[last] : until[last];
    const goal = other[last] >= 0 ? other[last] : -1;
    const origin = kind[first] === journalKind.leg ? place[first] : -1;
    const slept = rows.some((r) => at[r] <= left && left - at[r] <= oneNightSeconds && fits(r, origin));
    const sleeps = rows.some((r) => at[r] >= left && at[r] - arrived <= daySeconds && fits(r, goal));
    if (slept) before++;
    if (sleeps) after++;
    if (slept && sleeps) both++;
  }
  result.stayBeforeShare[i] = before / found.length;
  result.stayAfterShare[i] = after / found.length;
  result.bothEndsShare[i] = both / found.length;
}
