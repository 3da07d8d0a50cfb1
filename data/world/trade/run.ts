import { at } from '../array.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { active, free } from './hand-over.ts';
import type { Circle, Network } from './types.ts';

/** One day of a network: a load if it is due, sales, habits. */
export function runNetwork(world: World, rng: Rng, network: Network, day: number): void {
  if (day >= network.nextDelivery) deliver(world, rng, network, day);
  for (const circle of network.circles) sell(world, rng, circle, day);
  for (const craft of network.crafts) craft.tend(world, rng, network, day);
}

function deliver(world: World, rng: Rng, network: Network, day: number): void {
  network.nextDelivery = day + 1 + Math.floor(rng.exponential(world.parameters.trade.deliveryEveryDays));
  const pattern = rng.pick(network.supply);
  const ready = network.transporters.filter((person) => free(world, person, day));
  const able =
    ready.length > 0
      ? ready
      : network.suppliers.filter((person) => free(world, person, day) && person < world.population.registered);
  const receivers = rng
    .shuffle(network.circles.filter((circle) => active(world, circle, day)))
    .slice(0, 1 + rng.int(3));
  if (able.length === 0 || receivers.length === 0) return;
  const own = able.filter((person) => at(world.population.pattern, person) === pattern.name);
  const rest = rng.shuffle(able.filter((person) => !own.includes(person)));
  pattern.deliver(world, rng, { network, day, carriers: [...rng.shuffle(own), ...rest], receivers });
}

function sell(world: World, rng: Rng, circle: Circle, day: number): void {
  if (!active(world, circle, day)) return;
  const { purchaseEveryDays, purchaseSeen } = world.parameters.trade;
  const buyers = circle.users.filter(
    (user) => rng.chance((purchaseSeen / purchaseEveryDays) * eagerness(world, user)) && free(world, user, day),
  );
  if (buyers.length === 0) return;
  const near = buyers.filter((user) => at(world.population.home, user) === circle.area);
  const far = buyers.filter((user) => at(world.population.home, user) !== circle.area);
  if (near.length > 0) rng.pick(circle.deals).deal(world, rng, { circle, users: near, day });
  const afar = circle.deals.filter((deal) => deal.afar);
  if (far.length > 0 && afar.length > 0) rng.pick(afar).deal(world, rng, { circle, users: far, day });
}

/** Users differ: most buy seldom where anybody sees it. */
function eagerness(world: World, user: number): number {
  return 0.25 + 0.75 * Math.min(3, at(world.population.activity, user));
}
