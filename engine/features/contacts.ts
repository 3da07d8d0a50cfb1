import { type Channel, channels } from '../config/index.ts';
import { clustering } from '../kernel/clustering.ts';
import { constraints } from '../kernel/constraint.ts';
import type { Csr } from '../kernel/csr.ts';
import { effectiveSizes } from '../kernel/effective-size.ts';
import { filledSingles } from '../kernel/filled.ts';
import { pageRank } from '../kernel/pagerank.ts';
import { meetingSums, partnerCounts } from '../kernel/partners.ts';
import { type ContactLists, groupedContacts, spanOf } from './contact-lists.ts';
import { count, fact, quantity, share } from './family.ts';
import type { Columns, Fact } from './types.ts';

const sources = channels.map((channel) => `contact.${channel}`);
const channelZh: Readonly<Record<string, string>> = {
  room: '同房',
  booking: '同一预订',
  hotel_night: '同店同夜',
  order: '同一订单',
  seat: '邻座',
  service: '同车次',
  convoy: '结伴过卡',
  parcel: '包裹',
  call: '通话',
};
export const channelWord = (channel: string): string => channelZh[channel] ?? channel;

/** Channels that are meant, not met by chance. */
const meant: readonly Channel[] = ['room', 'order', 'convoy', 'parcel', 'call'];

const partnerFacts: readonly Fact[] = channels.map((channel) =>
  fact('contacts', `partners_${channel}`, {
    ...count('persons'),
    reason: `With how many people there is a ${channel.replace('_', ' ')} contact.`,
    reasonZh: `与多少人有${channelWord(channel)}的接触。`,
    sources: [`contact.${channel}`],
  }),
);

const mixFacts: readonly Fact[] = meant.map((channel) =>
  fact('contacts', `meetings_share_${channel}`, {
    ...share,
    reason: `How much of this person's contact is by ${channel.replace('_', ' ')}.`,
    reasonZh: `此人的接触中${channelWord(channel)}占多少。`,
    sources,
  }),
);

const structure: readonly Fact[] = [
  fact('graph', 'degree', {
    ...count('persons'),
    reason: 'How many people this person has contact with.',
    reasonZh: '此人与多少人有接触。',
    sources,
  }),
  fact('graph', 'strength', {
    ...count('weight'),
    reason: 'How much contact in all.',
    reasonZh: '接触总量。',
    sources,
  }),
  fact('graph', 'pagerank_relative', {
    ...quantity('times the mean'),
    reason: 'How central the person is.',
    reasonZh: '此人在关系网中有多中心。',
    sources,
  }),
  fact('graph', 'clustering', {
    ...share,
    reason: 'Families are closed circles, a seller links people who do not know each other.',
    reasonZh: '家庭是封闭的圈子，贩卖者联结互不相识的人。',
    sources,
  }),
  fact('graph', 'effective_share', {
    ...share,
    reason: 'A broker whose contacts do not overlap (effective size over number of contacts).',
    reasonZh: '中间人的接触对象互不重叠（有效规模与人数之比）。',
    sources,
  }),
  fact('graph', 'constraint', {
    unit: 'constraint',
    range: [0, null],
    reason: 'How far everybody this person knows knows each other.',
    reasonZh: '此人认识的人彼此相识的程度。',
    sources,
  }),
  fact('graph', 'top_tie_share', {
    ...share,
    reason: 'Runners depend on one contact.',
    reasonZh: '马仔依赖单一联系人。',
    sources,
  }),
  fact('graph', 'community_size', {
    ...count('persons'),
    reason: 'The size of the circle the person moves in.',
    reasonZh: '此人所处圈子的大小。',
    sources,
  }),
];

export const contactFacts: readonly Fact[] = [...partnerFacts, ...mixFacts, ...structure];

/** Distinct partners per channel and measures of the fused graph. A channel nobody has is missing, not zero. */
export function contactFeatures(graph: Csr, contacts: ContactLists, community: Int32Array): Columns {
  const { order } = graph;
  const result: Columns = new Map();
  const lists = groupedContacts(contacts);
  const { a, b, meetings } = lists;
  const totals = meetingSums(order, a, b, meetings, 0, a.length);
  for (const [index, channel] of channels.entries()) {
    const [from, to] = spanOf(lists, index);
    const none = from === to ? new Float32Array(order).fill(NaN) : undefined;
    result.set(`partners_${channel}`, none ?? partnerCounts(order, a, b, from, to));
    if (meant.includes(channel))
      result.set(`meetings_share_${channel}`, none ?? sharesOf(meetingSums(order, a, b, meetings, from, to), totals));
  }
  const { degree, strength, topTie } = ties(graph);
  const sizes = new Float32Array(order);
  for (const of of community) sizes[of] = (sizes[of] as number) + 1;
  result.set('degree', degree);
  result.set('strength', strength);
  result.set('top_tie_share', topTie);
  result.set('pagerank_relative', new Float32Array(pageRank(graph).map((value) => value * order)));
  result.set('clustering', Float32Array.from(clustering(graph)));
  const effective = effectiveSizes(graph);
  result.set(
    'effective_share',
    degree.map((of, i) => (of === 0 ? NaN : Math.min(1, Math.max(0, (effective[i] as number) / of)))),
  );
  result.set('constraint', Float32Array.from(constraints(graph)));
  result.set(
    'community_size',
    filledSingles(order, (i) => sizes[community[i] as number] as number),
  );
  return result;
}

function ties({ order, offsets, weights }: Csr): Record<'degree' | 'strength' | 'topTie', Float32Array> {
  const [degree, strength] = [new Float32Array(order), new Float32Array(order)];
  const topTie = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    const start = offsets[i] as number;
    const end = offsets[i + 1] as number;
    degree[i] = end - start;
    let sum = 0;
    let top = 0;
    for (let s = start; s < end; s++) {
      sum += weights[s] as number;
      top = Math.max(top, weights[s] as number);
    }
    strength[i] = sum;
    if (sum > 0) topTie[i] = top / sum;
  }
  return { degree, strength, topTie };
}

function sharesOf(part: Float64Array, whole: Float64Array): Float32Array {
  return filledSingles(part.length, (i) => (whole[i] === 0 ? NaN : (part[i] as number) / (whole[i] as number)));
}
