import type { Csr } from '../../kernel/csr.ts';
import { propagateLabels } from '../../kernel/label-propagation.ts';
import { pageRank } from '../../kernel/pagerank.ts';
import { type ModelRole, modelRoles } from '../types.ts';
import type { GraphBaselines, GraphScores } from './types.ts';

/**
 * Degree, personalised PageRank from the role's established people, and label propagation with established people of
 * other roles as known others. Established people themselves carry their own label in these scores: read them
 * for the others only.
 * @param rows persons wanted, in the order of the result
 */
export function graphBaselines(
  graph: Csr,
  seeds: Readonly<Record<ModelRole, ArrayLike<number>>>,
  rows: Int32Array,
): GraphBaselines {
  const pick = (value: (person: number) => number): Float32Array => Float32Array.from(rows, value);
  const degree = pick((i) => (graph.offsets[i + 1] as number) - (graph.offsets[i] as number));
  const scoresOf = (role: ModelRole): GraphScores => {
    const restart = new Float64Array(graph.order);
    for (const seed of Array.from(seeds[role])) restart[seed] = 1;
    const labels = restart.slice();
    for (const other of modelRoles)
      if (other !== role) for (const seed of Array.from(seeds[other])) if (labels[seed] === 0) labels[seed] = -1;
    const flow = pageRank(graph, restart, { tolerance: 1e-6 });
    const propagated = propagateLabels(graph, labels);
    return {
      degree,
      personalised_pagerank: pick((i) => flow[i] as number),
      label_propagation: pick((i) => propagated[i] as number),
    };
  };
  return Object.freeze(
    Object.fromEntries(modelRoles.map((role) => [role, scoresOf(role)])) as Record<ModelRole, GraphScores>,
  );
}
