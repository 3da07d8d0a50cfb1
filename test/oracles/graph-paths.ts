import type { Matrix } from './graph-measures.ts';

export interface SimplePath {
  readonly nodes: readonly number[];
  readonly cost: number;
}

/** Every path between two nodes that passes no node twice, cheapest first, equal costs by their nodes. */
export function allPaths(matrix: Matrix, from: number, to: number, costOf: (weight: number) => number): SimplePath[] {
  const found: SimplePath[] = [];
  const walk = (nodes: readonly number[], cost: number): void => {
    const last = nodes[nodes.length - 1];
    if (last === to) {
      found.push({ nodes, cost });
      return;
    }
    for (const [next, weight] of matrix[last].entries())
      if (weight > 0 && !nodes.includes(next)) walk([...nodes, next], cost + costOf(weight));
  };
  if (from !== to) walk([from], 0);
  return found.sort((a, b) => a.cost - b.cost);
}

/** One timed edge: from, to, when. */
export type Meeting = readonly [number, number, number];

/** Earliest arrivals by trying every edge until nothing improves; departures need an earlier arrival. */
export function arrivals(
  order: number,
  meetings: readonly Meeting[],
  start: number,
  from: number,
  until: number,
): number[] {
  const arrival = new Array<number>(order).fill(Infinity);
  arrival[start] = -Infinity;
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b, at] of meetings) {
      if (at < from || at > until || arrival[a] >= at || arrival[b] <= at) continue;
      arrival[b] = at;
      changed = true;
    }
  }
  return arrival;
}

/** All sequences of `length` edges, each starting where the last one ended, later than it, within the window. */
export function chains(meetings: readonly Meeting[], length: number, window: number): Meeting[][] {
  let found: Meeting[][] = meetings.map((meeting) => [meeting]);
  for (let step = 1; step < length; step++)
    found = found.flatMap((chain) => {
      const [first, last] = [chain[0], chain[chain.length - 1]];
      return meetings
        .filter(([a, , at]) => a === last[1] && at > last[2] && at - first[2] <= window)
        .map((next) => [...chain, next]);
    });
  return found;
}
