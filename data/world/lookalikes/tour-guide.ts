import { at } from '../array.ts';
import { tour } from '../deeds/index.ts';
import { atHome, borderOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Guides who take groups to the border and back, one booking, one night here and there. */
export const tourGuide = lookalike({
  name: 'tour_guide',
  about: 'guides who take groups to the border and back, one booking, one night here and there',
  like: 'supplier',
  size: [1, 1] as const,
  bond: 'colleagues',
  clients: [12, 40] as const,
  reach: 'border',
  wheels: 'van',
  meets: 1.9,
  every: 38,
  act: (world, rng, crew, day) => {
    const [guide] = atHome(world, crew.members, day);
    if (guide === undefined) return;
    const group = atHome(world, rng.shuffle([...crew.clients]), day).slice(0, 3 + rng.int(7));
    const legs = [
      { to: borderOf(world, crew.areas, rng), nights: 1, hotel: rng.chance(0.45) },
      { to: rng.pick(crew.areas), nights: 1, hotel: rng.chance(0.7) },
    ];
    const vehicle = rng.chance(0.3) ? at(world.population.vehicle, guide) : -1;
    tour(world, rng, {
      people: [guide, ...group],
      vehicle,
      from: crew.home,
      legs,
      departAt: timeOf(world, rng, day, 'morning'),
    });
  },
});
