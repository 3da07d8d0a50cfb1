import { makeCalendar } from './calendar.ts';
import type { Parameters } from './parameters.ts';
import { makePhones, makePopulation, makeSocial, makeVehicles } from './people/index.ts';
import { makeAreas, makeGravity, makePlaces, makeRoads } from './place/index.ts';
import { makeAgenda } from './record/index.ts';
import { Rng } from './rng.ts';
import type { World } from './world.ts';

/** Places, then people, then what they own; a stream of chance each. */
export function buildWorld(people: number, days: number, seed: number, parameters: Parameters): World {
  const rng = (stream: string): Rng => new Rng(seed, stream);
  const areas = makeAreas(parameters, rng('areas'));
  const roads = makeRoads(areas, parameters, rng('roads'));
  const places = makePlaces(areas, roads, people, parameters, rng('places'));
  const calendar = makeCalendar(days, areas.length, parameters, rng('calendar'));
  const population = makePopulation(people, areas, places, parameters, rng('people'));
  const social = makeSocial(population, areas.length, parameters, rng('friends'));
  const phones = makePhones(population, calendar, parameters, seed, rng('phones'));
  const vehicles = makeVehicles(population, social, calendar, parameters, seed, rng('vehicles'));
  let codes = 0;
  const salt = rng('codes').int(2 ** 31);
  return Object.freeze({
    parameters,
    calendar,
    areas,
    roads,
    places,
    gravity: makeGravity(areas, roads, parameters.life.borderPull),
    population,
    social,
    phones,
    vehicles,
    agenda: makeAgenda(calendar),
    code: (prefix: string) => prefix + String((Math.imul(codes++, 0x9e3779b1) + salt) >>> 0).padStart(10, '0'),
  });
}
