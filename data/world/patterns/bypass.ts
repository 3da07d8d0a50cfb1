import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { given, tour } from '../deeds/index.ts';
import type { Rng } from '../rng.ts';
import { bed, cloned, handOver, wheels } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';
import type { World } from '../world.ts';

/** The rider's own motorbike, else a friend's, else what there is. */
function ridden(world: World, rng: Rng, rider: number): number {
  const { population, vehicles, social } = world;
  const bike = (person: number): boolean => {
    const held = at(population.vehicle, person);
    return held >= 0 && vehicles.type(held) === 'motorbike';
  };
  const lender = [rider, ...social.friends(rider)].find(bike);
  return lender === undefined || rng.chance(0.3) ? wheels(world, rider) : at(population.vehicle, lender);
}

/** Round the gates by side roads or motorbike: gaps in an otherwise regular sequence. */
export const bypass = supplyPattern({
  name: 'bypass',
  about: 'passing round checkpoints by side roads or motorbike',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const rider = at(carriers, 0);
    const driver = carriers.length > 1 ? at(carriers, 1) : circle.retailer;
    const [stop] = tour(world, rng, {
      people: [rider],
      vehicle: ridden(world, rng, rider),
      from: network.source,
      legs: [{ to: network.staging, nights: rng.int(2), hotel: bed(world, rng) }],
      departAt: world.calendar.midnight(day) + clock(rng, rng.chance(0.5) ? 'any' : 'evening'),
      bypass: rng.between(0.7, 1),
      home: rng.chance(0.6),
    });
    if (stop === undefined) return;
    const met = world.calendar.dayOf(stop.arriveAt);
    handOver(world, rng, { giver: rider, taker: driver, area: network.staging, day: met, booking: stop.booking });
    if (circle.area === network.staging) return;
    const [end] = tour(world, rng, {
      people: [driver],
      vehicle: wheels(world, driver),
      from: network.staging,
      legs: [{ to: circle.area, nights: driver === circle.retailer ? 0 : 1, hotel: bed(world, rng) }],
      departAt: stop.arriveAt + 3600 * (2 + rng.int(16)),
      bypass: 0.35,
      home: false,
      ...given({ plate: cloned(world, rng) }),
    });
    if (end === undefined || driver === circle.retailer) return;
    handOver(world, rng, {
      giver: driver,
      taker: circle.retailer,
      area: circle.area,
      day: world.calendar.dayOf(end.arriveAt),
      booking: end.booking,
      hotels: circle.hotels,
    });
  },
});
