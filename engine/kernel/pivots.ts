import type { Rng } from './rng.ts';

/** `count` different nodes of [0, order) in rising order, all of them when count reaches order. */
export function samplePivots(order: number, count: number, rng: Rng): Int32Array {
  const nodes = Int32Array.from({ length: order }, (_, node) => node);
  if (count >= order) return nodes;
  for (let i = 0; i < count; i++) {
    const j = i + rng.int(order - i);
    [nodes[i], nodes[j]] = [nodes[j], nodes[i]];
  }
  return nodes.slice(0, count).sort();
}

/**
 * Bound on the error of a mean over `count` of `order` values in [0, 1] drawn without replacement, for
 * all of `estimates` means at once with the given probability of failure (Hoeffding 1963, theorem 4,
 * with a union bound, as Brandes & Pich 2007 use it); 0 when nothing was left out.
 */
export function samplingError(order: number, count: number, estimates: number, failureProbability: number): number {
  if (count >= order) return 0;
  return Math.min(1, Math.sqrt(Math.log((2 * estimates) / failureProbability) / (2 * count)));
}
