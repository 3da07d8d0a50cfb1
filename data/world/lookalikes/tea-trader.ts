import { at } from '../array.ts';
import { post, tour } from '../deeds/index.ts';
import { borderGoods } from '../patterns/border-parcels.ts';
import { atHome, borderOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Traders who buy at the border and send boxes to steady customers inland. */
export const teaTrader = lookalike({
  name: 'tea_trader',
  about: 'traders who buy at the border and send boxes to steady customers inland',
  like: 'supplier',
  size: [1, 2] as const,
  bond: 'household',
  clients: [4, 14] as const,
  reach: 'border',
  wheels: 'van',
  meets: 1.3,
  every: 20,
  act: (world, rng, crew, day) => {
    const [trader] = atHome(world, crew.members, day);
    if (trader === undefined) return;
    const source = borderOf(world, crew.areas, rng);
    if (rng.chance(0.5)) {
      const vehicle = rng.chance(0.6) ? at(world.population.vehicle, trader) : -1;
      tour(world, rng, {
        people: [trader],
        vehicle,
        from: crew.home,
        legs: [{ to: source, nights: 1, hotel: rng.chance(0.35) }],
        departAt: timeOf(world, rng, day, 'morning'),
      });
    }
    const outlet = world.places.draw('outlet', source, 0);
    for (const recipient of rng.shuffle([...crew.clients]).slice(0, 1 + rng.int(3))) {
      post(world, rng, {
        sender: trader,
        recipient,
        day,
        goods: rng.pick(borderGoods),
        weight: rng.logNormal(4, 0.8),
        fromArea: source,
        ...(rng.chance(0.5) ? { fromOutlet: outlet } : {}),
        falseSender: rng.chance(0.3),
      });
    }
  },
});
