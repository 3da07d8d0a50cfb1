import { at } from '../array.ts';
import { post, tour } from '../deeds/index.ts';
import { borderGoods } from '../patterns/border-parcels.ts';
import { atHome, borderOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Market vendors who know the side roads and carry goods on motorbikes. */
export const borderVendor = lookalike({
  name: 'border_vendor',
  about: 'market vendors who know the side roads and carry goods on motorbikes',
  like: 'supplier',
  size: [1, 3] as const,
  bond: 'household',
  clients: [1, 6] as const,
  reach: 'border',
  wheels: 'motorbike',
  meets: 1.2,
  every: 19,
  act: (world, rng, crew, day) => {
    const [vendor, helper] = atHome(world, crew.members, day);
    if (vendor === undefined) return;
    const vehicle = at(world.population.vehicle, vendor);
    const people = helper !== undefined && rng.chance(0.4) ? [vendor, helper] : [vendor];
    const market = borderOf(world, crew.areas, rng);
    tour(world, rng, {
      people,
      vehicle,
      from: crew.home,
      legs: [{ to: market, nights: rng.chance(0.25) ? 1 : 0, hotel: rng.chance(0.45) }],
      departAt: timeOf(world, rng, day, rng.chance(0.5) ? 'any' : 'morning'),
      bypass: rng.between(0.5, 1),
    });
    if (crew.clients.length > 0 && rng.chance(0.35))
      post(world, rng, {
        sender: vendor,
        recipient: rng.pick(crew.clients),
        day,
        goods: rng.pick(borderGoods),
        weight: rng.logNormal(4, 0.8),
        fromArea: market,
        falseSender: rng.chance(0.4),
      });
  },
});
