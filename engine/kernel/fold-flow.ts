import type { Csr } from './csr.ts';

/** Flow over the part of a graph that seeds reach, a column a fold of seeds. */
export interface FoldFlow {
  /** Row of each node in `flows`, -1 where no seed reaches it. */
  readonly place: Int32Array;
  /** Columns of a row: the folds, filled up with zeros to a multiple of five. */
  readonly width: number;
  /** Flow from fold k at node i: flows[place[i] * width + k]. */
  readonly flows: Float64Array;
}

const damping = 0.85;
const tolerance = 1e-8;
const maxSweeps = 200;
/** How far beyond its own equation each value goes; measured on the demo graph: 23 sweeps where 1 takes 53. */
const relaxation = 1.35;
/** At least so much of what its neighbours give a node, so that going too far never leaves less than nothing. */
const leastShare = 0.1;

/**
 * Personalised PageRank (Haveliwala 2002) from each fold of seeds, each seed one unit: x = d W x + (1 - d) seeds by
 * successive over-relaxation (Young 1954), which converges because W is symmetric up to the strengths of the nodes. Nodes
 * stand in breadth-first order from the seeds and all folds side by side, so that a row of the graph is read once a sweep
 * and five folds stay in registers. What no seed reaches is exactly none. Mass on a node without neighbours stays there.
 * Stops when no fold moves more than 1e-8 of its seeds.
 * @param foldOf fold of each seed, -1 for others @param sizes seeds of each fold
 */
export function foldFlow(graph: Csr, foldOf: Int32Array, sizes: Float64Array): FoldFlow {
  const part = reachedPart(graph, foldOf);
  const width = Math.ceil(sizes.length / 5) * 5;
  const state: State = {
    ...part,
    width,
    share: new Float64Array(part.reached * width),
    moved: new Float64Array(width),
  };
  for (let round = 0; round < maxSweeps; round++) {
    state.moved.fill(0);
    for (let k = 0; k < width; k += 5) sweep(state, k);
    if (sizes.every((seeds, fold) => state.moved[fold] < tolerance * seeds)) break;
  }
  return { place: part.place, width, flows: flowsOf(state) };
}

interface Part {
  readonly reached: number;
  readonly place: Int32Array;
  /** Rows over places. */
  readonly offsets: Uint32Array;
  readonly near: Int32Array;
  readonly weights: Float64Array;
  /** Sum of weights of each place; 0 for a node without neighbours. */
  readonly strength: Float64Array;
  readonly fold: Int32Array;
}

interface State extends Part {
  readonly width: number;
  /** Flow over strength, by place and fold. */
  readonly share: Float64Array;
  /** How much each fold moved in this sweep. */
  readonly moved: Float64Array;
}

/** One sweep of five folds from column `k` on. */
function sweep({ reached, offsets, near, weights, strength, fold, width, share, moved }: State, k: number): void {
  for (let at = 0; at < reached; at++) {
    const end = offsets[at + 1];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    for (let s = offsets[at]; s < end; s++) {
      const from = near[s] * width + k;
      const weight = weights[s];
      a += share[from] * weight;
      b += share[from + 1] * weight;
      c += share[from + 2] * weight;
      d += share[from + 3] * weight;
      e += share[from + 4] * weight;
    }
    const mass = strength[at];
    if (mass === 0) continue;
    const own = fold[at] - k;
    const row = at * width + k;
    moved[k] += relax(share, row, (damping * a + (own === 0 ? 1 - damping : 0)) / mass) * mass;
    moved[k + 1] += relax(share, row + 1, (damping * b + (own === 1 ? 1 - damping : 0)) / mass) * mass;
    moved[k + 2] += relax(share, row + 2, (damping * c + (own === 2 ? 1 - damping : 0)) / mass) * mass;
    moved[k + 3] += relax(share, row + 3, (damping * d + (own === 3 ? 1 - damping : 0)) / mass) * mass;
    moved[k + 4] += relax(share, row + 4, (damping * e + (own === 4 ? 1 - damping : 0)) / mass) * mass;
  }
}

/** Moves a value towards what its equation gives and beyond. @returns how far */
function relax(share: Float64Array, at: number, given: number): number {
  const before = share[at];
  const next = Math.max(leastShare * given, before + relaxation * (given - before));
  share[at] = next;
  return Math.abs(next - before);
}

function flowsOf({ reached, width, share, strength, fold }: State): Float64Array {
  for (let at = 0; at < reached; at++) {
    for (let k = 0; k < width; k++) share[at * width + k] *= strength[at];
    if (strength[at] === 0) share[at * width + fold[at]] = 1;
  }
  return share;
}

/** The nodes that any seed reaches, numbered breadth-first, as a graph of their own. */
function reachedPart({ order, offsets, targets, weights }: Csr, foldOf: Int32Array): Part {
  const place = new Int32Array(order).fill(-1);
  const nodes = new Int32Array(order);
  let reached = 0;
  let slots = 0;
  for (let i = 0; i < order; i++) {
    if (foldOf[i] === -1) continue;
    place[i] = reached;
    nodes[reached++] = i;
  }
  for (let head = 0; head < reached; head++) {
    for (let s = offsets[nodes[head]]; s < offsets[nodes[head] + 1]; s++) {
      slots++;
      if (place[targets[s]] !== -1) continue;
      place[targets[s]] = reached;
      nodes[reached++] = targets[s];
    }
  }
  const part = {
    reached,
    place,
    offsets: new Uint32Array(reached + 1),
    near: new Int32Array(slots),
    weights: new Float64Array(slots),
    strength: new Float64Array(reached),
    fold: new Int32Array(reached),
  };
  for (let at = 0, write = 0; at < reached; at++) {
    const node = nodes[at];
    part.fold[at] = foldOf[node];
    for (let s = offsets[node]; s < offsets[node + 1]; s++) {
      part.near[write] = place[targets[s]];
      part.weights[write++] = weights[s];
      part.strength[at] += weights[s];
    }
    part.offsets[at + 1] = write;
  }
  return part;
}
