import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { given, tour } from '../deeds/index.ts';
import { bed, borrowed, handOver } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';

/** Inside the body, by bus or plane, with a one-night stay at both ends. */
export const bodyCarrier = supplyPattern({
  name: 'body_carrier',
  about: 'body carriers by bus or plane with one-night stays at both ends',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const carrier = at(carriers, 0);
    const stops = tour(world, rng, {
      people: [carrier],
      vehicle: -1,
      from: at(world.population.home, carrier),
      legs: [
        { to: network.source, nights: 1, hotel: bed(world, rng) },
        { to: circle.area, nights: 1, hotel: bed(world, rng) },
      ],
      departAt: world.calendar.midnight(day) + clock(rng, 'day'),
      lead: 900 + rng.int(50000),
      payer: rng.chance(0.4) ? rng.pick(network.suppliers) : carrier,
      ...given({ shown: borrowed(world, rng, carrier) }),
    });
    const start = at(stops, 0);
    const supplier = rng.pick(network.suppliers);
    handOver(world, rng, {
      giver: supplier,
      taker: carrier,
      area: network.source,
      day: world.calendar.dayOf(start.arriveAt),
      booking: undefined,
    });
    const end = at(stops, 1);
    handOver(world, rng, {
      giver: carrier,
      taker: circle.retailer,
      area: circle.area,
      day: world.calendar.dayOf(end.arriveAt),
      booking: end.booking,
      hotels: circle.hotels,
    });
  },
});
