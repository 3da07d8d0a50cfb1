import type { Rows } from './csr.ts';
import { createHeap } from './heap.ts';

export interface Path {
  /** From the first node to the last. */
  readonly nodes: readonly number[];
  /** The slot in the rows of each edge along the way. */
  readonly slots: readonly number[];
  readonly cost: number;
}

export interface PathLimits {
  /** Cost of each slot, zero or more; absent means 1 each, that is hops. */
  readonly costs?: Float64Array | undefined;
  /** 1 for nodes that may not be passed. */
  readonly closedNodes?: Uint8Array | undefined;
  readonly closedSlots?: ReadonlySet<number> | undefined;
  /** No more than what is left from each node to the end, whatever is closed: the search then looks that way first. */
  readonly remaining?: Float64Array | undefined;
}

/**
 * Cheapest path between two nodes (Dijkstra 1959; with `remaining`: Hart, Nilsson & Raphael 1968). Among equally cheap ones the choice depends on
 * node numbers alone. @returns undefined where there is no way
 */
export function shortestPath(rows: Rows, from: number, to: number, limits: PathLimits = {}): Path | undefined {
  const { order, offsets, targets } = rows;
  const { costs, closedNodes, closedSlots, remaining } = limits;
  const distance = new Float64Array(order).fill(Infinity);
  const cameBy = new Int32Array(order).fill(-1);
  const cameFrom = new Int32Array(order).fill(-1);
  const done = new Uint8Array(order);
  const heap = createHeap();
  distance[from] = 0;
  heap.push(0, from);
  for (let node = heap.pop(); node !== -1; node = heap.pop()) {
    if (done[node] === 1) continue;
    if (node === to) return trace(from, to, distance[to], cameFrom, cameBy);
    done[node] = 1;
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      const other = targets[s];
      if (done[other] === 1 || closedNodes?.[other] === 1 || closedSlots?.has(s)) continue;
      const through = distance[node] + (costs === undefined ? 1 : costs[s]);
      if (through >= distance[other]) continue;
      distance[other] = through;
      cameFrom[other] = node;
      cameBy[other] = s;
      heap.push(remaining === undefined ? through : through + remaining[other], other);
    }
  }
  return undefined;
}

/**
 * What is left from each node to `to`, as far as it is less than what is left from `from`; for all others that much.
 * @param back rows of the edges into each node, with their costs
 * @returns undefined where no way leads from `from` to `to`
 */
export function remainingCosts(back: Rows, from: number, to: number, costs?: Float64Array): Float64Array | undefined {
  const { order, offsets, targets } = back;
  const left = new Float64Array(order).fill(Infinity);
  const done = new Uint8Array(order);
  const heap = createHeap();
  left[to] = 0;
  heap.push(0, to);
  for (let node = heap.pop(); node !== from; node = heap.pop()) {
    if (node === -1) return undefined;
    if (done[node] === 1) continue;
    done[node] = 1;
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      const through = left[node] + (costs === undefined ? 1 : costs[s]);
      if (through >= left[targets[s]]) continue;
      left[targets[s]] = through;
      heap.push(through, targets[s]);
    }
  }
  const most = left[from];
  for (let node = 0; node < order; node++) if (left[node] > most) left[node] = most;
  return left;
}

function trace(from: number, to: number, cost: number, cameFrom: Int32Array, cameBy: Int32Array): Path {
  const nodes = [to];
  const slots: number[] = [];
  for (let node = to; node !== from; node = cameFrom[node]) {
    slots.push(cameBy[node]);
    nodes.push(cameFrom[node]);
  }
  return { nodes: nodes.reverse(), slots: slots.reverse(), cost };
}
