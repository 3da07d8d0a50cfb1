import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { given, tour } from '../deeds/index.ts';
import { bed, borrowed, handOver } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';

/** Two carriers, two stages, a hand-over in between: neither knows the whole way. */
export const relay = supplyPattern({
  name: 'relay',
  about: 'relay in stages with hand-overs',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const first = at(carriers, 0);
    const second = carriers.length > 1 ? at(carriers, 1) : circle.retailer;
    const home = (person: number): number => at(world.population.home, person);
    const wheels = (person: number): number => (rng.chance(0.6) ? at(world.population.vehicle, person) : -1);
    const stage = tour(world, rng, {
      people: [first],
      vehicle: wheels(first),
      from: home(first),
      legs: [
        { to: network.source, nights: rng.int(2), hotel: bed(world, rng) },
        { to: network.staging, nights: 1, hotel: bed(world, rng) },
      ],
      departAt: world.calendar.midnight(day) + clock(rng, 'morning'),
      ...given({ shown: borrowed(world, rng, first) }),
    });
    const meeting = at(stage, 1);
    const metDay = world.calendar.dayOf(meeting.arriveAt);
    handOver(world, rng, { giver: first, taker: second, area: network.staging, day: metDay, booking: meeting.booking });
    const onward = tour(world, rng, {
      people: [second],
      vehicle: wheels(second),
      from: network.staging,
      legs: [{ to: circle.area, nights: 1, hotel: bed(world, rng) }],
      departAt: meeting.arriveAt + 3600 * (3 + rng.int(20)),
      home: second !== circle.retailer,
    });
    if (second === circle.retailer) return;
    const end = at(onward, 0);
    const arrived = world.calendar.dayOf(end.arriveAt);
    handOver(world, rng, {
      giver: second,
      taker: circle.retailer,
      area: circle.area,
      day: arrived,
      booking: end.booking,
      hotels: circle.hotels,
    });
  },
});
