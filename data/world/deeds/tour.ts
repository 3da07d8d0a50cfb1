import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { type Gathering, gather } from '../record/company.ts';
import type { Booking, TransportMode } from '../record/events.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { drive } from './drive.ts';
import { lodge } from './stay.ts';
import { travel } from './travel.ts';

export interface Leg {
  readonly to: number;
  /** Nights spent there; 0 moves on the same day. */
  readonly nights: number;
  /** Nights in a hotel, or with people who keep no register. */
  readonly hotel: boolean;
}

export interface Tour {
  /** Driver or buyer of the tickets first. */
  readonly people: readonly number[];
  /** -1: by public transport. */
  readonly vehicle: number;
  readonly from: number;
  readonly legs: readonly Leg[];
  readonly departAt: number;
  readonly home?: boolean;
  readonly bypass?: number;
  readonly lead?: number;
  readonly apart?: boolean;
  readonly payer?: number;
  readonly shown?: number;
  readonly plate?: number;
  readonly mode?: TransportMode;
  readonly perRoom?: number;
  readonly speed?: number;
  /** Stops of a party to keep up with, `gap` seconds behind. */
  readonly follow?: readonly Stopover[];
  readonly gap?: number;
}

/** A stop of a tour as it came about. */
export interface Stopover {
  readonly area: number;
  readonly arriveAt: number;
  readonly leaveAt: number;
  readonly booking: Booking | undefined;
  /** Those on the road, for parties that keep up. */
  readonly road: Gathering;
}

/** Goes from area to area, sleeps where it says, comes home unless told otherwise. Purposes differ, traces do not. */
export function tour(world: World, rng: Rng, plan: Tour): readonly Stopover[] {
  const stops: Stopover[] = [];
  const road = plan.follow?.[0]?.road ?? gather();
  let here = plan.from;
  let now = plan.departAt;
  for (const leg of plan.legs) {
    const arriveAt = move(world, rng, plan, here, leg.to, now, road);
    const ahead = plan.follow?.[stops.length];
    const leaveAt = ahead
      ? Math.max(arriveAt + 600, ahead.leaveAt + (plan.gap ?? 0))
      : leave(world, rng, arriveAt, leg.nights);
    stops.push({
      area: leg.to,
      arriveAt,
      leaveAt,
      booking: sleep(world, rng, plan, leg, arriveAt, leaveAt, road),
      road,
    });
    here = leg.to;
    now = leaveAt;
  }
  if (plan.home !== false) now = move(world, rng, plan, here, plan.from, now, road);
  for (const person of plan.people)
    world.population.busyUntil[person] = Math.max(at(world.population.busyUntil, person), now);
  return stops;
}

function move(world: World, rng: Rng, plan: Tour, from: number, to: number, when: number, road: Gathering): number {
  if (from === to) return when;
  if (plan.vehicle >= 0) {
    const { people, vehicle, bypass, plate, shown, speed } = plan;
    const party = road;
    return drive(world, rng, {
      people,
      vehicle,
      from,
      to,
      departAt: when,
      party,
      ...given({ bypass, plate, shown, speed }),
    });
  }
  const { people, lead, apart, payer, shown, mode } = plan;
  const { company } = road;
  return travel(world, rng, { people, from, to, after: when, company, ...given({ lead, apart, payer, shown, mode }) })
    .arriveAt;
}

function leave(world: World, rng: Rng, arriveAt: number, nights: number): number {
  if (nights === 0) return arriveAt + Math.floor(rng.between(1.5, 6) * 3600);
  const day = world.calendar.dayOf(arriveAt) + nights;
  return Math.max(arriveAt + 3 * 3600, world.calendar.midnight(day) + clock(rng, rng.chance(0.7) ? 'morning' : 'day'));
}

function sleep(
  world: World,
  rng: Rng,
  plan: Tour,
  leg: Leg,
  arriveAt: number,
  leaveAt: number,
  { company }: Gathering,
): Booking | undefined {
  if (leg.nights === 0 || !leg.hotel) return undefined;
  const from = arriveAt + rng.int(2400);
  const until = Math.max(from + 1800, leaveAt - rng.int(1500));
  const { people: guests, vehicle, shown, perRoom } = plan;
  return lodge(world, rng, { guests, area: leg.to, from, until, vehicle, company, ...given({ shown, perRoom }) })[0];
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not set. */
export function given<T extends Record<string, unknown>>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
