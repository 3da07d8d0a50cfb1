import { dayRoom } from '../deeds/index.ts';
import { dealPattern } from '../trade/types.ts';

/** Short day stays shared with buyers. */
export const dayStays = dealPattern({
  name: 'day_stays',
  about: 'short day stays shared with buyers',
  tier: 'retail',
  afar: false,
  deal: (world, rng, { circle, users, day }) => {
    const host = rng.chance(0.75) ? circle.retailer : rng.pick(users);
    const guests = [circle.retailer, ...users].filter((person) => person !== host).slice(0, 4);
    const hotel = rng.pick(circle.hotels);
    dayRoom(world, rng, { host, guests, area: circle.area, day, seen: 0.75, ...(rng.chance(0.6) ? { hotel } : {}) });
  },
});
