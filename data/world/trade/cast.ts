import { at } from '../array.ts';
import type { Chosen } from '../patterns/index.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import type { Circle, CraftPattern, DealPattern, Network, SupplyPattern } from './types.ts';

export interface Headcount {
  readonly users: number;
  readonly retailers: number;
  /** Organisers and transporters together. */
  readonly suppliers: number;
}

/** Prevalence of a large world; small ones keep at least a few networks. */
export function headcount(people: number): Headcount {
  return Object.freeze({
    users: Math.round(Math.max(0.005 * people, Math.min(150, 0.0125 * people))),
    retailers: Math.round(Math.max(0.0005 * people, Math.min(25, 0.003 * people))),
    suppliers: Math.round(Math.max(0.0002 * people, Math.min(12, 0.003 * people))),
  });
}

/** Picks people for the roles and ties them into networks. Roles follow acquaintance, not audit group or index. */
export function castNetworks(world: World, chosen: Chosen, rng: Rng): readonly Network[] {
  const heads = headcount(world.population.registered);
  const count = Math.max(1, Math.round(heads.suppliers / 4.4));
  const quota = (total: number, index: number): number =>
    Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count);
  return Array.from({ length: count }, (_, index) =>
    castNetwork(world, chosen, rng, index, {
      users: quota(heads.users, index),
      retailers: Math.max(1, quota(heads.retailers, index)),
      suppliers: Math.max(2, quota(heads.suppliers, index)),
    }),
  );
}

function castNetwork(world: World, chosen: Chosen, rng: Rng, index: number, heads: Headcount): Network {
  const border = world.areas.filter((area) => area.kind === 'border').map((area) => area.index);
  const county = world.areas.filter((area) => area.kind === 'county').map((area) => area.index);
  const supply = some(chosen.supply, 2 + rng.int(3), rng);
  const organisers = Math.max(1, Math.round(heads.suppliers * rng.between(0.25, 0.5)));
  const suppliers = Array.from({ length: organisers }, (_, i) => castOrganiser(world, rng, index, supply, i));
  const transporters = Array.from({ length: heads.suppliers - organisers }, () =>
    castTransporter(world, rng, index, supply),
  );
  const circles = castCircles(world, rng, index, heads, chosen);
  const crafts = chosen.craft.filter(() => rng.chance(0.75));
  return {
    index,
    suppliers,
    transporters,
    circles,
    source: rng.pick(border),
    staging: rng.pick(county),
    supply,
    crafts,
    nextDelivery: rng.int(4),
  };
}

function castOrganiser(
  world: World,
  rng: Rng,
  network: number,
  supply: readonly SupplyPattern[],
  rank: number,
): number {
  const over = rank > 0 && rng.chance(0.35) ? freeStranger(world, rng) : -1;
  const person = over >= 0 ? over : drawPerson(world, rng, homeArea(world, rng), 20, 70);
  enlist(world, person, 3, network, rng.pick(supply).name);
  return person;
}

function castTransporter(world: World, rng: Rng, network: number, supply: readonly SupplyPattern[]): number {
  const person = drawPerson(world, rng, homeArea(world, rng), 18, 66);
  enlist(world, person, 3, network, rng.pick(supply).name);
  return person;
}

function castCircles(world: World, rng: Rng, network: number, heads: Headcount, chosen: Chosen): readonly Circle[] {
  const areas = Array.from({ length: 2 + rng.int(2) }, () => anyArea(world, rng));
  const circles: Circle[] = [];
  for (let i = 0; i < heads.retailers; i++) {
    const area = rng.pick(areas);
    const deals = some(chosen.retail, 2 + rng.int(2), rng);
    const retailer = drawPerson(world, rng, area, 18, 66);
    enlist(world, retailer, 2, network, rng.pick(deals).name);
    const size =
      Math.floor((heads.users * (i + 1)) / heads.retailers) - Math.floor((heads.users * i) / heads.retailers);
    const users = castUsers(world, rng, network, retailer, area, size, deals);
    const shared = circles.length > 0 ? rng.pick(circles).users.filter(() => rng.chance(0.18)) : [];
    const hotels = [0, 1].map(() => world.places.draw('hotel', area, rng.next()));
    circles.push({ retailer, users: [...users, ...shared], area, deals, hotels });
  }
  return circles;
}

