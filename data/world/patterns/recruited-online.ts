import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { given, tour } from '../deeds/index.ts';
import { bed, borrowed, handOver, hired } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';

/** A stranger hired for one trip: tickets bought from afar, a room, a bag, another room. Knows nobody. */
export const recruitedOnline = supplyPattern({
  name: 'recruited_online',
  about: 'carriers recruited online who know nobody in the network',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const carrier = at(carriers, 0);
    const others = carriers.filter((person) => !hired(world, person));
    const handler = others.length > 0 && rng.chance(0.6) ? at(others, 0) : rng.pick(network.suppliers);
    const stops = tour(world, rng, {
      people: [carrier],
      vehicle: -1,
      from: at(world.population.home, carrier),
      legs: [
        { to: network.source, nights: 1 + rng.int(2), hotel: bed(world, rng) },
        { to: circle.area, nights: rng.int(2), hotel: bed(world, rng) },
      ],
      departAt: world.calendar.midnight(day) + clock(rng, 'day'),
      payer: rng.chance(0.7) ? handler : carrier,
      lead: 3600 + rng.int(90000),
      ...given({ shown: borrowed(world, rng, carrier) }),
    });
    const pick = at(stops, 0);
    handOver(world, rng, {
      giver: handler,
      taker: carrier,
      area: network.source,
      day: world.calendar.dayOf(pick.arriveAt),
      booking: pick.booking,
    });
    const drop = at(stops, 1);
    handOver(world, rng, {
      giver: carrier,
      taker: circle.retailer,
      area: circle.area,
      day: world.calendar.dayOf(drop.arriveAt),
      booking: drop.booking,
      hotels: circle.hotels,
    });
  },
});
