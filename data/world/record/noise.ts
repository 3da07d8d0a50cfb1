import { at } from '../array.ts';
import { misspell, slipDigit } from '../people/index.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';

/** What offices do to a record: lose it, misspell it, leave fields empty, run on a wrong clock. The same for everyone. */
export interface Noise {
  lost(): boolean;
  name(name: string): string;
  id(person: number, missing: number): string | null;
  phone(phone: number, missing: number): string | null;
  plate(vehicle: number, missing: number): string | null;
  /** The instant as the place's clock shows it. */
  clock(place: number, instant: number): number;
  /** The person whose papers are really shown: mostly the one who ought to. */
  papers(person: number): number;
}

export function makeNoise(world: World, rng: Rng): Noise {
  const { noise } = world.parameters;
  const { population, phones, vehicles, social, calendar } = world;
  const offsets = clockOffsets(world, rng);
  return Object.freeze({
    lost: () => rng.chance(noise.lost),
    name: (name: string) => (rng.chance(noise.nameTypo) ? misspell(name, rng) : name),
    id: (person: number, missing: number) => {
      const id = person < 0 ? '' : population.id(person);
      if (id === '' || rng.chance(missing)) return null;
      return rng.chance(noise.idTypo) ? slipDigit(id, rng.next()) : id;
    },
    phone: (phone: number, missing: number) => {
      if (phone < 0 || rng.chance(missing)) return null;
      const text = phones.text(phone);
      return rng.chance(noise.phoneTypo) ? slipDigit(text, rng.next()) : text;
    },
    plate: (vehicle: number, missing: number) => {
      if (vehicle < 0 || rng.chance(missing)) return null;
      const plate = vehicles.plate(vehicle);
      return rng.chance(noise.plateTypo) ? smudge(plate, rng) : plate;
    },
    clock: (place: number, instant: number) => {
      const shifted = instant + at(offsets, place);
      return Math.max(calendar.start, Math.min(calendar.end - 1, shifted));
    },
    papers: (person: number) => {
      if (person < 0 || !rng.chance(noise.borrowedId)) return person;
      const friends = social.friends(person);
      return friends.length === 0 ? person : at(friends, rng.int(friends.length));
    },
  });
}

/** Seconds each place's clock is off; most are right. */
function clockOffsets(world: World, rng: Rng): Float64Array {
  const { clockPlaces, clockMinutes } = world.parameters.noise;
  return Float64Array.from(world.places.all, () =>
    rng.chance(clockPlaces) ? Math.round(clockMinutes * 60 * rng.normal()) : 0,
  );
}

function smudge(plate: string, rng: Rng): string {
  const where = 2 + rng.int(plate.length - 2);
  return plate.slice(0, where) + rng.pick(['8', 'B', 'Q', 'D', '2', 'Z', '7']) + plate.slice(where + 1);
}
