import type { Rows } from './csr.ts';
import { type Path, shortestPath } from './shortest-path.ts';

/**
 * The k cheapest paths that pass no node twice, cheapest first (Yen 1971). Every known path is left at each of
 * its nodes in turn, without the edges by which known paths with the same start go on. Equal costs
 * are ordered by their nodes.
 * @param costs of each slot, zero or more; absent means hops
 */
export function bestPaths(rows: Rows, from: number, to: number, k: number, costs?: Float64Array): readonly Path[] {
  const first = from === to ? undefined : shortestPath(rows, from, to, { costs });
  if (first === undefined || k < 1) return [];
  const found: Path[] = [first];
  const waiting = new Map<string, Path>();
  while (found.length < k) {
    const last = found[found.length - 1];
    for (let at = 0; at < last.slots.length; at++) {
      const next = deviation(rows, last, at, found, to, costs);
      if (next !== undefined) waiting.set(next.nodes.join(), next);
    }
    const best = cheapest(waiting);
    if (best === undefined) break;
    waiting.delete(best.nodes.join());
    found.push(best);
  }
  return found;
}

/** The cheapest path that follows `path` up to its node `at` and goes on as no known path does. */
function deviation(
  rows: Rows,
  path: Path,
  at: number,
  known: readonly Path[],
  to: number,
  costs?: Float64Array,
): Path | undefined {
  const closedNodes = new Uint8Array(rows.order);
  for (let i = 0; i < at; i++) closedNodes[path.nodes[i]] = 1;
  const closedSlots = new Set<number>();
  for (const { nodes, slots } of known)
    if (slots.length > at && path.nodes.slice(0, at + 1).every((node, i) => node === nodes[i]))
      closedSlots.add(slots[at]);
  const rest = shortestPath(rows, path.nodes[at], to, { costs, closedNodes, closedSlots });
  if (rest === undefined) return undefined;
  const slots = [...path.slots.slice(0, at), ...rest.slots];
  let cost = 0;
  for (const slot of slots) cost += costs === undefined ? 1 : costs[slot];
  return { nodes: [...path.nodes.slice(0, at), ...rest.nodes], slots, cost };
}

function cheapest(paths: ReadonlyMap<string, Path>): Path | undefined {
  let best: Path | undefined;
  for (const path of paths.values()) if (best === undefined || compare(path, best) < 0) best = path;
  return best;
}

function compare(a: Path, b: Path): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  for (let i = 0; i < Math.min(a.nodes.length, b.nodes.length); i++)
    if (a.nodes[i] !== b.nodes[i]) return a.nodes[i] - b.nodes[i];
  return a.nodes.length - b.nodes.length;
}
