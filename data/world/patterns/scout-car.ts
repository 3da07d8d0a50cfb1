import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { given, tour } from '../deeds/index.ts';
import { bed, cloned, handOver, wheels } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';

/** A load car, and a scout car some minutes ahead that warns of controls. */
export const scoutCar = supplyPattern({
  name: 'scout_car',
  about: 'load car with a scout car ahead, border to market, one night at both ends',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const load = at(carriers, 0);
    const scout = carriers.length > 1 ? at(carriers, 1) : rng.pick(network.suppliers);
    const speed = rng.between(55, 82);
    const legs = [
      { to: network.source, nights: 1, hotel: bed(world, rng) },
      { to: circle.area, nights: 1, hotel: bed(world, rng) },
    ];
    const from = at(world.population.home, scout);
    const departAt = world.calendar.midnight(day) + clock(rng, 'day');
    const vehicle = wheels(world, scout);
    const ahead = tour(world, rng, { people: [scout], vehicle, from, legs, departAt, speed });
    const gap = 240 + rng.int(1500);
    const stops = tour(world, rng, {
      people: [load],
      vehicle: wheels(world, load),
      from: at(world.population.home, load),
      legs,
      departAt: departAt + gap,
      speed,
      follow: ahead,
      gap,
      ...given({ plate: cloned(world, rng) }),
    });
    const last = at(stops, 1);
    const arrived = world.calendar.dayOf(last.arriveAt);
    handOver(world, rng, {
      giver: load,
      taker: circle.retailer,
      area: circle.area,
      day: arrived,
      booking: last.booking,
      hotels: circle.hotels,
    });
  },
});
