import { at } from '../array.ts';
import { post } from '../deeds/index.ts';
import { supplyPattern } from '../trade/types.ts';

/** What leaves a border town in boxes every day, whoever sends it. */
export const borderGoods = Object.freeze(['茶叶', '家具', '零食', '木雕', '干果', '药材', '玉石饰品', '咖啡']);

/** Parcels from border outlets to inland under false senders; the next outlet each time or the same for a while. */
export const borderParcels = supplyPattern({
  name: 'border_parcels',
  about: 'parcels of tea, furniture or snacks from border outlets under false senders',
  tier: 'supply',
  deliver: (world, rng, { network, day, carriers, receivers }) => {
    for (const circle of receivers) {
      const sender = rng.pick([...carriers, ...network.suppliers]);
      const recipient = rng.chance(0.75)
        ? circle.retailer
        : circle.users.length > 0
          ? rng.pick(circle.users)
          : circle.retailer;
      const outlet = at(
        world.places.of('outlet', network.source),
        network.index % world.places.of('outlet', network.source).length,
      );
      post(world, rng, {
        sender,
        recipient,
        day,
        goods: rng.pick(borderGoods),
        weight: rng.logNormal(4, 0.8),
        fromArea: network.source,
        ...(rng.chance(0.5) ? { fromOutlet: outlet } : {}),
        falseSender: rng.chance(0.7),
        nickname: rng.chance(0.2),
      });
    }
  },
});
