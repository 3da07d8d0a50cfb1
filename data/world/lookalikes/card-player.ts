import { dayRoom, hail } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Friends who play cards in rented rooms and ride home together. */
export const cardPlayer = lookalike({
  name: 'card_player',
  about: 'friends who play cards in rented rooms and ride home together',
  like: 'user',
  size: [3, 6] as const,
  bond: 'friends',
  every: 9,
  act: (world, rng, crew, day) => {
    const players = rng.shuffle([...atHome(world, crew.members, day)]).slice(0, 2 + rng.int(3));
    const [host, ...guests] = players;
    if (host === undefined || guests.length === 0) return;
    if (rng.chance(0.65))
      dayRoom(world, rng, {
        host,
        guests,
        area: crew.home,
        day,
        seen: 0.75,
        ...(rng.chance(0.6) ? { hotel: rng.pick(crew.hotels) } : {}),
      });
    else hail(world, rng, players.slice(0, 3), crew.home, timeOf(world, rng, day, 'any'));
  },
});
