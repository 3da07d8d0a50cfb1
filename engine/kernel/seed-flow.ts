import type { Csr } from './csr.ts';
import { foldFlow } from './fold-flow.ts';

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
  const { place, width, flows } = foldFlow(graph, foldOf, sizes);
  const logFlow = (node: number, without: number): number => {
    if (place[node] === -1) return NaN;
    let sum = 0;
    for (let k = 0; k < count; k++) if (k !== without) sum += flows[place[node] * width + k];
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
