import type { Row } from '../../schema/index.ts';
import { at } from '../array.ts';
import { daySeconds } from '../calendar.ts';
import type { Rng } from '../rng.ts';
import type { Network } from '../trade/index.ts';
import type { World } from '../world.ts';

export type CaseRole = Row<'case_person'>['role'];

/** One established fact about a person, right or wrong. */
export interface Label {
  readonly person: number;
  readonly role: CaseRole;
  readonly caseNo: string;
  readonly establishedAt: number;
  readonly wrong: boolean;
}

/**
 * Who is established: a share of users and retailers and a few suppliers, spread over the networks, drawn by police
 * attention; a few of them wrong; beside them people cleared, victims and witnesses.
 */
export function drawLabels(world: World, networks: readonly Network[], rng: Rng): readonly Label[] {
  const { labels } = world.parameters;
  const attention = areaAttention(world, rng);
  const users = networks.flatMap((network) => network.circles.flatMap((circle) => circle.users));
  const retailers = networks.flatMap((network) => network.circles.map((circle) => circle.retailer));
  const suppliers = networks.flatMap((network) => [...network.suppliers, ...network.transporters]);
  const share = (list: readonly number[], part: number): number => Math.max(2, Math.round(new Set(list).size * part));
  const wishedUsers = share(users, labels.userShare);
  const wishedRetailers = share(retailers, labels.retailerShare);
  const wishedSuppliers = Math.min(labels.supplierMost, Math.ceil(suppliers.length * 0.3));
  const wrong = Math.round((wishedUsers + wishedRetailers + wishedSuppliers) * labels.wrongShare) || 1;
  const established = (person: number): number => instant(world, rng, person);
  const make = (person: number, role: CaseRole, isWrong: boolean): Label => ({
    person,
    role,
    caseNo: caseNumber(world, rng),
    establishedAt: established(person),
    wrong: isWrong,
  });
  const right = [
    ...spread(world, users, wishedUsers - wrong, attention, rng).map((person) => make(person, 'user', false)),
    ...spread(world, retailers, wishedRetailers, attention, rng).map((person) => make(person, 'retailer', false)),
    ...spread(world, suppliers, wishedSuppliers, attention, rng).map((person) => make(person, 'supplier', false)),
  ];
  const taken = new Set(right.map((label) => label.person));
  const innocent = (near: boolean): number => bystander(world, users, taken, near, attention, rng);
  const others = [
    ...Array.from({ length: wrong }, () => make(innocent(true), 'user', true)),
    ...Array.from({ length: Math.max(2, Math.round(right.length * 0.08)) }, () =>
      make(innocent(true), 'cleared', false),
    ),
    ...Array.from({ length: Math.max(1, Math.round(right.length * 0.04)) }, () =>
      make(innocent(false), 'victim', false),
    ),
    ...Array.from({ length: Math.max(1, Math.round(right.length * 0.04)) }, () =>
      make(innocent(false), 'witness', false),
    ),
  ];
  return Object.freeze(rng.shuffle([...right, ...others]));
}

/** Police look harder in some areas than in others. */
function areaAttention(world: World, rng: Rng): Float64Array {
  const { attention } = world.parameters.labels;
  return Float64Array.from(world.areas, () => Math.exp(attention * rng.normal()));
}

/** Draws without putting back, weighed by attention, less where the network has labels already. */
function spread(
  world: World,
  people: readonly number[],
  count: number,
  attention: Float64Array,
  rng: Rng,
): readonly number[] {
  const { population } = world;
  const chosen = new Set<number>();
  const perNetwork = new Map<number, number>();
  const list = [...new Set(people)];
  while (chosen.size < Math.min(count, list.length)) {
    const scored = list
      .filter((person) => !chosen.has(person))
      .map((person) => {
        const weight =
          at(attention, at(population.home, person)) / (1 + 3 * (perNetwork.get(at(population.network, person)) ?? 0));
        return { person, key: -Math.log(1 - rng.next()) / weight };
      });
    const best = scored.reduce((low, one) => (one.key < low.key ? one : low));
    chosen.add(best.person);
    const network = at(population.network, best.person);
    perNetwork.set(network, (perNetwork.get(network) ?? 0) + 1);
  }
  return [...chosen];
}

/** Somebody innocent: near a user by home or friendship, where attention falls, or anybody. */
function bystander(
  world: World,
  users: readonly number[],
  taken: Set<number>,
  near: boolean,
  attention: Float64Array,
  rng: Rng,
): number {
  const { population, social } = world;
  const most = Math.max(...attention);
  for (let tries = 0; tries < 500; tries++) {
    const user = rng.pick(users);
    const around = near ? [...social.household(user), ...social.friends(user)] : [rng.int(population.registered)];
    const person = rng.pick(around);
    if (person >= population.registered || at(population.role, person) !== 0 || taken.has(person)) continue;
    if (tries < 400 && !rng.chance(at(attention, at(population.home, person)) / most)) continue;
    taken.add(person);
    return person;
  }
  return population.role.indexOf(0);
}

/** Users mostly before the records begin, dealers mostly during them. */
function instant(world: World, rng: Rng, person: number): number {
  const { calendar, population } = world;
  const inside = rng.chance(at(population.role, person) >= 2 ? 0.7 : 0.35);
  const day = inside ? Math.floor(calendar.days * rng.between(0.4, 0.92)) : -1 - rng.int(300);
  return calendar.start + day * daySeconds + 9 * 3600 + rng.int(8 * 3600);
}

function caseNumber(world: World, rng: Rng): string {
  const year = 1970 + Math.floor(world.parameters.geography.firstDay / 365.25);
  return `C${year - rng.int(2)}-${String(1000 + rng.int(9000))}`;
}
