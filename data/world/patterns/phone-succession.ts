import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { craftPattern } from '../trade/types.ts';

/** Retailers change numbers; the new number inherits the old contacts. */
export const phoneSuccession = craftPattern({
  name: 'phone_succession',
  about: 'a new number inherits the old contacts',
  tier: 'craft',
  tend: (world, rng, network, day) => {
    for (const { retailer } of network.circles) {
      if (!rng.chance(1 / world.parameters.trade.phoneLifeDays) || at(world.population.retired, retailer) <= day)
        continue;
      const friends = world.social.friends(retailer);
      const straw = friends.length > 0 && rng.chance(0.3) ? at(friends, rng.int(friends.length)) : -1;
      const holder = rng.chance(0.45) ? retailer : straw;
      world.phones.replace(retailer, 'trade', holder, world.calendar.midnight(day) + clock(rng, 'day'));
    }
  },
});
