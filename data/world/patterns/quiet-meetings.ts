import { at } from '../array.ts';
import { dayRoom, meet } from '../deeds/index.ts';
import { free, hired } from '../trade/hand-over.ts';
import { craftPattern } from '../trade/types.ts';

/** Suppliers stay away from phones and meet their people in rooms. */
export const quietMeetings = craftPattern({
  name: 'quiet_meetings',
  about: 'suppliers who stay away from phones and meet',
  tier: 'craft',
  tend: (world, rng, network, day) => {
    for (const supplier of network.suppliers) {
      if (
        supplier >= world.population.registered ||
        !rng.chance(1 / world.parameters.trade.meetEveryDays) ||
        !free(world, supplier, day)
      )
        continue;
      const people = rng.shuffle([...network.transporters, ...network.circles.map((circle) => circle.retailer)]);
      const guests = people
        .filter((person) => free(world, person, day) && !hired(world, person))
        .slice(0, 1 + rng.int(2));
      if (guests.length === 0) continue;
      const area = rng.chance(0.5) ? network.staging : at(world.population.home, supplier);
      const other = at(guests, 0);
      if (rng.chance(0.5)) meet(world, rng, { one: supplier, other, area, day });
      else dayRoom(world, rng, { host: supplier, guests, area, day, seen: world.parameters.trade.handoverSeen });
    }
  },
});
