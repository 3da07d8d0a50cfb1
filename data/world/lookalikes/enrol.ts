import { at, cumulative, drawIndex } from '../array.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { lookalikes } from './kinds.ts';
import type { Crew, Lookalike } from './types.ts';

export interface Enrolled {
  readonly kind: Lookalike;
  readonly crew: Crew;
}

/** Fills each role's look-alikes up to a multiple of the role, kinds by their weights, before the first day. */
export function enrolLookalikes(
  world: World,
  counts: Readonly<Record<Lookalike['like'], number>>,
  rng: Rng,
): readonly Enrolled[] {
  const { perPositive, mix } = world.parameters.lookalikes;
  const enrolled: Enrolled[] = [];
  for (const like of ['supplier', 'retailer', 'user'] as const) {
    const kinds = lookalikes.filter((kind) => kind.like === like);
    const sums = cumulative(kinds.map((kind) => (mix[kind.name] ?? 1) / ((kind.size[0] + kind.size[1]) / 2)));
    const wished = Math.ceil(counts[like] * perPositive);
    for (let have = 0, tries = 0; have < wished && tries < wished * 4; tries++) {
      const kind = at(kinds, drawIndex(sums, rng.next()));
      const crew = formCrew(world, kind, rng);
      if (crew === undefined) continue;
      have += crew.members.length;
      enrolled.push({ kind, crew });
    }
  }
  return Object.freeze(enrolled);
}

function formCrew(world: World, kind: Lookalike, rng: Rng): Crew | undefined {
  const { population } = world;
  const first = kind.first?.(world, rng) ?? openPerson(world, rng);
  if (first < 0) return undefined;
  const size = kind.size[0] + rng.int(kind.size[1] - kind.size[0] + 1);
  const members = [first, ...companions(world, kind, first, rng).slice(0, size - 1)];
  if (members.length < kind.size[0]) return undefined;
  for (const member of members) population.lookalike[member] = kind.name;
  if (kind.wheels !== undefined) giveWheels(world, first, kind.wheels);
  const home = at(population.home, first);
  const [least, most] = kind.clients ?? [0, 0];
  const clients = Array.from({ length: least + rng.int(most - least + 1) }, () => client(world, rng, first, kind));
  const hotels = [0, 1].map(() => world.places.draw('hotel', home, rng.next()));
  const next = Math.floor(rng.next() * kind.every);
  return { members, home, areas: partnerAreas(world, kind, home, rng), clients, hotels, next };
}

/** Nobody with a role, nobody taken already. */
function open(world: World, person: number): boolean {
  const { role, lookalike, registered } = world.population;
  return person < registered && at(role, person) === 0 && at(lookalike, person) === '';
}

function openPerson(world: World, rng: Rng): number {
  const { birthYear, registered } = world.population;
  const year = 1970 + Math.floor(world.parameters.geography.firstDay / 365.25);
  for (let tries = 0; tries < 60; tries++) {
    const person = rng.int(registered);
    const age = year - at(birthYear, person);
    if (open(world, person) && age >= 18 && age <= 60) return person;
  }
  return -1;
}

function companions(world: World, kind: Lookalike, first: number, rng: Rng): readonly number[] {
  const { social } = world;
  const near =
    kind.bond === 'household'
      ? social.household(first)
      : kind.bond === 'friends'
        ? Array.from(social.friends(first))
        : social.colleagues(first);
  const list = near.filter((person) => person !== first && open(world, person));
  if (kind.bond !== 'household')
    list.push(...Array.from(social.friends(first)).filter((person) => open(world, person)));
  return rng.shuffle([...new Set(list)]);
}

function client(world: World, rng: Rng, first: number, kind: Lookalike): number {
  const friends = world.social.friends(first);
  if (friends.length > 0 && rng.chance(0.25)) return at(friends, rng.int(friends.length));
  const residents = world.social.residents(
    rng.chance(kind.reach === undefined ? 0.85 : 0.3) ? at(world.population.home, first) : rng.int(world.areas.length),
  );
  return residents.length === 0 ? rng.int(world.population.registered) : at(residents, rng.int(residents.length));
}

function partnerAreas(world: World, kind: Lookalike, home: number, rng: Rng): readonly number[] {
  const wanted = world.areas.filter((area) => {
    if (area.index === home || kind.reach === undefined) return false;
    if (kind.reach === 'any') return true;
    return kind.reach === 'border'
      ? area.kind === 'border' || area.kind === 'county'
      : area.kind === 'city' || area.kind === 'seat';
  });
  return rng.shuffle(wanted.map((area) => area.index)).slice(0, 2 + rng.int(2));
}

function giveWheels(world: World, person: number, type: NonNullable<Lookalike['wheels']>): void {
  const held = at(world.population.vehicle, person);
  if (held >= 0 && world.vehicles.type(held) === type) return;
  world.population.vehicle[person] = world.vehicles.give(person, type);
}
