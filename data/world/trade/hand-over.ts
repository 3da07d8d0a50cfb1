import { at } from '../array.ts';
import { meet } from '../deeds/index.ts';
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

/** Goods change hands where two people meet, if anybody writes it down. */
export function handOver(world: World, rng: Rng, { giver, taker, ...where }: HandOver): void {
  if (rng.chance(world.parameters.trade.handoverSeen)) meet(world, rng, { one: giver, other: taker, ...where });
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

/** Somebody recruited online, who knows nobody of the network and does nothing else for it. */
export function hired(world: World, person: number): boolean {
  return at(world.population.pattern, person) === 'recruited_online';
}

/** Whether a dealer's night away is spent in a hotel. */
export function bed(world: World, rng: Rng): boolean {
  return rng.chance(world.parameters.trade.dealerHotelShare);
}

/** The dealer's car; whoever drives a load has one. */
export function wheels(world: World, person: number): number {
  const { population, vehicles } = world;
  const held = at(population.vehicle, person);
  if (held >= 0 && vehicles.type(held) !== 'motorbike') return held;
  const given = vehicles.give(person, 'car');
  population.vehicle[person] = given;
  return given;
}

/** Another vehicle's plate, sometimes. */
export function cloned(world: World, rng: Rng): number | undefined {
  return rng.chance(world.parameters.trade.clonedPlateShare) ? rng.int(world.vehicles.count()) : undefined;
}
