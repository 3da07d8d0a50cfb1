import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import type { Enrolled } from './enrol.ts';

/** Crews whose day has come act; the gaps between two acts are exponential, as a network's are. */
export function runLookalikes(world: World, rng: Rng, enrolled: readonly Enrolled[], day: number): void {
  const { pace } = world.parameters.lookalikes;
  for (const { kind, crew } of enrolled) {
    if (crew.next > day) continue;
    crew.next = day + 1 + Math.floor(rng.exponential(kind.every / pace));
    kind.act(world, rng, crew, day);
  }
}
