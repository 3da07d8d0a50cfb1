import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { tour } from '../deeds/index.ts';
import { dealPattern } from '../trade/types.ts';

/** Buyers and retailer go to another town together, on one order or in one car. */
export const buyingTrip = dealPattern({
  name: 'buying_trip',
  about: 'users and retailer travelling together to buy',
  tier: 'retail',
  afar: true,
  deal: (world, rng, { circle, users, day }) => {
    const from = at(world.population.home, at(users, 0));
    const to = from === circle.area ? world.gravity.destination(circle.retailer, from, rng) : circle.area;
    const people = from === circle.area ? [circle.retailer, ...users.slice(0, 2)] : users.slice(0, 3);
    const vehicle = rng.chance(0.4) ? at(world.population.vehicle, at(people, 0)) : -1;
    const nights = rng.int(2);
    const departAt = world.calendar.midnight(day) + clock(rng, 'morning');
    tour(world, rng, { people, vehicle, from, legs: [{ to, nights, hotel: rng.chance(0.7) }], departAt, perRoom: 3 });
  },
});
