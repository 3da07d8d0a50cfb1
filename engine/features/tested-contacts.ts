import { channels } from '../config/index.ts';
import { byChannel, grouped } from '../kernel/by-channel.ts';
import { partnerCounts } from '../kernel/partners.ts';
import { spanOf, type TestedContacts, testedMost } from './contact-lists.ts';
import { channelWord } from './contacts.ts';
import { count, fact, share } from './family.ts';
import type { Columns, Fact } from './types.ts';

const all = channels.map((channel) => `contact.${channel}`);
const convoys = channels.indexOf('convoy');
/** -log10 p beyond this says no more. */
const surpriseMost = 50;

export const testedFacts: readonly Fact[] = [
  ...channels.map((channel) =>
    fact('contacts', `tested_${channel}`, {
      ...count('persons'),
      reason: `With how many people the ${channel.replace('_', ' ')} contact is more than their habits give (q at most 0.05).`,
      reasonZh: `与多少人的${channelWord(channel)}接触超出两人习惯所能解释的程度（q 不超过 0.05）。`,
      sources: [`contact.${channel}`],
    }),
  ),
  fact('contacts', 'surprise_max', {
    unit: '-log10 p',
    range: [0, surpriseMost],
    reason: 'How far the most striking contact is from chance.',
    reasonZh: '最突出的一项接触离偶然有多远。',
    sources: all,
  }),
  fact('contacts', 'surprise_sum', {
    ...count('-log10 p'),
    reason: 'How far all contacts together are from chance.',
    reasonZh: '全部接触合起来离偶然有多远。',
    sources: all,
  }),
  fact('contacts', 'convoy_lag_steadiness', {
    ...share,
    reason: 'A scout car keeps its distance: the steadiest gap kept to another over the gates of a trip.',
    reasonZh: '探路车保持车距：一路各卡口间与他车最稳定的间隔。',
    sources: ['contact.convoy'],
  }),
];

/**
 * Contacts that passed their test, how surprising they are, and whether somebody keeps a steady distance to another. A
 * channel that nobody has is missing, and where there is no contact at all so is the surprise.
 */
export function testedContactFeatures(order: number, contacts: TestedContacts): Columns {
  const by = byChannel(contacts.channel, channels.length);
  const [a, b] = [grouped(contacts.a, by), grouped(contacts.b, by)];
  const tested = new Uint8Array(grouped(contacts.log10Q, by).map((log10Q) => Number(log10Q <= testedMost)));
  const result: Columns = new Map();
  for (const [index, name] of channels.entries()) {
    const [from, to] = spanOf(by, index);
    const counts = from === to ? undefined : partnerCounts(order, a, b, from, to, tested);
    result.set(`tested_${name}`, counts ?? new Float32Array(order).fill(NaN));
  }
  const { most, sum } = surprises(order, contacts);
  result.set('surprise_max', most);
  result.set('surprise_sum', sum);
  const [from, to] = spanOf(by, convoys);
  const steadiness = grouped(contacts.lagSteadiness, by).subarray(from, to);
  result.set('convoy_lag_steadiness', highest(order, a.subarray(from, to), b.subarray(from, to), steadiness));
  return result;
}

function surprises(order: number, { a, b, surprise }: TestedContacts): Record<'most' | 'sum', Float32Array> {
  const most = new Float32Array(order).fill(a.length === 0 ? NaN : 0);
  const sum = new Float64Array(order).fill(a.length === 0 ? NaN : 0);
  for (let e = 0; e < a.length; e++) {
    const value = Math.min(surpriseMost, surprise[e] as number);
    const [one, other] = [a[e] as number, b[e] as number];
    if (value > (most[one] as number)) most[one] = value;
    if (value > (most[other] as number)) most[other] = value;
    sum[one] = (sum[one] as number) + value;
    sum[other] = (sum[other] as number) + value;
  }
  return { most, sum: Float32Array.from(sum) };
}

/** The highest known value among each person's contacts; NaN where none is known. */
function highest(order: number, a: Int32Array, b: Int32Array, values: Float32Array | Float64Array): Float32Array {
  const result = new Float32Array(order).fill(NaN);
  for (let e = 0; e < a.length; e++) {
    const value = values[e] as number;
    if (Number.isNaN(value)) continue;
    const [one, other] = [a[e] as number, b[e] as number];
    if (!((result[one] as number) >= value)) result[one] = value;
    if (!((result[other] as number) >= value)) result[other] = value;
  }
  return result;
}
