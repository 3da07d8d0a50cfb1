import type { Csr } from '../kernel/csr.ts';
import { coreNumbers } from '../kernel/k-core.ts';
import { neighbourSummary } from '../kernel/neighbour-summary.ts';
import { pageRank } from '../kernel/pagerank.ts';
import { clusteringOf, triangles } from '../kernel/triangles.ts';
import type { GroupName, LearnProblem } from './types.ts';

export type Columns = readonly Float32Array[];
export type FeatureGroups = Readonly<Record<Exclude<GroupName, 'labels'>, Columns>>;

/** All columns that need no label. Groups of a graph without edges, or of nodes without columns, are empty. */
export function featureGroups({ graph, columns }: LearnProblem): FeatureGroups {
  if (graph.size === 0) return { own: columns, structure: [], 'one hop': [], 'two hops': [] };
  return { own: columns, structure: structureColumns(graph), ...hopColumns(graph, columns) };
}

/** Degree, strength, triangles, clustering, core number, PageRank, and the degrees of the neighbours. */
function structureColumns(graph: Csr): Columns {
  const { order, offsets, weights } = graph;
  const degree = new Float32Array(order);
  const strength = new Float32Array(order);
  for (let i = 0; i < order; i++) {
    const from = offsets[i] as number;
    const to = offsets[i + 1] as number;
    degree[i] = to - from;
    let sum = 0;
    for (let s = from; s < to; s++) sum += weights[s] as number;
    strength[i] = sum;
  }
  const closed = triangles(graph);
  const around = neighbourSummary(graph, [degree]);
  const rank = pageRank(graph, undefined, { tolerance: 1e-6 });
  return [
    degree,
    strength,
    Float32Array.from(closed),
    Float32Array.from(clusteringOf(graph, closed)),
    Float32Array.from(coreNumbers(graph)),
    Float32Array.from(rank),
    ...around.mean,
    ...around.most,
    ...around.variance.map(rootOf),
  ];
}

/** Mean, deviation from it, maximum and spread over the neighbours, and the same over two steps. */
function hopColumns(graph: Csr, columns: Columns): Pick<FeatureGroups, 'one hop' | 'two hops'> {
  const one = neighbourSummary(graph, columns);
  const two = neighbourSummary(graph, one.mean, one.variance, one.most);
  const group = ({ mean, most, variance }: typeof one): Columns => [
    ...mean,
    ...mean.map((values, k) => difference(columns[k] as Float32Array, values)),
    ...most,
    ...variance.map(rootOf),
  ];
  return { 'one hop': group(one), 'two hops': group(two) };
}

function difference(own: Float32Array, mean: Float32Array): Float32Array {
  return own.map((value, i) => value - (mean[i] as number));
}

function rootOf(variance: Float32Array): Float32Array {
  return variance.map((value) => Math.sqrt(value));
}
