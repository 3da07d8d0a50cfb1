import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';

/** Those of the people who are not on the way already. */
export function atHome(world: World, people: readonly number[], day: number): readonly number[] {
  const limit = world.calendar.midnight(day) + 6 * 3600;
  return people.filter((person) => at(world.population.busyUntil, person) <= limit);
}

export function timeOf(world: World, rng: Rng, day: number, part: 'morning' | 'day' | 'evening' | 'any'): number {
  return world.calendar.midnight(day) + clock(rng, part);
}

/** A border town, by the crew's own areas first. */
export function borderOf(world: World, areas: readonly number[], rng: Rng): number {
  const own = areas.filter((area) => at(world.areas, area).kind === 'border');
  if (own.length > 0) return rng.pick(own);
  return rng.pick(world.areas.filter((area) => area.kind === 'border')).index;
}

/** An inland city, by the crew's own areas first. */
export function inlandOf(world: World, areas: readonly number[], rng: Rng): number {
  const own = areas.filter((area) => at(world.areas, area).kind === 'city');
  if (own.length > 0) return rng.pick(own);
  return rng.pick(world.areas.filter((area) => area.kind === 'city')).index;
}
