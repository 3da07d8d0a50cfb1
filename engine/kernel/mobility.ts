import { evenness } from './entropy.ts';
import { type Journal, missing, type Places } from './journal.ts';

export interface Mobility {
  /** Share of visited places in the quarter of places nearest to the border. */
  readonly borderShare: Float32Array;
  /** Share in the quarter farthest from it. */
  readonly inlandShare: Float32Array;
  /** Mean border rank of the places visited, 0 to 1. */
  readonly borderRank: Float32Array;
  /** Evenness over the places visited; NaN below three visits. */
  readonly placeEvenness: Float32Array;
  /** Different places a visit. */
  readonly placeVariety: Float32Array;
  /** Share of visits outside the person's own area. */
  readonly awayShare: Float32Array;
  /** Radius of gyration, kilometres (Gonzalez, Hidalgo & Barabasi 2008); NaN below two visits with coordinates. */
  readonly gyrationKm: Float32Array;
}

const kmPerDegree = 111.195;

/** Where each person goes; both ends of a leg are visits. @param home area of each person, -1 where unknown */
export function mobility(journal: Journal, places: Places, home: Int32Array): Mobility {
  const { persons, offsets } = journal;
  const names = [
    'borderShare',
    'inlandShare',
    'borderRank',
    'placeEvenness',
    'placeVariety',
    'awayShare',
    'gyrationKm',
  ];
  const result = Object.fromEntries(names.map((name) => [name, missing(persons)])) as unknown as Mobility;
  for (let i = 0; i < persons; i++) {
    const visits: number[] = [];
    for (let r = offsets[i]; r < offsets[i + 1]; r++) {
      if (journal.place[r] >= 0) visits.push(journal.place[r]);
      if (journal.other[r] >= 0) visits.push(journal.other[r]);
    }
    if (visits.length === 0) continue;
    visits.sort((a, b) => a - b);
    placesOf(result, i, visits);
    distancesOf(result, i, visits, places, home[i]);
    result.gyrationKm[i] = gyration(visits, places);
  }
  return result;
}

function placesOf(result: Mobility, i: number, visits: readonly number[]): void {
  const counts: number[] = [];
  for (let v = 0; v < visits.length; v++) {
    if (v > 0 && visits[v] === visits[v - 1]) counts[counts.length - 1]++;
    else counts.push(1);
  }
  result.placeVariety[i] = counts.length / visits.length;
  // The most that so many visits can have: each at a place of its own.
  const padded = counts.concat(new Array(visits.length - counts.length).fill(0));
  result.placeEvenness[i] = evenness(padded, padded.length, 3);
}

function distancesOf(result: Mobility, i: number, visits: readonly number[], places: Places, home: number): void {
  let ranked = 0;
  let ranks = 0;
  let near = 0;
  let far = 0;
  let placed = 0;
  let away = 0;
  for (const place of visits) {
    const rank = places.borderRank[place];
    if (!Number.isNaN(rank)) {
      ranked++;
      ranks += rank;
      if (rank <= 0.25) near++;
      if (rank >= 0.75) far++;
    }
    if (home < 0 || places.area[place] < 0) continue;
    placed++;
    if (places.area[place] !== home) away++;
  }
  if (ranked > 0) {
    result.borderShare[i] = near / ranked;
    result.inlandShare[i] = far / ranked;
    result.borderRank[i] = ranks / ranked;
  }
  if (placed > 0) result.awayShare[i] = away / placed;
}

/** Root mean square distance from the centre, on a plane at the centre's latitude. */
function gyration(visits: readonly number[], { lat, lon }: Places): number {
  let count = 0;
  let north = 0;
  let east = 0;
  for (const place of visits) {
    if (Number.isNaN(lat[place]) || Number.isNaN(lon[place])) continue;
    count++;
    north += lat[place];
    east += lon[place];
  }
  if (count < 2) return NaN;
  north /= count;
  east /= count;
  const shrink = Math.cos((north * Math.PI) / 180);
  let squares = 0;
  for (const place of visits) {
    if (Number.isNaN(lat[place]) || Number.isNaN(lon[place])) continue;
    squares += (lat[place] - north) ** 2 + ((lon[place] - east) * shrink) ** 2;
  }
  return Math.sqrt(squares / count) * kmPerDegree;
}
