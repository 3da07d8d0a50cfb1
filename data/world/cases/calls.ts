import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { likeOf } from '../lookalikes/index.ts';
import { mixUnit, type Rng } from '../rng.ts';
import { hired, type Network } from '../trade/index.ts';
import type { World } from '../world.ts';
import type { Warrant } from './cases.ts';

/** Everyone calls; only calls of a party under a warrant come into the records, so only those are made. */
export interface CallBook {
  day(rng: Rng, day: number): void;
}

export function openCallBook(world: World, networks: readonly Network[], warrants: readonly Warrant[]): CallBook {
  const partners = tradePartners(world, networks);
  const regulars = new Map(warrants.map(({ person }) => [person, regularsOf(world, person)]));
  return Object.freeze({
    day: (rng: Rng, day: number) => {
      const start = world.calendar.midnight(day);
      for (const warrant of warrants) {
        if (warrant.row.valid_from > start || warrant.row.valid_to < start + 86400) continue;
        if (at(world.population.retired, warrant.person) <= day) continue;
        const mean =
          world.parameters.labels.callsPerDay * Math.min(3, 0.4 + 0.6 * at(world.population.activity, warrant.person));
        for (let count = rng.poisson(mean); count > 0; count--)
          ring(world, rng, warrant, partners, regulars.get(warrant.person) ?? [], day);
      }
    },
  });
}

function ring(
  world: World,
  rng: Rng,
  warrant: Warrant,
  partners: ReadonlyMap<number, readonly number[]>,
  regulars: readonly number[],
  day: number,
): void {
  const { phones, population } = world;
  const trade = partners.get(warrant.person);
  const dealing = trade !== undefined && trade.length > 0 && rng.chance(tradeShare(world, warrant.person));
  const other = dealing ? rng.pick(trade) : acquaintance(world, rng, warrant.person, regulars);
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
  return [0, 0.07, 0.2, 0.05][at(world.population.role, person)] ?? 0;
}

function acquaintance(world: World, rng: Rng, person: number, regulars: readonly number[]): number {
  const { social, population } = world;
  if (regulars.length > 0 && rng.chance(regularShare))
    return at(regulars, Math.floor(regulars.length * rng.next() ** 1.5));
  const unit = rng.next();
  const household = social.household(person);
  const friends = social.friends(person);
  const colleagues = social.colleagues(person);
  if (unit < 0.25 && household.length > 1) return rng.pick(household);
  if (unit < 0.65 && friends.length > 0) return at(friends, Math.floor(friends.length * rng.next() ** 1.6));
  if (unit < 0.82 && colleagues.length > 1) return rng.pick(colleagues);
  const near = social.residents(at(population.home, person));
  return near.length > 0 && rng.chance(0.7) ? at(near, rng.int(near.length)) : rng.int(population.registered);
}

/** Share of all calls that go to people whose number many have: sellers, hosts, drivers, agents, traders. */
const regularShare = 0.3;

/** Such people of the area, the same for as long as the warrant runs. */
function regularsOf(world: World, person: number): readonly number[] {
  const { population, social } = world;
  const near = social.residents(at(population.home, person));
  const found = new Set<number>();
  for (let draw = 0; draw < 1500 && found.size < 9; draw++) {
    const other = at(near, Math.floor(near.length * mixUnit(person, draw + 101)));
    const like = likeOf(at(population.lookalike, other));
    if (like === 'retailer' || like === 'supplier') found.add(other);
  }
  return [...found];
}

function cellOf(world: World, rng: Rng, person: number): number {
  if (rng.chance(0.65)) return at(world.population.cell, person);
  return world.places.draw('cell', at(world.population.home, person), rng.next());
}

function tradePartners(world: World, networks: readonly Network[]): ReadonlyMap<number, readonly number[]> {
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
    }
    network.transporters
      .filter((carrier) => !hired(world, carrier))
      .forEach((carrier, index) => {
        link(at(network.suppliers, index % network.suppliers.length), carrier);
        link(at(network.circles, index % network.circles.length).retailer, carrier);
      });
  }
  return partners;
}
