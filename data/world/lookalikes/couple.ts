import { dayRoom } from '../deeds/index.ts';
import { atHome } from './able.ts';
import { lookalike } from './types.ts';

/** Couples who take a room for some hours. */
export const couple = lookalike({
  name: 'couple',
  about: 'couples who take a room for some hours',
  like: 'user',
  size: [2, 2] as const,
  bond: 'friends',
  every: 16,
  act: (world, rng, crew, day) => {
    const [host, guest] = atHome(world, crew.members, day);
    if (host === undefined || guest === undefined) return;
    dayRoom(world, rng, {
      host,
      guests: [guest],
      area: crew.home,
      day,
      seen: 0.75,
      ...(rng.chance(0.6) ? { hotel: rng.pick(crew.hotels) } : {}),
    });
  },
});
