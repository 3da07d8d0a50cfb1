import type { Sampled, SampledOptions } from './betweenness.ts';
import { createSearch, forget, searchFrom } from './breadth-first.ts';
import type { Rows } from './csr.ts';
import { samplePivots, samplingError } from './pivots.ts';

/**
 * Harmonic closeness (Marchiori & Latora 2000; Boldi & Vigna 2014): the mean over all other nodes u of 1 / hops
 * from u to the node, 0 where u cannot come; in [0, 1]. Estimated from sampled starts (Eppstein &
 * Wang 2004). O(samples * edges).
 */
export function harmonicCloseness(out: Rows, options: SampledOptions): Sampled {
  const { order } = out;
  const pivots = samplePivots(order, options.samples, options.rng);
  const values = new Float64Array(order);
  const search = createSearch(order);
  for (const start of pivots) {
    const reached = searchFrom(out, start, search);
    for (let at = 1; at < reached; at++) values[search.queue[at]] += 1 / search.hops[search.queue[at]];
    forget(search, reached);
  }
  const scale = order > 1 ? order / (pivots.length * (order - 1)) : 0;
  for (let i = 0; i < order; i++) values[i] *= scale;
  const error = samplingError(order, pivots.length, order, options.failureProbability ?? 0.05);
  return { values, errorBound: error === 0 ? 0 : Math.min(1, (error * order) / (order - 1)), samples: pivots.length };
}
