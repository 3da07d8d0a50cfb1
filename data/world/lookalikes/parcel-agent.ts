import { post } from '../deeds/index.ts';
import { borderGoods } from '../patterns/border-parcels.ts';
import { borderOf } from './able.ts';
import { lookalike } from './types.ts';

/** Agents who send for others, under whatever name is given. */
export const parcelAgent = lookalike({
  name: 'parcel_agent',
  about: 'agents who send for others, under whatever name is given',
  like: 'retailer',
  size: [1, 1] as const,
  bond: 'household',
  clients: [4, 12] as const,
  reach: 'border',
  meets: 0.25,
  mingle: 1.1,
  every: 8,
  act: (world, rng, crew, day) => {
    const [agent] = crew.members;
    if (agent === undefined) return;
    for (let count = 1 + rng.int(3); count > 0; count--) {
      const recipient = rng.chance(0.6) ? rng.pick(crew.clients) : rng.int(world.population.registered);
      const border = rng.chance(0.3) ? { fromArea: borderOf(world, crew.areas, rng) } : {};
      post(world, rng, {
        sender: agent,
        recipient,
        day,
        goods: rng.pick([...borderGoods, '日用品', '服饰', '零食']),
        weight: rng.logNormal(1.8, 0.9),
        falseSender: rng.chance(0.45),
        nickname: rng.chance(0.15),
        ...border,
      });
    }
  },
});
