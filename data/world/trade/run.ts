import { at } from '../array.ts';
import { mixUnit, type Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { active, free, hired } from './hand-over.ts';
import type { Circle, Network } from './types.ts';

/** How often a user comes with the mates of old. */
const sameMates = 0.35;

/** Users of a circle to which `sessionEveryDays` applies. */
const usualCircle = 10;

/** One day of a network: a load if it is due, sales, habits. */
export function runNetwork(world: World, rng: Rng, network: Network, day: number): void {
  if (day >= network.nextDelivery) deliver(world, rng, network, day);
  for (const circle of network.circles) sell(world, rng, circle, day);
  for (const craft of network.crafts) craft.tend(world, rng, network, day);
}

function deliver(world: World, rng: Rng, network: Network, day: number): void {
  network.nextDelivery = day + 1 + Math.floor(rng.exponential(world.parameters.trade.deliveryEveryDays));
  const pattern = rng.pick(network.supply);
  const ready = network.transporters.filter(
    (person) => free(world, person, day) && (pattern.name === 'recruited_online' || !hired(world, person)),
  );
  const able =
    ready.length > 0
      ? ready
      : network.suppliers.filter((person) => free(world, person, day) && person < world.population.registered);
  const open = network.circles.filter((circle) => active(world, circle, day));
  if (able.length === 0 || open.length === 0) return;
  const own = able.filter((person) => at(world.population.pattern, person) === pattern.name);
  const rest = rng.shuffle(able.filter((person) => !own.includes(person)));
  const carriers = [...rng.shuffle(own), ...rest];
  const receivers = receiversOf(world, rng, at(carriers, 0), open);
  pattern.deliver(world, rng, { network, day, carriers, receivers });
}

/** Mostly the one or two retailers the carrier knows, sometimes others. */
function receiversOf(world: World, rng: Rng, carrier: number, open: readonly Circle[]): readonly Circle[] {
  if (!rng.chance(world.parameters.trade.sameReceiverShare)) return rng.shuffle([...open]).slice(0, 1 + rng.int(3));
  const taste = ({ retailer }: Circle): number => mixUnit(carrier, retailer);
  return [...open].sort((a, b) => taste(a) - taste(b)).slice(0, 1 + rng.int(2));
}

/** Sessions with the retailer are more frequent in a large circle, less than by its size; users meet alone by its size. */
function sell(world: World, rng: Rng, circle: Circle, day: number): void {
  if (!active(world, circle, day)) return;
  const { sessionEveryDays, aloneEveryDays } = world.parameters.trade;
  const size = Math.min(1.5, (circle.users.length / usualCircle) ** 0.25);
  if (rng.chance(size / sessionEveryDays)) session(world, rng, circle, day, false);
  if (rng.chance(Math.min(0.9, circle.users.length / aloneEveryDays))) session(world, rng, circle, day, true);
}

function session(world: World, rng: Rng, circle: Circle, day: number, alone: boolean): void {
  const buyers = draw(world, rng, circle.users, day, (alone ? 2 : 1) + rng.int(3));
  if (buyers.length < (alone ? 2 : 1)) return;
  const near = buyers.filter((user) => at(world.population.home, user) === circle.area);
  const far = buyers.filter((user) => at(world.population.home, user) !== circle.area);
  if (near.length > (alone ? 1 : 0)) rng.pick(circle.deals).deal(world, rng, { circle, users: near, day, alone });
  const afar = circle.deals.filter((deal) => deal.afar);
  if (far.length > 0 && afar.length > 0) rng.pick(afar).deal(world, rng, { circle, users: far, day, alone: false });
}

/** Regulars first: users differ, and most are seldom seen. They come with the mates they always come with, mostly. */
function draw(world: World, rng: Rng, users: readonly number[], day: number, count: number): readonly number[] {
  const keyed = users
    .filter((user) => free(world, user, day))
    .map((user) => ({ user, key: rng.exponential(1) / eagerness(world, user) }));
  const [first, ...rest] = keyed.sort((a, b) => a.key - b.key).map(({ user }) => user);
  if (first === undefined) return [];
  const mates = rng.chance(sameMates) ? rest.sort((a, b) => mixUnit(first, a) - mixUnit(first, b)) : rest;
  return [first, ...mates].slice(0, count);
}

function eagerness(world: World, user: number): number {
  return (0.4 + Math.min(3, at(world.population.activity, user))) ** 1.5;
}
