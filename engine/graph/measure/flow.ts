import { betweenness, type Sampled } from '../../kernel/betweenness.ts';
import { harmonicCloseness } from '../../kernel/closeness.ts';
import { ExcavatorError } from '../../kernel/errors.ts';
import { hits } from '../../kernel/hits.ts';
import { pageRank, strengths } from '../../kernel/pagerank.ts';
import { createRng } from '../../kernel/rng.ts';
import type { Measure, Measured, Scene } from './measure.ts';

const pagerank: Measure = {
  name: 'pagerank',
  aliases: ['page_rank'],
  meaning: 'Share of time that a random walker spends at the node (damping 0.85).',
  compute: (scene) => ({ columns: { pagerank: rank(scene) } }),
};

/** Only with a restart: see `measureNamed`. */
export const personalisedPagerank: Measure = {
  name: 'personalised_pagerank',
  aliases: ['personalized_pagerank', 'ppr'],
  meaning: 'Share of time of a walker who keeps going back to the nodes of --restart.',
  compute: (scene) => {
    const restart = new Float64Array(scene.graph.order);
    for (const node of scene.restart) restart[node] = 1;
    return { columns: { personalised_pagerank: rank(scene, restart) } };
  },
};

const between: Measure = {
  name: 'betweenness',
  meaning: 'Share of shortest paths (in hops) between others that run through the node; sampled.',
  compute: ({ graph, seed, samples }) =>
    sampled('betweenness', betweenness(graph.out, graph.in, { samples, rng: createRng(seed) })),
};

const closeness: Measure = {
  name: 'harmonic_closeness',
  aliases: ['closeness', 'harmonic', 'harmonic_centrality'],
  meaning: 'Mean of 1 / hops from all others to the node; sampled.',
  compute: ({ graph, seed, samples }) =>
    sampled('harmonic_closeness', harmonicCloseness(graph.out, { samples, rng: createRng(seed) })),
};

const hubs: Measure = {
  name: 'hits',
  aliases: ['hubs', 'authorities'],
  meaning: 'Columns hub (points at good authorities) and authority (pointed at by good hubs).',
  compute: ({ graph }) => {
    const found = settled(() => hits(graph.out, graph.in));
    if (found !== undefined) return { columns: { hub: found.hubs, authority: found.authorities } };
    const empty = new Float64Array(graph.order).fill(Number.NaN);
    return { columns: { hub: empty, authority: empty }, notices: [unsettled] };
  },
};

const unsettled =
  'hub and authority are left empty: several parts of the graph are so nearly equally dense that no scores settled.';

/** Scores that do not settle are no reason to lose the other measures; half-way ones would be wrong numbers. */
function settled<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExcavatorError && error.code === 'measure_not_converged') return undefined;
    throw error;
  }
}

export const flowMeasures: readonly Measure[] = [pagerank, between, closeness, hubs];

function rank({ graph }: Scene, restart?: Float64Array): Float64Array {
  return pageRank(graph.in, restart, { tolerance: 1e-10, strength: strengths(graph.out) });
}

function sampled(name: string, { values, errorBound, samples }: Sampled): Measured {
  const notice =
    errorBound === 0
      ? `${name} is exact.`
      : `${name} is estimated from ${samples} start nodes: with 95 % confidence every value is within ${errorBound.toPrecision(3)} of the exact one.`;
  return {
    columns: { [name]: values },
    findings: { [`${name}_error_bound`]: errorBound, [`${name}_samples`]: samples },
    notices: [notice],
  };
}
