import { at } from '../array.ts';
import { tour } from '../deeds/index.ts';
import { atHome, borderOf, inlandOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Truck drivers between border and inland, often two trucks together, one night at both ends. */
export const longHaulDriver = lookalike({
  name: 'long_haul_driver',
  about: 'truck drivers between border and inland, often two trucks together, one night at both ends',
  like: 'supplier',
  size: [1, 2] as const,
  bond: 'colleagues',
  clients: [2, 6] as const,
  reach: 'border',
  meets: 1.6,
  wheels: 'truck',
  every: 34,
  act: (world, rng, crew, day) => {
    const [first, second] = atHome(world, crew.members, day);
    if (first === undefined) return;
    const legs = [
      { to: borderOf(world, crew.areas, rng), nights: 1, hotel: rng.chance(0.35) },
      { to: inlandOf(world, crew.areas, rng), nights: 1, hotel: rng.chance(0.5) },
    ];
    const speed = rng.between(52, 76);
    const departAt = timeOf(world, rng, day, 'day');
    const vehicle = at(world.population.vehicle, first);
    const ahead = tour(world, rng, { people: [first], vehicle, from: crew.home, legs, departAt, speed });
    if (second === undefined) return;
    const gap = 200 + rng.int(1700);
    const own = at(world.population.vehicle, second);
    tour(world, rng, {
      people: [second],
      vehicle: own >= 0 ? own : vehicle,
      from: crew.home,
      legs,
      departAt: departAt + gap,
      speed,
      follow: ahead,
      gap,
    });
  },
});
