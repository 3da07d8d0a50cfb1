import { clock } from '../calendar.ts';
import { hail } from '../deeds/index.ts';
import { dealPattern } from '../trade/types.ts';

/** A deal on the back seat of a hailed car. */
export const sharedRides = dealPattern({
  name: 'shared_rides',
  about: 'rides shared by retailer and users',
  tier: 'retail',
  afar: false,
  deal: (world, rng, { circle, users, day }) => {
    const riders = rng.shuffle([circle.retailer, ...users.slice(0, 2)]);
    hail(world, rng, riders, circle.area, world.calendar.midnight(day) + clock(rng, 'any'));
  },
});
