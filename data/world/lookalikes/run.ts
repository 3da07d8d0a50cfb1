import { meet } from '../deeds/index.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { atHome } from './able.ts';
import type { Enrolled } from './enrol.ts';
import type { Crew } from './types.ts';

/** Crews whose day has come act; the gaps between two acts are exponential, as a network's are. */
export function runLookalikes(world: World, rng: Rng, enrolled: readonly Enrolled[], day: number): void {
  const { pace } = world.parameters.lookalikes;
  for (const { kind, crew } of enrolled) {
    if (crew.next > day) continue;
    crew.next = day + 1 + Math.floor(rng.exponential(kind.every / pace));
    kind.act(world, rng, crew, day);
    if (rng.chance(kind.meets ?? 0)) meetClient(world, rng, crew, day);
  }
}

/** Business is talked over where people meet. */
function meetClient(world: World, rng: Rng, crew: Crew, day: number): void {
  const when = day + 1 + rng.int(3);
  const [one] = atHome(world, crew.members.slice(0, 1), when);
  if (one === undefined || crew.clients.length === 0) return;
  const area = crew.areas.length > 0 && rng.chance(0.3) ? rng.pick(crew.areas) : crew.home;
  meet(world, rng, { one, other: rng.pick(crew.clients), area, day: when, hotels: crew.hotels });
}
