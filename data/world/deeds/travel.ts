import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { type Company, gather } from '../record/company.ts';
import type { TransportMode } from '../record/events.ts';
import type { Rng } from '../rng.ts';
import { mixUnit } from '../rng.ts';
import type { World } from '../world.ts';

export interface Journey {
  readonly people: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Earliest departure. */
  readonly after: number;
  /** Seconds between buying and leaving; default drawn. */
  readonly lead?: number;
  /** Each buys alone. */
  readonly apart?: boolean;
  /** Person whose phone the order carries; default the first traveller. */
  readonly payer?: number;
  /** Person whose papers the first traveller shows. */
  readonly shown?: number;
  readonly mode?: TransportMode;
  /** What the journey is a part of. */
  readonly company?: Company;
}

export interface Passage {
  readonly departAt: number;
  readonly arriveAt: number;
}

const speeds: Readonly<Record<TransportMode, number>> = { bus: 58, train: 120, flight: 600, boat: 25, ride: 45 };
const letters: Readonly<Record<TransportMode, string>> = { bus: 'B', train: 'G', flight: 'F', boat: 'S', ride: 'R' };

/** Takes the next run of a line after the wished time. */
export function travel(world: World, rng: Rng, journey: Journey): Passage {
  const { km } = world.roads.route(journey.from, journey.to);
  const mode = journey.mode ?? chooseMode(world, journey.from, journey.to, km, rng);
  const run = nextRun(world, journey, mode, rng);
  const arriveAt = Math.floor(run.departAt + (km / speeds[mode]) * 3600 * rng.between(0.98, 1.06) + 600);
  const from = terminal(world, mode, journey.from, rng.next());
  const to = terminal(world, mode, journey.to, rng.next());
  const phone = world.phones.main(journey.payer ?? at(journey.people, 0));
  const lead = journey.lead ?? Math.max(300, Math.floor(rng.logNormal(30 * 3600, 1.3)));
  const order = () => ({
    code: world.code('O'),
    size: journey.apart ? 1 : journey.people.length,
    bought: run.departAt - lead,
    phone,
    seat: -1,
  });
  const together = order();
  const party = journey.people.length > 1 ? gather(journey.company) : undefined;
  journey.people.forEach((person, index) => {
    const shown = index === 0 ? (journey.shown ?? person) : person;
    const own = journey.apart && index > 0 ? order() : together;
    world.agenda.add('transport', {
      at: run.departAt,
      salt: rng.next(),
      until: arriveAt,
      mode,
      service: run.service,
      from,
      to,
      person,
      shown,
      order: own,
      party,
    });
  });
  return { departAt: run.departAt, arriveAt };
}

function chooseMode(world: World, from: number, to: number, km: number, rng: Rng): TransportMode {
  const a = at(world.areas, from);
  const b = at(world.areas, to);
  if (a.airport && b.airport && km > 350 && rng.chance(0.45)) return 'flight';
  if (a.train && b.train && rng.chance(0.6)) return 'train';
  if (a.pier && b.pier && km < 200 && rng.chance(0.25)) return 'boat';
  return 'bus';
}

/** Lines run the oftener the more people travel them, 6 to 22 o'clock. */
function nextRun(world: World, journey: Journey, mode: TransportMode, rng: Rng): { departAt: number; service: string } {
  const line = journey.from * world.areas.length + journey.to;
  const riders = world.population.registered * world.parameters.life.publicRate;
  const share = world.gravity.share(journey.from, journey.to) * at(world.areas, journey.from).weight;
  const runs = Math.max(1, Math.min(20, Math.round((riders * share) / 8)));
  let day = world.calendar.dayOf(journey.after);
  for (let tries = 0; tries < 3; tries++) {
    for (let slot = 0; slot < runs; slot++) {
      const hour = 6 + (16 * (slot + mixUnit(line, slot))) / runs;
      const departAt = world.calendar.midnight(day) + Math.floor((hour * 3600) / 300) * 300;
      if (departAt < journey.after) continue;
      if (slot + 1 < runs && rng.chance(0.25)) continue;
      return { departAt, service: `${letters[mode]}${100 + line}-${world.calendar.stamp(day)}-${slot + 1}` };
    }
    day++;
  }
  const departAt = world.calendar.midnight(day) + clock(rng, 'day');
  return { departAt, service: `${letters[mode]}${100 + line}-${world.calendar.stamp(day)}-0` };
}

function terminal(world: World, mode: TransportMode, area: number, unit: number): number {
  if (mode === 'flight') return world.places.draw('airport', area, unit);
  if (mode === 'boat') return world.places.draw('pier', area, unit);
  return world.places.draw('station', area, mode === 'train' ? 0.999999 : unit);
}

/** A hailed ride inside an area; riders share one car. Returns the arrival. */
export function hail(world: World, rng: Rng, people: readonly number[], area: number, when: number): number {
  const kinds = ['cell', 'cell', 'station', 'hotel'] as const;
  const from = world.places.draw(rng.pick(kinds), area, rng.next());
  const to = world.places.draw(rng.pick(kinds), area, rng.next());
  const arriveAt = when + 240 + Math.floor(rng.exponential(900));
  const service = world.code('R');
  const apart = rng.chance(0.4);
  const order = (person: number, size: number) => ({
    code: world.code('O'),
    size,
    bought: when - 60 - rng.int(900),
    phone: world.phones.main(person),
    seat: -1,
  });
  const together = order(at(people, 0), people.length);
  const party = people.length > 1 ? gather() : undefined;
  people.forEach((person, index) => {
    const own = apart && index > 0 ? order(person, 1) : together;
    world.agenda.add('transport', {
      at: when,
      salt: rng.next(),
      until: arriveAt,
      mode: 'ride',
      service,
      from,
      to,
      person,
      shown: person,
      order: own,
      party,
    });
  });
  return arriveAt;
}
