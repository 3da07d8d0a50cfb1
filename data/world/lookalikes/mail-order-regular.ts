import { hail, post } from '../deeds/index.ts';
import { timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Buyers who get small parcels from the same few sellers. */
export const mailOrderRegular = lookalike({
  name: 'mail_order_regular',
  about: 'buyers who get small parcels from the same few sellers',
  like: 'user',
  size: [1, 2] as const,
  bond: 'household',
  clients: [1, 3] as const,
  every: 10,
  act: (world, rng, crew, day) => {
    const buyer = rng.pick(crew.members);
    const seller = rng.pick(crew.clients);
    post(world, rng, {
      sender: seller,
      recipient: buyer,
      day,
      goods: rng.pick(['日用品', '茶叶', '零食', '化妆品', '服饰', '数码配件']),
      weight: rng.logNormal(1.5, 0.9),
      falseSender: rng.chance(0.3),
      nickname: rng.chance(0.15),
    });
    if (rng.chance(0.15))
      hail(world, rng, [buyer, ...(rng.chance(0.5) ? [seller] : [])], crew.home, timeOf(world, rng, day, 'any'));
  },
});
