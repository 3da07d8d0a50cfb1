import { at } from '../array.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import type { Area } from './areas.ts';

/** A checkpoint on a stretch of road, before it is a place. */
export interface Gate {
  readonly index: number;
  readonly area: number;
  readonly lat: number;
  readonly lon: number;
  readonly borderKm: number;
  /** Whether side roads lead round it. */
  readonly bypassable: boolean;
}

/** A gate as met on a way from one area to another. */
export interface Stop {
  readonly gate: Gate;
  readonly km: number;
  /** Towards the border area or away from it. */
  readonly direction: 'in' | 'out';
}

export interface Route {
  readonly km: number;
  readonly stops: readonly Stop[];
}

export interface Roads {
  readonly gates: readonly Gate[];
  route(from: number, to: number): Route;
}

interface Stretch {
  readonly a: number;
  readonly b: number;
  readonly km: number;
  /** Gates with their distance from `a`. */
  readonly gates: readonly { readonly gate: Gate; readonly km: number }[];
}

/** Roads join every area to its nearest two that lie further inland, so all are connected. */
export function makeRoads(areas: readonly Area[], parameters: Parameters, rng: Rng): Roads {
  const gates: Gate[] = [];
  const stretches = pairs(areas).map(([a, b]) => makeStretch(at(areas, a), at(areas, b), gates, parameters, rng));
  const table = areas.map((area) => shortest(area.index, areas.length, stretches, areas));
  return Object.freeze({
    gates: Object.freeze(gates),
    route: (from: number, to: number) => at(at(table, from), to),
  });
}

function pairs(areas: readonly Area[]): readonly (readonly [number, number])[] {
  return areas.flatMap((area) => {
    const inland = areas.filter((other) => other.borderKm > area.borderKm);
    const near = inland.sort((p, q) => distance(area, p) - distance(area, q)).slice(0, 2);
    return near.map((other) => [area.index, other.index] as const);
  });
}

function distance(a: Area, b: Area): number {
  return Math.hypot(a.x - b.x, a.borderKm - b.borderKm);
}

function makeStretch(a: Area, b: Area, gates: Gate[], { geography }: Parameters, rng: Rng): Stretch {
  const km = Math.max(8, distance(a, b) * rng.between(1.15, 1.5));
  const near = Math.min(a.borderKm, b.borderKm) < 160;
  const count = near ? 1 + (rng.chance(geography.checkpointDensity) ? 1 : 0) : rng.chance(0.45) ? 1 : 0;
  const on = Array.from({ length: count }, (_, i) => {
    const share = (i + rng.between(0.25, 0.75)) / count;
    const gate: Gate = Object.freeze({
      index: gates.length,
      area: share < 0.5 ? a.index : b.index,
      lat: a.lat + share * (b.lat - a.lat),
      lon: a.lon + share * (b.lon - a.lon),
      borderKm: a.borderKm + share * (b.borderKm - a.borderKm),
      bypassable: rng.chance(near ? 0.7 : 0.3),
    });
    gates.push(gate);
    return { gate, km: share * km };
  });
  return { a: a.index, b: b.index, km, gates: on };
}

/** Dijkstra (1959) over a few dozen areas; returns the way to each. */
function shortest(
  from: number,
  count: number,
  stretches: readonly Stretch[],
  areas: readonly Area[],
): readonly Route[] {
  const reached: (Route | undefined)[] = new Array(count).fill(undefined);
  reached[from] = { km: 0, stops: [] };
  const settled = new Set<number>();
  while (settled.size < count) {
    const here = nearest(reached, settled);
    if (here < 0) break;
    settled.add(here);
    for (const stretch of stretches) {
      if (stretch.a !== here && stretch.b !== here) continue;
      const there = stretch.a === here ? stretch.b : stretch.a;
      const way = extend(at(reached, here) as Route, stretch, here, areas);
      const known = reached[there];
      if (known === undefined || way.km < known.km) reached[there] = way;
    }
  }
  return reached.map((route) => Object.freeze(route ?? { km: 0, stops: [] }));
}

function nearest(reached: readonly (Route | undefined)[], settled: ReadonlySet<number>): number {
  let best = -1;
  reached.forEach((route, index) => {
    if (route === undefined || settled.has(index)) return;
    if (best < 0 || route.km < (reached[best] as Route).km) best = index;
  });
  return best;
}

function extend(route: Route, stretch: Stretch, here: number, areas: readonly Area[]): Route {
  const forward = stretch.a === here;
  const there = forward ? stretch.b : stretch.a;
  const direction = at(areas, there).borderKm < at(areas, here).borderKm ? 'in' : 'out';
  const passed = stretch.gates.map(
    ({ gate, km }) => ({ gate, km: route.km + (forward ? km : stretch.km - km), direction }) as const,
  );
  if (!forward) passed.reverse();
  return { km: route.km + stretch.km, stops: [...route.stops, ...passed] };
}
