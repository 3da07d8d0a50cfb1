import { at } from '../array.ts';
import { dayRoom, post } from '../deeds/index.ts';
import { lookalike } from './types.ts';

/** Hotel and outlet staff: rooms for guests on their own papers, parcels for them on their own phone. */
export const deskStaff = lookalike({
  name: 'desk_staff',
  about: 'hotel and outlet staff: rooms for guests on their own papers, parcels for them on their own phone',
  like: 'retailer',
  size: [1, 2] as const,
  bond: 'colleagues',
  clients: [5, 14] as const,
  meets: 0.1,
  mingle: 1.1,
  every: 10,
  act: (world, rng, crew, day) => {
    const staff = rng.pick(crew.members);
    const guest = rng.pick(crew.clients);
    if (rng.chance(0.5)) {
      dayRoom(world, rng, {
        host: staff,
        guests: [guest, rng.pick(crew.clients)],
        area: crew.home,
        day,
        seen: 0.6,
        hotel: at(crew.hotels, 0),
      });
      return;
    }
    post(world, rng, {
      sender: staff,
      recipient: guest,
      day,
      goods: rng.pick(['日用品', '茶叶', '零食', '服饰']),
      weight: rng.logNormal(1.5, 0.9),
      falseSender: rng.chance(0.2),
    });
  },
});
