import { at, cumulative, drawIndex } from '../array.ts';
import { mixUnit, type Rng } from '../rng.ts';
import type { Area } from './areas.ts';
import type { Roads } from './roads.ts';

/**
 * Where people go. Areas attract by size and nearness (gravity); a person keeps a few own destinations and returns to
 * them by preference (exploration and preferential return, Song et al. 2010), remembered by hashing instead of storing.
 */
export interface Gravity {
  destination(person: number, home: number, rng: Rng): number;
  /** Share of the trips from `from` that go to `to`. */
  share(from: number, to: number): number;
}

/** Chance that a trip goes to the 1st, 2nd, .. own destination; the rest explores. */
const returnLadder = [0.42, 0.62, 0.72, 0.78];

export function makeGravity(areas: readonly Area[], roads: Roads, borderPull: number): Gravity {
  const weights = areas.map((from) => areas.map((to) => pull(from, to, roads, borderPull)));
  const sums = weights.map((row) => cumulative(row));
  const draw = (home: number, unit: number): number => drawIndex(at(sums, home), unit);
  return Object.freeze({
    destination: (person: number, home: number, rng: Rng) => {
      const unit = rng.next();
      const own = returnLadder.findIndex((limit) => unit < limit);
      return draw(home, own < 0 ? rng.next() : mixUnit(person, own + 11));
    },
    share: (from: number, to: number) => at(at(weights, from), to) / at(at(sums, from), areas.length - 1),
  });
}

function pull(from: Area, to: Area, roads: Roads, borderPull: number): number {
  if (from.index === to.index) return 0;
  const km = roads.route(from.index, to.index).km;
  return (to.weight * (to.kind === 'border' ? borderPull : 1)) / (km + 40) ** 1.3;
}
