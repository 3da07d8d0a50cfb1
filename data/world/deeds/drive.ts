import { at } from '../array.ts';
import type { Gathering } from '../record/company.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';

export interface Drive {
  /** Driver first. */
  readonly people: readonly number[];
  readonly vehicle: number;
  readonly from: number;
  readonly to: number;
  readonly departAt: number;
  /** Chance to go round a gate that has a side road; default the habit of everyone. */
  readonly bypass?: number;
  /** Vehicle whose plate is carried; default its own. */
  readonly plate?: number;
  /** Person whose papers the driver shows. */
  readonly shown?: number;
  /** Kilometres an hour; default drawn. Cars that keep together drive alike. */
  readonly speed?: number;
  /** Those who go with it, in this vehicle or another. */
  readonly party?: Gathering;
}

/** Drives and leaves a row at the gates that look. Returns the arrival. */
export function drive(world: World, rng: Rng, trip: Drive): number {
  const route = world.roads.route(trip.from, trip.to);
  const { noise, life } = world.parameters;
  const speed = trip.speed ?? rng.between(52, 84);
  const bypass = trip.bypass ?? life.sideRoadShare;
  for (const stop of route.stops) {
    if (stop.gate.bypassable && rng.chance(bypass)) continue;
    if (!rng.chance(noise.checkpointCapture)) continue;
    const passed = Math.floor(trip.departAt + (stop.km / speed) * 3600 * rng.between(0.985, 1.015));
    pass(world, rng, trip, at(world.places.gatePlace, stop.gate.index), passed, stop.direction);
  }
  return Math.floor(trip.departAt + (route.km / speed) * 3600 + rng.between(300, 1500));
}

function pass(world: World, rng: Rng, trip: Drive, place: number, passed: number, direction: 'in' | 'out'): void {
  const { noise } = world.parameters;
  const lane = 1 + rng.int(4);
  const { party } = trip;
  const driver = at(trip.people, 0);
  const base = {
    place,
    direction,
    lane,
    person: -1,
    shown: -1,
    vehicle: -1,
    plate: -1,
    driver,
    car: trip.vehicle,
    party,
  } as const;
  const cloned = trip.plate === undefined && rng.chance(noise.clonedPlate);
  const plate = cloned ? rng.int(world.vehicles.count()) : (trip.plate ?? trip.vehicle);
  world.agenda.add('checkpoint', { ...base, at: passed, salt: rng.next(), vehicle: trip.vehicle, plate });
  if (!rng.chance(noise.personCheck)) return;
  trip.people.forEach((person, seat) => {
    const shown = seat === 0 ? (trip.shown ?? person) : person;
    const read = passed + rng.int(40) - 15;
    world.agenda.add('checkpoint', { ...base, at: read, salt: rng.next(), person, shown });
  });
}
