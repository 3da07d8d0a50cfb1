import { at } from '../array.ts';
import { dayRoom, given, visit } from '../deeds/index.ts';
import type { Booking } from '../record/events.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import type { Circle } from './types.ts';

export interface HandOver {
  readonly giver: number;
  readonly taker: number;
  readonly area: number;
  readonly day: number;
  /** The giver's room, where there is one. */
  readonly booking?: Booking | undefined;
  readonly hotels?: readonly number[];
}

/** Goods change hands in a room, if anybody writes it down: the taker comes to the giver's room or takes one himself. */
export function handOver(world: World, rng: Rng, hand: HandOver): void {
  if (!rng.chance(world.parameters.trade.handoverSeen)) return;
  const { booking } = hand;
  if (booking !== undefined && rng.chance(0.75)) {
    const stay = booking.until - booking.from;
    const from = Math.floor(booking.from + stay * rng.between(0.05, 0.5));
    visit(world, rng, booking, hand.taker, from, Math.min(booking.until, from + 1800 + rng.int(7200)));
    return;
  }
  const hotel = hand.hotels !== undefined && rng.chance(0.5) ? rng.pick(hand.hotels) : undefined;
  const [host, guest] = rng.chance(0.5) ? [hand.giver, hand.taker] : [hand.taker, hand.giver];
  dayRoom(world, rng, { host, guests: [guest], area: hand.area, day: hand.day, seen: 1, ...given({ hotel }) });
}

/** Whether the person can act on that day. */
export function free(world: World, person: number, day: number): boolean {
  const { busyUntil, retired } = world.population;
  return at(busyUntil, person) <= world.calendar.midnight(day) + 6 * 3600 && at(retired, person) > day;
}

export function active(world: World, circle: Circle, day: number): boolean {
  return at(world.population.retired, circle.retailer) > day;
}

/** Somebody else's papers, sometimes: those of a friend or of anybody. */
export function borrowed(world: World, rng: Rng, person: number): number | undefined {
  if (!rng.chance(world.parameters.trade.borrowedIdShare)) return undefined;
  const friends = world.social.friends(person);
  return friends.length > 0 && rng.chance(0.6)
    ? at(friends, rng.int(friends.length))
    : rng.int(world.population.registered);
}

/** Another vehicle's plate, sometimes. */
export function cloned(world: World, rng: Rng): number | undefined {
  return rng.chance(world.parameters.trade.clonedPlateShare) ? rng.int(world.vehicles.count()) : undefined;
}
