import { at } from '../array.ts';
import { hail, tour } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Taxi and ride drivers with new passengers every day and some old ones. */
export const rideDriver = lookalike({
  name: 'ride_driver',
  about: 'taxi and ride drivers with new passengers every day and some old ones',
  like: 'retailer',
  size: [1, 1] as const,
  bond: 'friends',
  clients: [6, 18] as const,
  reach: 'any',
  wheels: 'car',
  meets: 0.15,
  mingle: 1.1,
  every: 9,
  act: (world, rng, crew, day) => {
    const [driver] = atHome(world, crew.members, day);
    if (driver === undefined) return;
    const riders = atHome(
      world,
      rng.chance(0.6) ? [rng.pick(crew.clients), rng.pick(crew.clients)] : [rng.pick(crew.clients)],
      day,
    );
    if (rng.chance(0.45)) {
      hail(world, rng, [driver, ...riders.slice(0, 1)], crew.home, timeOf(world, rng, day, 'any'));
      return;
    }
    const legs = [
      {
        to: rng.chance(0.5) ? rng.pick(crew.areas) : world.gravity.destination(driver, crew.home, rng),
        nights: 0,
        hotel: false,
      },
    ];
    tour(world, rng, {
      people: [driver, ...new Set(riders)],
      vehicle: at(world.population.vehicle, driver),
      from: crew.home,
      legs,
      departAt: timeOf(world, rng, day, 'day'),
    });
  },
});
