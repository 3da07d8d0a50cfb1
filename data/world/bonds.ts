import { at } from './array.ts';
import type { Enrolled } from './lookalikes/index.ts';
import type { TieKind } from './record/index.ts';
import type { World } from './world.ts';

/** Tells what ties two people: the first reason that holds, in the order of the contract's `tieKinds`. */
export function bondsOf(world: World, enrolled: readonly Enrolled[]): (a: number, b: number) => TieKind {
  const { population, social } = world;
  const crews = new Map<number, number>();
  const clients = enrolled.map(({ crew }) => new Set(crew.clients));
  enrolled.forEach(({ crew }, index) => {
    for (const member of crew.members) crews.set(member, index);
  });
  const serves = (one: number, other: number): boolean => {
    const crew = crews.get(one);
    return crew !== undefined && at(clients, crew).has(other);
  };
  return (a: number, b: number): TieKind => {
    if (at(population.network, a) >= 0 && at(population.network, a) === at(population.network, b)) return 'network';
    if (at(population.household, a) === at(population.household, b)) return 'kin';
    const crew = crews.get(a);
    if (crew !== undefined && crew === crews.get(b)) return 'crew';
    if (serves(a, b) || serves(b, a)) return 'client';
    if (social.friends(a).includes(b)) return 'friend';
    if (at(population.work, a) >= 0 && at(population.work, a) === at(population.work, b)) return 'colleague';
    return at(population.home, a) === at(population.home, b) ? 'neighbour' : 'stranger';
  };
}
