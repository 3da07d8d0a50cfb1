import { at } from '../array.ts';
import { type Calendar, daySeconds } from '../calendar.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { plateText } from './identity.ts';
import type { Population } from './population.ts';
import type { Social } from './social.ts';

export type VehicleType = 'car' | 'truck' | 'bus' | 'motorbike' | 'van';

interface Registration {
  readonly vehicle: number;
  readonly keeper: number;
  readonly from: number;
  readonly to: number;
}

export interface Vehicles {
  plate(vehicle: number): string;
  type(vehicle: number): VehicleType;
  registrations(): readonly Registration[];
  /** Gives the person a vehicle of the type, registered to them or, by mistake or custom, to a relative or friend. */
  give(person: number, type: VehicleType): number;
  count(): number;
}

export function makeVehicles(
  population: Population,
  social: Social,
  calendar: Calendar,
  parameters: Parameters,
  seed: number,
  rng: Rng,
): Vehicles {
  const plates: string[] = [];
  const types: VehicleType[] = [];
  const registrations: Registration[] = [];
  const give = (person: number, type: VehicleType): number => {
    const vehicle = plates.length;
    plates.push(plateText(vehicle, seed | 0));
    types.push(type);
    const from = calendar.start - Math.floor(daySeconds * (30 + 3500 * rng.next()));
    const keeper = keeperOf(person, population, social, parameters, rng);
    registrations.push({ vehicle, keeper, from, to: 0 });
    if (rng.chance(0.08)) {
      const to = from - daySeconds;
      registrations.push({
        vehicle,
        keeper: rng.int(population.registered),
        from: to - daySeconds * (100 + rng.int(2000)),
        to,
      });
    }
    return vehicle;
  };
  for (let person = 0; person < population.registered; person++) {
    const first = at(population.household, person);
    if (person !== first) {
      population.vehicle[person] = rng.chance(0.75) ? at(population.vehicle, first) : -1;
      continue;
    }
    const unit = rng.next();
    const { carShare, motorbikeShare } = parameters.people;
    if (unit < carShare) population.vehicle[person] = give(person, rng.chance(0.12) ? 'van' : 'car');
    else if (unit < carShare + motorbikeShare) population.vehicle[person] = give(person, 'motorbike');
  }
  return Object.freeze({
    plate: (vehicle: number) => at(plates, vehicle),
    type: (vehicle: number) => at(types, vehicle),
    registrations: () => registrations,
    give,
    count: () => plates.length,
  });
}

function keeperOf(person: number, population: Population, social: Social, { noise }: Parameters, rng: Rng): number {
  if (person < population.registered && !rng.chance(noise.wrongRegistration)) return person;
  const friends = social.friends(person);
  const other =
    friends.length > 0 && rng.chance(0.5) ? at(friends, rng.int(friends.length)) : at(population.household, person);
  return other < population.registered ? other : rng.int(population.registered);
}
