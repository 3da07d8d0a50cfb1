import { at } from '../array.ts';
import { dayRoom, hail, tour } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Kin and house mates of users and dealers, who travel and stay with them. */
export const kinOfUsers = lookalike({
  name: 'kin_of_users',
  about: 'kin and house mates of users and dealers, who travel and stay with them',
  like: 'user',
  size: [1, 2] as const,
  bond: 'household',
  every: 22,
  first: (world, rng) => {
    const { population, social } = world;
    for (let tries = 0; tries < 400; tries++) {
      const person = rng.int(population.registered);
      if (at(population.role, person) === 0) continue;
      const near = [...social.household(person), ...social.friends(person)].filter(
        (other) =>
          other < population.registered && at(population.role, other) === 0 && at(population.lookalike, other) === '',
      );
      if (near.length > 0) return rng.pick(near);
    }
    return -1;
  },
  act: (world, rng, crew, day) => {
    const members = atHome(world, crew.members, day);
    const [first] = members;
    if (first === undefined) return;
    const relatives = world.social.household(first).filter((person) => at(world.population.role, person) > 0);
    const friends = Array.from(world.social.friends(first)).filter((person) => at(world.population.role, person) > 0);
    const others = atHome(world, [...relatives, ...friends], day);
    const people = [first, ...others.slice(0, 1)];
    if (rng.chance(0.35)) hail(world, rng, people, crew.home, timeOf(world, rng, day, 'any'));
    else if (rng.chance(0.4))
      dayRoom(world, rng, { host: first, guests: people.slice(1), area: crew.home, day, seen: 0.7 });
    else
      tour(world, rng, {
        people,
        vehicle: rng.chance(0.4) ? at(world.population.vehicle, first) : -1,
        from: crew.home,
        legs: [{ to: world.gravity.destination(first, crew.home, rng), nights: rng.int(2), hotel: rng.chance(0.6) }],
        departAt: timeOf(world, rng, day, 'morning'),
      });
  },
});
