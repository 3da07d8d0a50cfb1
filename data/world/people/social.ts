import { at } from '../array.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import type { Population } from './population.ts';

/**
 * Kin share a household; colleagues a workplace with a power-law size; friends come from a circle of the same area
 * (school, village), from friends of friends and from work, so degrees are heavy-tailed and triangles common.
 */
export interface Social {
  household(person: number): readonly number[];
  friends(person: number): Int32Array;
  colleagues(person: number): readonly number[];
  /** People of an area, in index order. */
  residents(area: number): Int32Array;
}

export function makeSocial(population: Population, areaCount: number, parameters: Parameters, rng: Rng): Social {
  const residents = byArea(population, areaCount);
  const workplaces = assignWork(population, residents, rng);
  const { starts, ends } = befriend(population, residents, parameters.people.friendsMean, rng);
  return Object.freeze({
    household: (person: number) => {
      const first = at(population.household, person);
      const members: number[] = [];
      for (let i = first; i < population.total && at(population.household, i) === first; i++) members.push(i);
      return members;
    },
    friends: (person: number) => ends.subarray(at(starts, person), at(starts, person + 1)),
    colleagues: (person: number) => workplaces[at(population.work, person)] ?? [],
    residents: (area: number) => at(residents, area),
  });
}

function byArea(population: Population, areaCount: number): readonly Int32Array[] {
  const lists = Array.from({ length: areaCount }, (): number[] => []);
  for (let i = 0; i < population.registered; i++) at(lists, at(population.home, i)).push(i);
  return lists.map((list) => Int32Array.from(list));
}

/** Workplaces take neighbours in a shuffled list of the area; sizes follow a Pareto law between 2 and 120. */
function assignWork(
  population: Population,
  residents: readonly Int32Array[],
  rng: Rng,
): readonly (readonly number[])[] {
  const workplaces: number[][] = [];
  population.work.fill(-1);
  for (const area of residents) {
    const adults = rng.shuffle(Array.from(area).filter(() => rng.chance(0.62)));
    for (let i = 0; i < adults.length; ) {
      const size = Math.min(120, Math.floor(2 / (1 - rng.next()) ** 0.8));
      const members = adults.slice(i, i + size);
      for (const member of members) population.work[member] = workplaces.length;
      workplaces.push(members);
      i += size;
    }
  }
  return workplaces;
}

interface Friendships {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function befriend(population: Population, residents: readonly Int32Array[], mean: number, rng: Rng): Friendships {
  const from: number[] = [];
  const to: number[] = [];
  const latest = new Int32Array(population.total).fill(-1);
  for (let person = 0; person < population.registered; person++) {
    const area = at(residents, at(population.home, person));
    const wished = Math.min(60, Math.round(rng.logNormal(mean / 2, 0.8)));
    for (let k = 0; k < wished; k++) {
      const friend = candidate(person, area, latest, residents, rng);
      if (friend === person || friend < 0) continue;
      from.push(person);
      to.push(friend);
      latest[person] = friend;
      if (rng.chance(0.5)) latest[friend] = person;
    }
  }
  return csr(from, to, population.total);
}

function candidate(
  person: number,
  area: Int32Array,
  latest: Int32Array,
  residents: readonly Int32Array[],
  rng: Rng,
): number {
  const unit = rng.next();
  if (unit < 0.35) {
    const friend = at(latest, person);
    if (friend >= 0) return at(latest, friend);
  }
  if (unit < 0.85) return at(area, circleMate(person, area, rng));
  const other = unit < 0.95 ? area : at(residents, rng.int(residents.length));
  return other.length === 0 ? -1 : at(other, rng.int(other.length));
}

/** Somebody of the same circle: neighbours in the list of residents, 40 to a circle. */
function circleMate(person: number, area: Int32Array, rng: Rng): number {
  const own = search(area, person);
  const base = own - (own % 40);
  return Math.min(area.length - 1, base + rng.int(40));
}

function search(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sorted, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function csr(from: readonly number[], to: readonly number[], total: number): Friendships {
  const starts = new Int32Array(total + 1);
  for (let i = 0; i < from.length; i++) {
    starts[at(from, i) + 1] = at(starts, at(from, i) + 1) + 1;
    starts[at(to, i) + 1] = at(starts, at(to, i) + 1) + 1;
  }
  for (let i = 0; i < total; i++) starts[i + 1] = at(starts, i + 1) + at(starts, i);
  const ends = new Int32Array(at(starts, total));
  const fill = starts.slice();
  const put = (a: number, b: number): void => {
    const slot = at(fill, a);
    ends[slot] = b;
    fill[a] = slot + 1;
  };
  for (let i = 0; i < from.length; i++) {
    put(at(from, i), at(to, i));
    put(at(to, i), at(from, i));
  }
  return { starts, ends };
}
