import type { TimedEdges } from './timed-edges.ts';

export interface TimeWindow {
  /** Edges before this instant do not count; default all count. */
  readonly fromSeconds?: number;
  readonly untilSeconds?: number;
}

export interface Arrivals {
  /** Earliest instant at which something that left the start could be at each node; Infinity where it cannot. */
  readonly seconds: Float64Array;
  /** The edge by which it came, -1 for the start and where it cannot come. */
  readonly cameBy: Int32Array;
}

/**
 * Earliest arrival over time-respecting paths (Wu et al. 2014, "Path problems in temporal graphs"): each
 * edge is later than the one before it, strictly, so that what passes from hand to hand needs the
 * meetings to happen in that order. One pass over the edges.
 */
export function earliestArrivals(edges: TimedEdges, start: number, window: TimeWindow = {}): Arrivals {
  const { order, sources, targets, seconds } = edges;
  const { fromSeconds = -Infinity, untilSeconds = Infinity } = window;
  const arrival = new Float64Array(order).fill(Infinity);
  const cameBy = new Int32Array(order).fill(-1);
  arrival[start] = -Infinity;
  for (let e = 0; e < sources.length; e++) {
    const at = seconds[e];
    if (at < fromSeconds) continue;
    if (at > untilSeconds) break;
    if (arrival[sources[e]] >= at || arrival[targets[e]] <= at) continue;
    arrival[targets[e]] = at;
    cameBy[targets[e]] = e;
  }
  return { seconds: arrival, cameBy };
}

/** The edges of a path that arrives earliest, in order; undefined where there is none, empty from a node to itself. */
export function timePath(edges: TimedEdges, start: number, end: number, window?: TimeWindow): number[] | undefined {
  const { seconds, cameBy } = earliestArrivals(edges, start, window);
  if (seconds[end] === Infinity) return undefined;
  const path: number[] = [];
  for (let node = end; node !== start; node = edges.sources[cameBy[node]]) path.push(cameBy[node]);
  return path.reverse();
}
