import { tour } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Workers who travel, sleep and change numbers together. */
export const migrantWorker = lookalike({
  name: 'migrant_worker',
  about: 'workers who travel, sleep and change numbers together',
  like: 'user',
  size: [3, 7] as const,
  bond: 'colleagues',
  reach: 'any',
  every: 20,
  act: (world, rng, crew, day) => {
    const workers = atHome(world, crew.members, day);
    if (workers.length < 2) return;
    const some = rng.shuffle([...workers]).slice(0, 2 + rng.int(3));
    tour(world, rng, {
      people: some,
      vehicle: -1,
      from: crew.home,
      legs: [{ to: rng.pick(crew.areas), nights: rng.int(3), hotel: rng.chance(0.7) }],
      departAt: timeOf(world, rng, day, 'morning'),
      apart: rng.chance(0.4),
      perRoom: 3,
      lead: 3600 + rng.int(90000),
    });
    const changer = rng.pick(some);
    if (rng.chance(0.15))
      world.phones.replace(changer, 'main', rng.chance(0.7) ? changer : -1, timeOf(world, rng, day, 'day'));
  },
});
