import { levelOf, merged, renumber } from './community-level.ts';
import { moveNodes } from './community-moves.ts';
import type { Rows } from './csr.ts';
import { modularity } from './modularity.ts';
import { createRng, type Rng } from './rng.ts';

export interface Partition {
  /** Number of the group a node, 0, 1, … in order of their smallest node. */
  readonly of: Int32Array;
  readonly count: number;
  readonly modularity: number;
}

export interface PartitionOptions {
  /** Above 1 gives smaller groups (Reichardt & Bornholdt 2006); default 1. */
  readonly resolution?: number;
  /** Decides the order in which nodes are looked at; default 1. */
  readonly seed?: number;
}

/**
 * Louvain communities (Blondel et al. 2008) on flat arrays, with the queue of Leiden's fast local
 * moving. For graphs where graphology's library takes too long. A group may be badly
 * connected inside (Traag et al. 2019): where that matters use `leiden`.
 * @param rows of an undirected graph
 */
export function louvain(rows: Rows, options: PartitionOptions = {}): Partition {
  const { resolution = 1, seed = 1 } = options;
  const rng = createRng(seed);
  const of = Int32Array.from({ length: rows.order }, (_, node) => node);
  let level = levelOf(rows);
  for (;;) {
    const groups = Int32Array.from({ length: level.rows.order }, (_, node) => node);
    if (level.total === 0 || !moveNodes(level, groups, resolution, shuffled(level.rows.order, rng))) break;
    const count = renumber(groups);
    for (let i = 0; i < of.length; i++) of[i] = groups[of[i]];
    if (count === level.rows.order) break;
    level = merged(level, groups, count);
  }
  const count = renumber(of);
  return { of, count, modularity: modularity(rows, of, count, resolution) };
}

export function shuffled(order: number, rng: Rng): Int32Array {
  const nodes = new Int32Array(order);
  for (let i = 0; i < order; i++) {
    const j = rng.int(i + 1);
    nodes[i] = nodes[j];
    nodes[j] = i;
  }
  return nodes;
}
