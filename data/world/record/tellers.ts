import type { EventsByTable, EventTable } from './events.ts';
import type { TieBook } from './tie-book.ts';

/** Vehicles that keep together pass a gate within this time. */
const convoySeconds = 5400;

type Tellers = { readonly [T in EventTable]: (event: EventsByTable[T]) => void };

/** How a written event tells the tie book who was there. */
export function tellers(ties: TieBook): Tellers {
  return Object.freeze({
    lodging: ({ booking, guest, at, until }) =>
      ties.meet(
        booking.party,
        { person: guest, group: booking, place: booking.hotel, from: at, until },
        'room',
        'booking',
      ),
    transport: ({ party, mode, person, order, from, at, until }) => {
      const ride = mode === 'ride';
      const one = { person, group: order, place: from, from: at, until };
      ties.meet(party, one, ride ? 'ride' : 'order', ride ? 'ride' : 'service');
    },
    checkpoint: ({ party, person, driver, car, place, at }) => {
      const one = { person: person < 0 ? driver : person, group: car, place, from: at, until: at + convoySeconds };
      ties.meet(party, one, 'vehicle', 'convoy');
    },
    parcel: ({ sender, recipient, at }) => ties.pair(sender.person, recipient.person, 'parcel', at),
    call: ({ speakers, at }) => ties.pair(speakers[0], speakers[1], 'call', at),
  });
}
