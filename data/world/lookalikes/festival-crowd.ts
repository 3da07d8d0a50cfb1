import { at } from '../array.ts';
import { dayRoom, hail, tour } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Friends who go to festivals and crowd the rooms there. */
export const festivalCrowd = lookalike({
  name: 'festival_crowd',
  about: 'friends who go to festivals and crowd the rooms there',
  like: 'user',
  size: [2, 5] as const,
  bond: 'friends',
  every: 18,
  act: (world, rng, crew, day) => {
    const friends = atHome(world, crew.members, day);
    if (friends.length < 2) return;
    const festival = world.calendar.festivals.find((one) => day >= one.first - 1 && day <= one.last);
    if (festival !== undefined && festival.area !== crew.home) {
      tour(world, rng, {
        people: friends,
        vehicle: rng.chance(0.4) ? at(world.population.vehicle, at(friends, 0)) : -1,
        from: crew.home,
        legs: [{ to: festival.area, nights: 1 + rng.int(2), hotel: rng.chance(0.8) }],
        departAt: timeOf(world, rng, day, 'morning'),
        perRoom: 3,
      });
      return;
    }
    if (rng.chance(0.5)) hail(world, rng, friends.slice(0, 3), crew.home, timeOf(world, rng, day, 'evening'));
    else dayRoom(world, rng, { host: at(friends, 0), guests: friends.slice(1, 3), area: crew.home, day, seen: 0.7 });
  },
});
