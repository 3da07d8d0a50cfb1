import type { Rng } from '../rng.ts';
import type { TransportEvent } from './events.ts';

/** Seats of the day's runs, four to a row: an order sits together, others have sat down in between. */
export interface Seats {
  seat(event: TransportEvent): string | null;
  /** Runs end with the day. */
  clear(): void;
}

export function makeSeats(rng: Rng): Seats {
  const taken = new Map<string, number>();
  return Object.freeze({
    seat: ({ mode, service, order }: TransportEvent) => {
      if (mode === 'ride' || mode === 'boat') return null;
      if (order.seat < 0) {
        const next = (taken.get(service) ?? rng.int(8)) + rng.int(4);
        order.seat = next;
        taken.set(service, next + order.size);
      }
      const seat = order.seat++;
      return `${1 + (seat >> 2)}${'ABCD'[seat & 3]}`;
    },
    clear: () => taken.clear(),
  });
}
