import { at } from '../array.ts';
import type { Place } from '../place/index.ts';
import type { Rng } from '../rng.ts';
import type { Booking } from './events.ts';

/** Rooms of all hotels and when each is free again: strangers do not share a room by accident. */
export interface RoomKeys {
  /** Room number as printed, the same for everyone of the booking. */
  room(booking: Booking): string;
}

export function makeRoomKeys(places: readonly Place[], rng: Rng): RoomKeys {
  const firsts = new Int32Array(places.length + 1);
  places.forEach((place, index) => {
    firsts[index + 1] = at(firsts, index) + place.rooms;
  });
  const freeAt = new Float64Array(at(firsts, places.length));
  const assign = (booking: Booking): number => {
    const first = at(firsts, booking.hotel);
    const rooms = at(places, booking.hotel).rooms;
    const start = rng.int(rooms);
    for (let k = 0; k < rooms; k++) {
      const room = (start + k) % rooms;
      if (at(freeAt, first + room) > booking.from) continue;
      freeAt[first + room] = booking.until + 1200;
      return room;
    }
    return start;
  };
  return Object.freeze({
    room: (booking: Booking) => {
      if (booking.room < 0) booking.room = assign(booking);
      return `${2 + Math.floor(booking.room / 20)}${String(1 + (booking.room % 20)).padStart(2, '0')}`;
    },
  });
}
