import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { given, tour } from '../deeds/index.ts';
import { bed, borrowed, free, handOver } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';

/** One load among many: carriers and users on the same run, tickets apart, one phone behind the orders. */
export const splitLoad = supplyPattern({
  name: 'split_load',
  about: 'load split among many carriers on one run',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const helpers = rng.shuffle(circle.users.filter((user) => free(world, user, day))).slice(0, rng.int(3));
    const people = [...carriers.slice(0, 3), ...helpers];
    const payer = at(carriers, 0);
    const stops = tour(world, rng, {
      people,
      vehicle: -1,
      from: network.source,
      legs: [{ to: circle.area, nights: 1, hotel: bed(world, rng) }],
      departAt: world.calendar.midnight(day) + clock(rng, 'day'),
      apart: rng.chance(0.6),
      payer,
      lead: 1200 + rng.int(60000),
      home: rng.chance(0.6),
      perRoom: 1 + rng.int(3),
      ...given({ shown: borrowed(world, rng, payer) }),
    });
    const end = at(stops, 0);
    const met = world.calendar.dayOf(end.arriveAt);
    handOver(world, rng, {
      giver: payer,
      taker: circle.retailer,
      area: circle.area,
      day: met,
      booking: end.booking,
      hotels: circle.hotels,
    });
  },
});
