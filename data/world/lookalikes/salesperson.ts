import { dayRoom, hail, tour, visit } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Sales people: many towns, one night each, clients met in rooms and cars. */
export const salesperson = lookalike({
  name: 'salesperson',
  about: 'sales people: many towns, one night each, clients met in rooms and cars',
  like: 'retailer',
  size: [1, 2] as const,
  bond: 'colleagues',
  clients: [5, 15] as const,
  reach: 'any',
  mingle: 1.1,
  every: 11,
  act: (world, rng, crew, day) => {
    const [seller] = atHome(world, crew.members, day);
    if (seller === undefined) return;
    const client = rng.pick(crew.clients);
    if (rng.chance(0.4)) {
      hail(world, rng, [seller, client], crew.home, timeOf(world, rng, day, 'any'));
      return;
    }
    if (rng.chance(0.4)) {
      dayRoom(world, rng, {
        host: seller,
        guests: [client],
        area: crew.home,
        day,
        seen: 0.75,
        hotel: rng.pick(crew.hotels),
      });
      return;
    }
    const [stop] = tour(world, rng, {
      people: [seller],
      vehicle: -1,
      from: crew.home,
      legs: [{ to: rng.pick(crew.areas), nights: 1, hotel: true }],
      departAt: timeOf(world, rng, day, 'morning'),
    });
    if (stop?.booking !== undefined)
      visit(
        world,
        rng,
        stop.booking,
        client,
        stop.booking.from + 3600,
        Math.min(stop.booking.until, stop.booking.from + 9000),
      );
  },
});