function castUsers(
  world: World,
  rng: Rng,
  network: number,
  retailer: number,
  area: number,
  size: number,
  deals: readonly DealPattern[],
): readonly number[] {
  const users: number[] = [];
  while (users.length < size) {
    const known = rng.chance(world.parameters.trade.friendRecruitShare)
      ? friendOf(world, rng, rng.pick([retailer, ...users]))
      : -1;
    const person = known >= 0 ? known : drawPerson(world, rng, rng.chance(0.85) ? area : anyArea(world, rng), 16, 66);
    enlist(world, person, 1, network, rng.pick(deals).name);
    users.push(person);
  }
  return users;
}

function enlist(world: World, person: number, role: number, network: number, pattern: string): void {
  const { population, parameters } = world;
  population.role[person] = role;
  population.network[person] = network;
  population.pattern[person] = pattern;
  population.activity[person] =
    at(population.activity, person) * (role === 1 ? parameters.trade.userActivity : parameters.trade.dealerActivity);
}

function friendOf(world: World, rng: Rng, person: number): number {
  const { population } = world;
  const open = Array.from(world.social.friends(person)).filter((friend) => at(population.role, friend) === 0);
  return open.length === 0 ? -1 : rng.pick(open);
}

function freeStranger(world: World, rng: Rng): number {
  const { population } = world;
  const person = population.registered + rng.int(population.total - population.registered);
  return at(population.role, person) === 0 ? person : -1;
}

function anyArea(world: World, rng: Rng): number {
  return at(world.population.home, rng.int(world.population.registered));
}

/** Traffickers live along the border more than others, and elsewhere too. */
function homeArea(world: World, rng: Rng): number {
  if (!rng.chance(world.parameters.trade.borderHomeShare)) return anyArea(world, rng);
  return rng.pick(world.areas.filter((area) => area.kind === 'border' || area.kind === 'county')).index;
}

/**
 * Somebody of the area and age who has no role yet. Candidates are weighed so that audit groups come out among the roles
 * as they are in the whole population, although groups differ by area.
 */
function drawPerson(world: World, rng: Rng, area: number, youngest: number, oldest: number): number {
  const { population, social, parameters } = world;
  const residents = social.residents(area);
  const list = residents.length > 20 ? residents : social.residents(anyArea(world, rng));
  const year = 1970 + Math.floor(parameters.geography.firstDay / 365.25);
  const balance = groupBalance(world, list);
  for (let tries = 0; tries < 4000; tries++) {
    const person = at(list, rng.int(list.length));
    const age = year - at(population.birthYear, person);
    if (at(population.role, person) !== 0) continue;
    if (tries < 2000 && (age < youngest || age > oldest || !rng.chance(at(balance, at(population.group, person)))))
      continue;
    return person;
  }
  return population.role.indexOf(0);
}

function groupBalance(world: World, list: Int32Array): Float64Array {
  const { group, registered } = world.population;
  const here = new Float64Array(4).fill(1e-9);
  const all = new Float64Array(4).fill(1e-9);
  const step = Math.max(1, Math.floor(registered / 4000));
  for (let i = 0; i < registered; i += step) all[at(group, i)] = at(all, at(group, i)) + step / registered;
  for (const person of list) here[at(group, person)] = at(here, at(group, person)) + 1 / list.length;
  const ratio = all.map((share, i) => share / at(here, i));
  const most = Math.max(...ratio);
  return ratio.map((value) => value / most);
}

function some<T extends SupplyPattern | DealPattern | CraftPattern>(
  list: readonly T[],
  count: number,
  rng: Rng,
): readonly T[] {
  return rng.shuffle([...list]).slice(0, Math.max(1, Math.min(count, list.length)));
}
