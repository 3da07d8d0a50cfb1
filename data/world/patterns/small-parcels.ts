import { post } from '../deeds/index.ts';
import { dealPattern } from '../trade/types.ts';

/** Small parcels to buyers, near and far. */
export const smallParcels = dealPattern({
  name: 'small_parcels',
  about: 'small parcels to buyers',
  tier: 'retail',
  afar: true,
  deal: (world, rng, { circle, users, day, alone }) => {
    const sender = alone ? rng.pick(users) : circle.retailer;
    for (const recipient of users) {
      if (recipient === sender) continue;
      const goods = rng.pick(['日用品', '茶叶', '零食', '化妆品', '服饰', '数码配件']);
      post(world, rng, {
        sender,
        recipient,
        day,
        goods,
        weight: rng.logNormal(1.5, 0.9),
        falseSender: rng.chance(0.35),
        nickname: rng.chance(0.15),
      });
    }
  },
});
