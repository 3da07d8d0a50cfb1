import { tour, visit } from '../deeds/index.ts';
import { atHome, borderOf, inlandOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Buyers who fly or ride out for customers, short notice, one night at both ends. */
export const purchasingAgent = lookalike({
  name: 'purchasing_agent',
  about: 'buyers who fly or ride out for customers, short notice, one night at both ends',
  like: 'supplier',
  size: [1, 1] as const,
  bond: 'friends',
  clients: [2, 8] as const,
  reach: 'border',
  meets: 1.9,
  every: 30,
  act: (world, rng, crew, day) => {
    const [agent] = atHome(world, crew.members, day);
    if (agent === undefined) return;
    const legs = [
      { to: borderOf(world, crew.areas, rng), nights: 1, hotel: rng.chance(0.35) },
      { to: inlandOf(world, crew.areas, rng), nights: rng.int(2), hotel: rng.chance(0.7) },
    ];
    const payer = rng.chance(0.35) ? rng.pick(crew.clients) : agent;
    const stops = tour(world, rng, {
      people: [agent],
      vehicle: -1,
      from: crew.home,
      legs,
      departAt: timeOf(world, rng, day, 'day'),
      lead: 900 + rng.int(50000),
      payer,
    });
    const booking = stops[1]?.booking ?? stops[0]?.booking;
    if (booking !== undefined && rng.chance(0.5))
      visit(
        world,
        rng,
        booking,
        rng.pick(crew.clients),
        booking.from + 1800,
        Math.min(booking.until, booking.from + 7200),
      );
  },
});
