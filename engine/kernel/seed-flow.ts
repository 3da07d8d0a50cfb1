import type { Csr } from './csr.ts';

export interface SeedFlow {
  /** log2 of the flow at the node times the number of nodes; NaN where none arrives. */
  readonly own: Float32Array;
  /** The same over the node's neighbours, their mean weighted by contact; NaN where none arrives at any. */
  readonly neighbours: Float32Array;
  /** Fold of each seed, -1 for others. */
  readonly foldOf: Int32Array;
  /** log2 flow at a node without the seeds of one fold (-1: none left out); NaN where none arrives. */
  at(node: number, without: number): number;
}

const damping = 0.85;
const tolerance = 1e-8;
const maxRounds = 200;

/**
 * Personalised PageRank (Haveliwala 2002) from seeds in which no seed counts for itself. Flow is linear in
 * its restart, so the seeds are dealt into folds, the flow from each fold is found, and a seed's value is the mean
 * over the seeds of the other folds: exact leave-one-out with at most `folds` seeds, else leave-one-fold-out.
 * Sums over the other folds are added up, never subtracted, so that a node nobody else reaches has exactly none.
 * Mass on a node without neighbours stays there.
 * @param seeds node numbers; repeated ones count once
 */
export function seedFlow(graph: Csr, seeds: readonly number[], folds = 10): SeedFlow {
  const { order, offsets, targets, weights } = graph;
  const distinct = [...new Set(seeds)].sort((a, b) => a - b);
  const count = Math.min(folds, distinct.length);
  const own = new Float32Array(order).fill(NaN);
  const neighbours = new Float32Array(order).fill(NaN);
  const foldOf = new Int32Array(order).fill(-1);
  if (count === 0) return { own, neighbours, foldOf, at: () => NaN };
  const sizes = new Float64Array(count);
  for (const [i, seed] of distinct.entries()) {
    foldOf[seed] = i % count;
    sizes[i % count]++;
  }
  const flows = foldFlows(graph, foldOf, sizes);
  const logFlow = (node: number, without: number): number => {
    let sum = 0;
    for (let k = 0; k < count; k++) if (k !== without) sum += flows[node * count + k];
    const seedsCounted = distinct.length - (without === -1 ? 0 : sizes[without]);
    return sum > 0 ? Math.log2((sum / seedsCounted) * order) : NaN;
  };
  const full = new Float64Array(order);
  for (let i = 0; i < order; i++) full[i] = logFlow(i, -1);
  for (let i = 0; i < order; i++) {
    const without = foldOf[i];
    own[i] = without === -1 ? full[i] : logFlow(i, without);
    let sum = 0;
    let mass = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const value = without === -1 ? full[targets[s]] : logFlow(targets[s], without);
      if (Number.isNaN(value)) continue;
      sum += value * weights[s];
      mass += weights[s];
    }
    if (mass > 0) neighbours[i] = sum / mass;
  }
  return { own, neighbours, foldOf, at: (node, without) => (without === -1 ? full[node] : logFlow(node, without)) };
}

/**
 * The flow from each fold, each seed one unit, by power iteration over all folds at once: column k of node i
 * stands at `i * folds + k`, so that a row of the graph is read once a round and not once a fold.
 */
function foldFlows(graph: Csr, foldOf: Int32Array, sizes: Float64Array): Float64Array {
  const { order, offsets, targets, weights } = graph;
  const count = sizes.length;
  const perStrength = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    let strength = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) strength += weights[s];
    perStrength[i] = strength > 0 ? 1 / strength : 0;
  }
  let flow = new Float64Array(order * count);
  for (let i = 0; i < order; i++) if (foldOf[i] !== -1) flow[i * count + foldOf[i]] = 1;
  let next = new Float64Array(order * count);
  const reached = reachable(graph, foldOf);
  const sum = new Float64Array(count);
  const change = new Float64Array(count);
  for (let round = 0; round < maxRounds; round++) {
    change.fill(0);
    for (let at = 0; at < reached.length; at++) {
      const i = reached[at];
      sum.fill(0);
      if (perStrength[i] === 0) for (let k = 0; k < count; k++) sum[k] = flow[i * count + k];
      for (let s = offsets[i]; s < offsets[i + 1]; s++) {
        const base = targets[s] * count;
        const share = weights[s] * perStrength[targets[s]];
        for (let k = 0; k < count; k++) sum[k] += flow[base + k] * share;
      }
      const row = i * count;
      for (let k = 0; k < count; k++) {
        const value = damping * sum[k] + (foldOf[i] === k ? 1 - damping : 0);
        change[k] += Math.abs(value - flow[row + k]);
        next[row + k] = value;
      }
    }
    [flow, next] = [next, flow];
    if (change.every((moved, k) => moved < tolerance * sizes[k])) break;
  }
  return flow;
}

/** Nodes that any seed reaches, in rising order: the others never hold flow. */
function reachable({ order, offsets, targets }: Csr, foldOf: Int32Array): Int32Array {
  const seen = new Uint8Array(order);
  const queue = new Int32Array(order);
  let tail = 0;
  for (let i = 0; i < order; i++) {
    if (foldOf[i] === -1) continue;
    seen[i] = 1;
    queue[tail++] = i;
  }
  for (let head = 0; head < tail; head++) {
    for (let s = offsets[queue[head]]; s < offsets[queue[head] + 1]; s++) {
      if (seen[targets[s]] === 1) continue;
      seen[targets[s]] = 1;
      queue[tail++] = targets[s];
    }
  }
  return queue.slice(0, tail).sort();
}
