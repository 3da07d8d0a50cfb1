import { at, cumulative, drawIndex } from '../array.ts';
import type { Parameters } from '../parameters.ts';
import type { Area, Places } from '../place/index.ts';
import { mix, type Rng } from '../rng.ts';
import { idText } from './identity.ts';
import { drawGiven, drawSurname } from './names.ts';
import { IdColumn, NameColumn } from './texts.ts';

export const roles = Object.freeze(['none', 'user', 'retailer', 'supplier'] as const);

/**
 * Everybody, as parallel arrays. Indices below `registered` are in the civil register; the rest are strangers from over
 * the border, who have a name and a phone and no id. Households are runs of neighbouring indices, areas are mixed, so an
 * index says nothing about a person.
 */
export interface Population {
  readonly registered: number;
  readonly total: number;
  name(person: number): string;
  /** Empty text for strangers. */
  id(person: number): string;
  readonly home: Uint8Array;
  readonly birthYear: Uint16Array;
  readonly group: Uint8Array;
  /** First member of the household; it ends where the next one begins. */
  readonly household: Int32Array;
  readonly work: Int32Array;
  readonly cell: Int32Array;
  readonly outlet: Int32Array;
  readonly activity: Float32Array;
  /** Epoch seconds until which the person is on the way or away. */
  readonly busyUntil: Float64Array;
  /** Vehicle the person drives, -1 none. */
  readonly vehicle: Int32Array;
  /** Day from which a convicted person no longer deals. */
  readonly retired: Int32Array;
  /** Index into `roles`. */
  readonly role: Uint8Array;
  readonly network: Int16Array;
  /** Supply pattern and look-alike kind by name, empty where none. */
  readonly pattern: string[];
  readonly lookalike: string[];
}

export const groupNames = Object.freeze(['甲', '乙', '丙', '丁']);

export function makePopulation(
  people: number,
  areas: readonly Area[],
  places: Places,
  parameters: Parameters,
  rng: Rng,
): Population {
  const strangers = Math.max(6, Math.round(people * parameters.people.strangerShare));
  const total = people + strangers;
  const names = new NameColumn(total);
  const ids = new IdColumn(people, 18);
  const population = blank(people, total, names, ids);
  const areaSums = cumulative(areas.map((area) => area.weight));
  const borderAreas = areas.filter((area) => area.kind === 'border').map((area) => area.index);
  for (let first = 0; first < total; ) {
    const outside = first >= people;
    const size = outside ? 1 : Math.min(people - first, 1 + rng.poisson(parameters.people.householdMean - 1));
    const area = outside ? rng.pick(borderAreas) : drawIndex(areaSums, rng.next());
    fillHousehold(population, first, size, at(areas, area), places, parameters, rng);
    first += size;
  }
  giveNames(population, areas, names, ids, rng);
  return population;
}

function blank(registered: number, total: number, names: NameColumn, ids: IdColumn): Population {
  return {
    registered,
    total,
    name: (person: number) => names.get(person),
    id: (person: number) => (person < registered ? ids.get(person) : ''),
    home: new Uint8Array(total),
    birthYear: new Uint16Array(total),
    group: new Uint8Array(total),
    household: new Int32Array(total),
    work: new Int32Array(total),
    cell: new Int32Array(total),
    outlet: new Int32Array(total),
    activity: new Float32Array(total),
    busyUntil: new Float64Array(total),
    vehicle: new Int32Array(total).fill(-1),
    retired: new Int32Array(total).fill(2 ** 31 - 1),
    role: new Uint8Array(total),
    network: new Int16Array(total).fill(-1),
    pattern: new Array<string>(total).fill(''),
    lookalike: new Array<string>(total).fill(''),
  };
}

/** Adults of one household share home, cell, outlet and audit group; the register begins at 16 years. */
function fillHousehold(
  population: Population,
  first: number,
  size: number,
  area: Area,
  places: Places,
  { people, geography }: Parameters,
  rng: Rng,
): void {
  const year = 1970 + Math.floor(geography.firstDay / 365.25);
  const head = 24 + 44 * rng.next();
  const cell = places.draw('cell', area.index, rng.next());
  const outlet = places.draw('outlet', area.index, rng.next());
  const group = groupOf(area.index, rng);
  for (let i = first; i < first + size; i++) {
    const age =
      i === first
        ? head
        : i === first + 1
          ? head + 3 * rng.normal()
          : head + (rng.chance(0.65) ? -26 : 26) + 4 * rng.normal();
    population.home[i] = area.index;
    population.birthYear[i] = year - Math.round(Math.min(88, Math.max(16 + 5 * rng.next(), age)));
    population.group[i] = group;
    population.household[i] = first;
    population.cell[i] = cell;
    population.outlet[i] = outlet;
    population.activity[i] = Math.min(12, rng.logNormal(1, people.activitySigma));
  }
}

/** The mix of groups differs from area to area. */
function groupOf(area: number, rng: Rng): number {
  const favourite = (mix(area, 77) >>> 0) % groupNames.length;
  return rng.chance(0.45) ? favourite : rng.int(groupNames.length);
}

function giveNames(population: Population, areas: readonly Area[], names: NameColumn, ids: IdColumn, rng: Rng): void {
  const taken = new Map<number, number>();
  let surname = '';
  for (let i = 0; i < population.total; i++) {
    if (i >= population.registered) {
      names.set(i, drawSurname(rng), drawGiven(rng.chance(0.5), rng));
      continue;
    }
    const first = at(population.household, i);
    if (i === first || (i === first + 1 && rng.chance(0.9))) surname = i === first ? drawSurname(rng) : surname;
    const own = i === first + 1 && rng.chance(0.92) ? drawSurname(rng) : surname;
    names.set(i, own, drawGiven(rng.chance(0.5), rng));
    const born = rng.int(336);
    const issued = rng.chance(0.15) ? rng.int(areas.length) : at(population.home, i);
    const key = (issued * 400 + born) * 256 + (at(population.birthYear, i) - 1900);
    const count = taken.get(key) ?? 0;
    taken.set(key, count + 1);
    ids.set(i, idText(at(areas, issued).code, at(population.birthYear, i), born, count * 7 + (key % 991)));
  }
}
