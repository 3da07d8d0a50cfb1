import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { post, tour } from '../deeds/index.ts';
import { bed, handOver } from '../trade/hand-over.ts';
import { supplyPattern } from '../trade/types.ts';
import { borderGoods } from './border-parcels.ts';

/** The goods go by parcel, the person by bus or plane with empty hands, and they meet at the far end. */
export const goodsApart = supplyPattern({
  name: 'goods_apart',
  about: 'goods and person travelling apart',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    const circle = rng.pick(receivers);
    const carrier = at(carriers, 0);
    post(world, rng, {
      sender: carrier,
      recipient: circle.retailer,
      day,
      goods: rng.pick(borderGoods),
      weight: rng.logNormal(5, 0.7),
      fromArea: network.source,
      falseSender: rng.chance(0.5),
    });
    const [end] = tour(world, rng, {
      people: [carrier],
      vehicle: -1,
      from: at(world.population.home, carrier),
      legs: [{ to: circle.area, nights: 1, hotel: bed(world, rng) }],
      departAt: world.calendar.midnight(day + 1 + rng.int(2)) + clock(rng, 'day'),
      lead: 1800 + rng.int(36000),
    });
    if (end === undefined) return;
    const met = world.calendar.dayOf(end.arriveAt);
    handOver(world, rng, {
      giver: carrier,
      taker: circle.retailer,
      area: circle.area,
      day: met,
      booking: end.booking,
      hotels: circle.hotels,
    });
  },
});
