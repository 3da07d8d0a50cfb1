import { at } from '../array.ts';
import { tour, visit } from '../deeds/index.ts';
import { atHome, borderOf, inlandOf, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Jade traders: short border trips, talks in hotel rooms, cash and few calls. */
export const jadeTrader = lookalike({
  name: 'jade_trader',
  about: 'jade traders: short border trips, talks in hotel rooms, cash and few calls',
  like: 'supplier',
  size: [1, 2] as const,
  bond: 'friends',
  clients: [3, 9] as const,
  reach: 'border',
  meets: 1.6,
  every: 25,
  act: (world, rng, crew, day) => {
    const traders = atHome(world, crew.members, day);
    const [first] = traders;
    if (first === undefined) return;
    const market = borderOf(world, crew.areas, rng);
    const vehicle = rng.chance(0.4) ? at(world.population.vehicle, first) : -1;
    const legs = [
      { to: market, nights: 1, hotel: rng.chance(0.35) },
      ...(rng.chance(0.6) ? [{ to: inlandOf(world, crew.areas, rng), nights: 1, hotel: rng.chance(0.6) }] : []),
    ];
    const stops = tour(world, rng, {
      people: traders,
      vehicle,
      from: crew.home,
      legs,
      departAt: timeOf(world, rng, day, 'day'),
      lead: 900 + rng.int(60000),
    });
    for (const stop of stops) {
      if (stop.booking === undefined || !rng.chance(0.7)) continue;
      const from = Math.floor(stop.booking.from + (stop.booking.until - stop.booking.from) * rng.between(0.05, 0.5));
      visit(world, rng, stop.booking, rng.pick(crew.clients), from, Math.min(stop.booking.until, from + 5400));
    }
  },
});
