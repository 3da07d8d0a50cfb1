import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import type { Rng } from '../rng.ts';
import type { Network } from '../trade/index.ts';
import type { World } from '../world.ts';
import type { Warrant } from './cases.ts';

/** Everyone calls; only calls of a party under a warrant come into the records, so only those are made. */
export interface CallBook {
  day(rng: Rng, day: number): void;
}

export function openCallBook(world: World, networks: readonly Network[], warrants: readonly Warrant[]): CallBook {
  const partners = tradePartners(networks);
  return Object.freeze({
    day: (rng: Rng, day: number) => {
      const start = world.calendar.midnight(day);
      for (const warrant of warrants) {
        if (warrant.row.valid_from > start || warrant.row.valid_to < start + 86400) continue;
        if (at(world.population.retired, warrant.person) <= day) continue;
        const mean =
          world.parameters.labels.callsPerDay * Math.min(3, 0.4 + 0.6 * at(world.population.activity, warrant.person));
        for (let count = rng.poisson(mean); count > 0; count--) ring(world, rng, warrant, partners, day);
      }
    },
  });
}

function ring(
  world: World,
  rng: Rng,
  warrant: Warrant,
  partners: ReadonlyMap<number, readonly number[]>,
  day: number,
): void {
  const { phones, population } = world;
  const trade = partners.get(warrant.person);
  const dealing = trade !== undefined && trade.length > 0 && rng.chance(tradeShare(world, warrant.person));
  const other = dealing ? rng.pick(trade) : acquaintance(world, rng, warrant.person);
  const own = dealing ? phones.trade(warrant.person) : phones.main(warrant.person);
  if (!covered(world, warrant, own) || other === warrant.person) return;
  const theirs = at(population.role, other) >= 2 || rng.chance(0.1) ? phones.trade(other) : phones.main(other);
  if (theirs === own) return;
  const outgoing = rng.chance(0.5);
  const sms = rng.chance(0.18);
  const [caller, callee] = outgoing ? [own, theirs] : [theirs, own];
  const ownCell = cellOf(world, rng, warrant.person);
  const otherCell = rng.chance(0.6) ? cellOf(world, rng, other) : -1;
  world.agenda.add('call', {
    at: world.calendar.midnight(day) + clock(rng, rng.chance(0.7) ? 'day' : 'any'),
    salt: rng.next(),
    caller,
    callee,
    speakers: [warrant.person, other],
    seconds: sms ? 0 : Math.min(7200, 5 + Math.floor(rng.logNormal(95, 1.1))),
    sms,
    callerCell: outgoing ? ownCell : otherCell,
    calleeCell: outgoing ? otherCell : ownCell,
    warrant: warrant.row.warrant_id,
  });
}

/** A warrant on a number covers that number; one on a person covers the numbers the person stands for. */
function covered(world: World, warrant: Warrant, phone: number): boolean {
  return warrant.phone >= 0 ? warrant.phone === phone : world.phones.holder(phone) === warrant.person;
}

/** Suppliers keep off the phone. */
function tradeShare(world: World, person: number): number {
  return [0, 0.14, 0.4, 0.08][at(world.population.role, person)] ?? 0;
}

function acquaintance(world: World, rng: Rng, person: number): number {
  const { social, population } = world;
  const unit = rng.next();
  const household = social.household(person);
  const friends = social.friends(person);
  const colleagues = social.colleagues(person);
  if (unit < 0.25 && household.length > 1) return rng.pick(household);
  if (unit < 0.65 && friends.length > 0) return at(friends, Math.floor(friends.length * rng.next() ** 1.6));
  if (unit < 0.82 && colleagues.length > 1) return rng.pick(colleagues);
  if (unit < 0.92) return known(world, rng, at(population.home, person));
  const near = social.residents(at(population.home, person));
  return near.length > 0 && rng.chance(0.7) ? at(near, rng.int(near.length)) : rng.int(population.registered);
}

/** People whose number many have: sellers, hosts, drivers, agents. Looked for among some neighbours of the area. */
function known(world: World, rng: Rng, area: number): number {
  const near = world.social.residents(area);
  if (near.length === 0) return rng.int(world.population.registered);
  let person = at(near, rng.int(near.length));
  for (let tries = 0; tries < 25 && at(world.population.lookalike, person) === ''; tries++)
    person = at(near, rng.int(near.length));
  return person;
}

function cellOf(world: World, rng: Rng, person: number): number {
  if (rng.chance(0.65)) return at(world.population.cell, person);
  return world.places.draw('cell', at(world.population.home, person), rng.next());
}

function tradePartners(networks: readonly Network[]): ReadonlyMap<number, readonly number[]> {
  const partners = new Map<number, number[]>();
  const link = (a: number, b: number): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      partners.set(one, [...(partners.get(one) ?? []), other]);
  };
  for (const network of networks) {
    for (const { retailer, users } of network.circles) {
      for (const user of users) link(retailer, user);
      for (let i = 1; i < users.length; i += 2) link(at(users, i - 1), at(users, i));
      for (const carrier of network.transporters) link(retailer, carrier);
    }
    for (const supplier of network.suppliers) for (const carrier of network.transporters) link(supplier, carrier);
  }
  return partners;
}
