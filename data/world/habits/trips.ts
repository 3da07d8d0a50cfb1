import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';

/** Where a trip goes: to a festival while there is one, else by habit and gravity. Motorbikes do not go far. */
export function tripTarget(world: World, rng: Rng, person: number, home: number, vehicle: number, day: number): number {
  const festival = world.calendar.festivals.find((one) => day >= one.first - 1 && day <= one.last);
  const to = festival !== undefined && rng.chance(0.3) ? festival.area : world.gravity.destination(person, home, rng);
  const short = vehicle >= 0 && world.vehicles.type(vehicle) === 'motorbike';
  return short && world.roads.route(home, to).km > 130 ? home : to;
}

/** Day trips near by, nights away far off; the number of nights is geometric. */
export function nightsAway(rng: Rng, km: number): number {
  if (rng.next() > Math.min(0.92, 0.15 + km / 420)) return 0;
  let nights = 1;
  while (nights < 9 && rng.chance(0.42)) nights++;
  return nights;
}
