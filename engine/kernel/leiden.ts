import { grouped, type Level, levelOf, merged, renumber } from './community-level.ts';
import { moveNodes } from './community-moves.ts';
import type { Rows } from './csr.ts';
import { type Partition, type PartitionOptions, shuffled } from './louvain.ts';
import { modularity } from './modularity.ts';
import { createRng, type Rng } from './rng.ts';

export interface LeidenOptions extends PartitionOptions {
  /** Rounds over the whole graph, each starting from the last result; stops early when nothing moves. Default 10. */
  readonly rounds?: number;
  /** Groups to start from; absent means every node alone. */
  readonly start?: Int32Array | undefined;
}

/**
 * Leiden communities (Traag, Waltman & van Eck 2019): after local moving every group is rebuilt
 * from single nodes, joining only parts well tied to the rest of their group, and the graph is
 * merged by those parts, so that every community is connected. Refinement takes the best part
 * instead of drawing one (their θ towards 0); only the order of nodes is random.
 * @param rows of an undirected graph
 */
export function leiden(rows: Rows, options: LeidenOptions = {}): Partition {
  const { resolution = 1, seed = 1, rounds = 10, start } = options;
  const rng = createRng(seed);
  const of = start?.slice() ?? Int32Array.from({ length: rows.order }, (_, node) => node);
  const base = levelOf(rows);
  if (base.total > 0) {
    for (let round = 0; round < rounds; round++) if (!improve(base, of, resolution, rng)) break;
  }
  const count = renumber(of);
  return { of, count, modularity: modularity(rows, of, count, resolution) };
}

/** One round: moves, refines and merges until every group is one node of its level. */
function improve(base: Level, of: Int32Array, resolution: number, rng: Rng): boolean {
  let level = base;
  let groups = of.slice();
  renumber(groups);
  const nodeOf = Int32Array.from({ length: of.length }, (_, node) => node);
  let changed = false;
  for (;;) {
    const size = level.rows.order;
    const visits = shuffled(size, rng);
    if (moveNodes(level, groups, resolution, visits)) changed = true;
    const count = renumber(groups);
    for (let i = 0; i < of.length; i++) of[i] = groups[nodeOf[i]];
    if (count === size) return changed;
    const parts = refined(level, groups, count, resolution, visits);
    const partCount = renumber(parts);
    if (partCount === size) return changed;
    const next = new Int32Array(partCount);
    for (let i = 0; i < size; i++) next[parts[i]] = groups[i];
    for (let i = 0; i < of.length; i++) nodeOf[i] = parts[nodeOf[i]];
    level = merged(level, parts, partCount);
    groups = next;
  }
}

/** Parts of each group, built from single nodes in the given order. */
function refined(level: Level, groups: Int32Array, count: number, resolution: number, visits: Int32Array): Int32Array {
  const { rows, strength, total } = level;
  const { order, offsets, targets, weights } = rows;
  const groupSums = new Float64Array(count);
  for (let i = 0; i < order; i++) groupSums[groups[i]] += strength[i];
  const part = Int32Array.from({ length: order }, (_, node) => node);
  const sums = strength.slice();
  const sizes = new Uint32Array(order).fill(1);
  // Weight from each part to the rest of its group.
  const outward = new Float64Array(order);
  for (let i = 0; i < order; i++)
    for (let s = offsets[i]; s < offsets[i + 1]; s++)
      if (groups[targets[s]] === groups[i]) outward[i] += weights === undefined ? 1 : weights[s];
  const weightTo = new Float64Array(order);
  const touched = new Int32Array(order);
  const perStrength = resolution / total;
  for (const node of byGroup(visits, groups, count)) {
    const mass = strength[node];
    const whole = groupSums[groups[node]];
    if (part[node] !== node || sizes[node] !== 1 || outward[node] < perStrength * mass * (whole - mass)) continue;
    let found = 0;
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      if (groups[targets[s]] !== groups[node]) continue;
      const other = part[targets[s]];
      if (weightTo[other] === 0) touched[found++] = other;
      weightTo[other] += weights === undefined ? 1 : weights[s];
    }
    let best = -1;
    let bestGain = 0;
    for (let k = 0; k < found; k++) {
      const other = touched[k];
      const gain = weightTo[other] - perStrength * mass * sums[other];
      const tied = outward[other] >= perStrength * sums[other] * (whole - sums[other]);
      if (tied && gain > bestGain) {
        best = other;
        bestGain = gain;
      }
    }
    if (best !== -1) {
      part[node] = best;
      sums[best] += mass;
      sizes[best]++;
      outward[best] += outward[node] - 2 * weightTo[best];
      sizes[node] = 0;
    }
    for (let k = 0; k < found; k++) weightTo[touched[k]] = 0;
  }
  return part;
}

/** The visits sorted by group, so that one group's parts are built together. */
function byGroup(visits: Int32Array, groups: Int32Array, count: number): Int32Array {
  const { members } = grouped(
    visits.map((node) => groups[node]),
    count,
  );
  return members.map((at) => visits[at]);
}
