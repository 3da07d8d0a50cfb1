import { dayRoom } from '../deeds/index.ts';
import { atHome } from './able.ts';
import { lookalike } from './types.ts';

/** Hosts of card rounds in rented rooms, the same faces again and again. */
export const cardHost = lookalike({
  name: 'card_host',
  about: 'hosts of card rounds in rented rooms, the same faces again and again',
  like: 'retailer',
  size: [1, 1] as const,
  bond: 'friends',
  clients: [4, 12] as const,
  meets: 0.1,
  mingle: 0.4,
  every: 10,
  act: (world, rng, crew, day) => {
    const [host] = atHome(world, crew.members, day);
    if (host === undefined) return;
    const guests = atHome(world, rng.shuffle([...crew.clients]), day).slice(0, 1 + rng.int(3));
    dayRoom(world, rng, {
      host,
      guests,
      area: crew.home,
      day,
      seen: 0.75,
      ...(rng.chance(0.6) ? { hotel: rng.pick(crew.hotels) } : {}),
    });
  },
});
