import { channels } from '../config/index.ts';
import { clustering } from '../kernel/clustering.ts';
import { buildCsr, type Csr } from '../kernel/csr.ts';
import { pageRank } from '../kernel/pagerank.ts';
import type { Feature } from './types.ts';

/** Contacts of all channels as flat lists; `channel` indexes the list of channels. */
export interface ContactLists {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly channel: Uint8Array;
  readonly meetings: Float64Array;
}

const sources = channels.map((channel) => `contact.${channel}`);
const count = { unit: 'persons', range: [0, null] as const };

const partnerFeatures: readonly Feature[] = channels.map((channel) => ({
  name: `partners_${channel}`,
  family: 'contacts',
  ...count,
  reason: `With how many people there is a ${channel.replace('_', ' ')} contact.`,
  sources: [`contact.${channel}`],
}));

const structure: readonly Feature[] = [
  { name: 'degree', family: 'graph', ...count, reason: 'How many people this person has contact with.', sources },
  { name: 'strength', family: 'graph', unit: 'weight', range: [0, null], reason: 'How much contact in all.', sources },
  {
    name: 'pagerank_relative',
    family: 'graph',
    unit: 'times the mean',
    range: [0, null],
    reason: 'How central the person is.',
    sources,
  },
  {
    name: 'clustering',
    family: 'graph',
    unit: 'share',
    range: [0, 1],
    reason: 'Families are closed circles, a seller links people who do not know each other.',
    sources,
  },
  { name: 'community_size', family: 'graph', ...count, reason: 'The size of the circle the person moves in.', sources },
];

export const graphFeatureList: readonly Feature[] = [...partnerFeatures, ...structure];

/** Distinct partners per channel and measures of the fused graph. */
export function graphFeatures(graph: Csr, contacts: ContactLists, community: Int32Array): Map<string, Float32Array> {
  const { order, offsets, weights } = graph;
  const result = new Map<string, Float32Array>();
  for (const [index, channel] of channels.entries())
    result.set(`partners_${channel}`, partners(order, contacts, index));
  const degree = new Float32Array(order);
  const strength = new Float32Array(order);
  for (let i = 0; i < order; i++) {
    const start = offsets[i] as number;
    const end = offsets[i + 1] as number;
    degree[i] = end - start;
    let sum = 0;
    for (let s = start; s < end; s++) sum += weights[s] as number;
    strength[i] = sum;
  }
  const sizes = new Float32Array(order);
  for (const of of community) sizes[of] = (sizes[of] as number) + 1;
  result.set('degree', degree);
  result.set('strength', strength);
  result.set(
    'pagerank_relative',
    Float32Array.from(pageRank(graph), (value) => value * order),
  );
  result.set('clustering', Float32Array.from(clustering(graph)));
  result.set(
    'community_size',
    Float32Array.from(community, (of) => sizes[of] as number),
  );
  return result;
}

/** Distinct partners; a directed channel may hold a pair twice, which the rows of a graph merge. */
function partners(order: number, { a, b, channel }: ContactLists, wanted: number): Float32Array {
  const here = (_: number, e: number): boolean => channel[e] === wanted;
  const { offsets } = buildCsr(order, a.filter(here), b.filter(here));
  return Float32Array.from({ length: order }, (_, i) => (offsets[i + 1] as number) - (offsets[i] as number));
}
