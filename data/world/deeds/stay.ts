import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { type Company, gather } from '../record/company.ts';
import type { Booking } from '../record/events.ts';
import { mixUnit, type Rng } from '../rng.ts';
import type { World } from '../world.ts';

export interface Stay {
  readonly guests: readonly number[];
  readonly area: number;
  readonly from: number;
  readonly until: number;
  readonly hotel?: number;
  readonly vehicle?: number;
  /** Person whose papers the first guest shows. */
  readonly shown?: number;
  /** Guests a room; default two. */
  readonly perRoom?: number;
  /** What the stay is a part of; default something of its own. */
  readonly company?: Company;
}

/** Rooms of one booking, taken together. */
export function lodge(world: World, rng: Rng, stay: Stay): readonly Booking[] {
  const first = at(stay.guests, 0);
  const hotel = stay.hotel ?? ownHotel(world, first, stay.area, rng);
  const code = world.code('K');
  const perRoom = stay.perRoom ?? 2;
  const party = gather(stay.company);
  const bookings: Booking[] = [];
  stay.guests.forEach((guest, index) => {
    if (index % perRoom === 0) bookings.push({ hotel, from: stay.from, until: stay.until, code, party, room: -1 });
    const booking = at(bookings, bookings.length - 1);
    const arrives = stay.from + (index === 0 ? 0 : rng.int(420));
    const shown = index === 0 ? (stay.shown ?? guest) : guest;
    world.agenda.add('lodging', {
      at: arrives,
      salt: rng.next(),
      until: stay.until,
      guest,
      shown,
      booking,
      tied: true,
      vehicle: stay.vehicle ?? -1,
    });
  });
  return bookings;
}

/** A guest who comes to somebody else's room and is written down at the desk. */
export function visit(world: World, rng: Rng, booking: Booking, guest: number, from: number, until: number): void {
  const tied = rng.chance(0.35);
  world.agenda.add('lodging', { at: from, salt: rng.next(), until, guest, shown: guest, booking, tied, vehicle: -1 });
}

/** People return to the two or three hotels they know. */
function ownHotel(world: World, person: number, area: number, rng: Rng): number {
  const unit = rng.chance(0.6) ? mixUnit(person * 3 + rng.int(2), area + 5) : rng.next();
  return world.places.draw('hotel', area, unit);
}

export interface DayRoom {
  readonly host: number;
  readonly guests: readonly number[];
  readonly area: number;
  readonly day: number;
  /** Chance that each guest is written down. */
  readonly seen: number;
  readonly hotel?: number;
}

/** A room for some hours: one takes it, others come. Cards, couples, talks and deals look the same from the desk. */
export function dayRoom(world: World, rng: Rng, room: DayRoom): number {
  const from = world.calendar.midnight(room.day) + clock(rng, rng.chance(0.6) ? 'day' : 'evening');
  const until = from + Math.floor(rng.between(1.5, 6.5) * 3600);
  const vehicle = rng.chance(0.3) ? at(world.population.vehicle, room.host) : -1;
  const hotel = room.hotel ?? ownHotel(world, room.host, room.area, rng);
  const [booking] = lodge(world, rng, { guests: [room.host], area: room.area, from, until, hotel, vehicle });
  for (const guest of room.guests) {
    if (booking === undefined || !rng.chance(room.seen)) continue;
    const arrives = Math.floor(from + rng.next() ** 2 * (until - from) * 0.7);
    visit(world, rng, booking, guest, arrives, Math.min(until, arrives + 1800 + rng.int(7200)));
  }
  return until;
}
