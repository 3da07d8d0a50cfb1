import { dayRoom } from '../deeds/index.ts';
import { free } from '../trade/hand-over.ts';
import { dealPattern } from '../trade/types.ts';

/** Users take a room together; the retailer may look in. */
export const userRooms = dealPattern({
  name: 'user_rooms',
  about: 'users who share rooms and a retailer',
  tier: 'retail',
  afar: false,
  deal: (world, rng, { circle, users, day }) => {
    const others = rng
      .shuffle(circle.users.filter((user) => !users.includes(user) && free(world, user, day)))
      .slice(0, 1 + rng.int(2));
    const party = [...users.slice(0, 2), ...others];
    const [host = circle.retailer, ...rest] = party;
    const guests = rng.chance(0.3) ? [...rest, circle.retailer] : rest;
    if (guests.length > 0) dayRoom(world, rng, { host, guests, area: circle.area, day, seen: 0.75 });
  },
});
