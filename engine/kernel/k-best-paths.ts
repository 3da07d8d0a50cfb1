import type { Rows } from './csr.ts';
import { type Path, type PathLimits, remainingCosts, shortestPath } from './shortest-path.ts';

/** Where paths are looked for. */
export interface PathSearch {
  readonly rows: Rows;
  /** Edges into each node: `rows` themselves where every edge leads both ways. */
  readonly back: Rows;
  /** Cost of each slot of both, zero or more; absent means hops. */
  readonly costs?: Float64Array | undefined;
  readonly backCosts?: Float64Array | undefined;
}

/**
 * The k cheapest paths that pass no node twice, cheapest first (Yen 1971). Every known path is left at each of
 * its nodes in turn, without the edges by which known paths with the same start go on. Equal costs
 * are ordered by their nodes. One search from the end says what is left from everywhere; all others are led by it.
 */
export function bestPaths(search: PathSearch, from: number, to: number, k: number): readonly Path[] {
  if (from === to || k < 1) return [];
  const { rows, back, costs, backCosts } = search;
  const remaining = remainingCosts(back, from, to, backCosts);
  const first = remaining && shortestPath(rows, from, to, { costs, remaining });
  if (first === undefined) return [];
  const found: Path[] = [first];
  const waiting = new Map<string, Path>();
  while (found.length < k) {
    const last = found[found.length - 1];
    for (let at = 0; at < last.slots.length; at++) {
      const next = deviation(rows, last, at, found, to, { costs, remaining });
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
  { costs, remaining }: Pick<PathLimits, 'costs' | 'remaining'>,
): Path | undefined {
  const closedNodes = new Uint8Array(rows.order);
  for (let i = 0; i < at; i++) closedNodes[path.nodes[i]] = 1;
  const closedSlots = new Set<number>();
  for (const { nodes, slots } of known)
    if (slots.length > at && path.nodes.slice(0, at + 1).every((node, i) => node === nodes[i]))
      closedSlots.add(slots[at]);
  const rest = shortestPath(rows, path.nodes[at], to, { costs, remaining, closedNodes, closedSlots });
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
