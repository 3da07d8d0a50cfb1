import { dayRoom, post } from '../deeds/index.ts';
import { lookalike } from './types.ts';

/** Resellers from home: small parcels to repeat buyers, several numbers. */
export const onlineReseller = lookalike({
  name: 'online_reseller',
  about: 'resellers from home: small parcels to repeat buyers, several numbers',
  like: 'retailer',
  size: [1, 1] as const,
  bond: 'friends',
  clients: [5, 16] as const,
  meets: 0.2,
  mingle: 1.1,
  every: 8,
  act: (world, rng, crew, day) => {
    const [seller] = crew.members;
    if (seller === undefined) return;
    for (const recipient of rng.shuffle([...crew.clients]).slice(0, 1 + rng.int(3))) {
      post(world, rng, {
        sender: seller,
        recipient,
        day,
        goods: rng.pick(['日用品', '茶叶', '零食', '化妆品', '服饰', '数码配件']),
        weight: rng.logNormal(1.3, 0.9),
        falseSender: rng.chance(0.25),
        nickname: rng.chance(0.1),
      });
    }
    if (rng.chance(0.15))
      dayRoom(world, rng, { host: seller, guests: [rng.pick(crew.clients)], area: crew.home, day, seen: 0.7 });
  },
});
