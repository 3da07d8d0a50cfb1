import { at } from '../array.ts';
import { tour } from '../deeds/index.ts';
import { atHome, borderOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Friends who drive in convoy to the border and sleep there. */
export const roadTripClub = lookalike({
  name: 'road_trip_club',
  about: 'friends who drive in convoy to the border and sleep there',
  like: 'supplier',
  size: [2, 4] as const,
  bond: 'friends',
  clients: [2, 6] as const,
  reach: 'border',
  meets: 1.8,
  wheels: 'car',
  every: 36,
  act: (world, rng, crew, day) => {
    const drivers = atHome(world, crew.members, day).filter((person) => at(world.population.vehicle, person) >= 0);
    const [first, ...rest] = drivers;
    if (first === undefined) return;
    const speed = rng.between(55, 82);
    const legs = [
      {
        to: rng.chance(0.6) ? borderOf(world, crew.areas, rng) : rng.pick(crew.areas),
        nights: 1,
        hotel: rng.chance(0.5),
      },
      { to: rng.pick(crew.areas), nights: 1, hotel: rng.chance(0.5) },
    ];
    const departAt = timeOf(world, rng, day, 'morning');
    const ahead = tour(world, rng, {
      people: [first],
      vehicle: at(world.population.vehicle, first),
      from: crew.home,
      legs,
      departAt,
      speed,
    });
    rest.forEach((person, index) => {
      const gap = (index + 1) * (120 + rng.int(900));
      tour(world, rng, {
        people: [person],
        vehicle: at(world.population.vehicle, person),
        from: crew.home,
        legs,
        departAt: departAt + gap,
        speed,
        follow: ahead,
        gap,
      });
    });
  },
});
