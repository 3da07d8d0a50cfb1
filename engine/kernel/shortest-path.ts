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
}

/**
 * Cheapest path between two nodes (Dijkstra 1959). Among equally cheap ones the choice depends on
 * node numbers alone. @returns undefined where there is no way
 */
export function shortestPath(rows: Rows, from: number, to: number, limits: PathLimits = {}): Path | undefined {
  const { order, offsets, targets } = rows;
  const { costs, closedNodes, closedSlots } = limits;
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
      heap.push(through, other);
    }
  }
  return undefined;
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
