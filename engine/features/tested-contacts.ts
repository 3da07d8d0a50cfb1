import { channels } from '../config/index.ts';
import { buildCsr } from '../kernel/csr.ts';
import { type ContactLists, channelWord } from './contacts.ts';
import { count, fact, share } from './family.ts';
import type { Columns, Fact } from './types.ts';

/** Contacts with the outcome of their test. */
export interface TestedContacts extends ContactLists {
  /** log10 of the share of false discoveries at which the contact still passes. */
  readonly log10Q: Float64Array;
  /** -log10 p, at least 0. */
  readonly surprise: Float64Array;
  /** Convoys only, else NaN: |mean lag| / (|mean lag| + its spread), 1 when one keeps the same distance behind the other. */
  readonly lagSteadiness: Float64Array;
}

const all = channels.map((channel) => `contact.${channel}`);
const convoys = channels.indexOf('convoy');
/** log10 of the q at which a contact counts as tested. */
const testedMost = Math.log10(0.05);
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

/** Contacts that passed their test, how surprising they are, and whether somebody keeps a steady distance to another. */
export function testedContactFeatures(order: number, contacts: TestedContacts): Columns {
  const { a, b, channel, log10Q, surprise, lagSteadiness } = contacts;
  const result: Columns = new Map();
  for (const [index, name] of channels.entries()) {
    const tested = (_: number, e: number): boolean => channel[e] === index && (log10Q[e] as number) <= testedMost;
    const { offsets } = buildCsr(order, a.filter(tested), b.filter(tested));
    result.set(
      `tested_${name}`,
      Float32Array.from({ length: order }, (_, i) => (offsets[i + 1] as number) - (offsets[i] as number)),
    );
  }
  const most = new Float32Array(order);
  const sum = new Float64Array(order);
  const steadiness = new Float32Array(order).fill(NaN);
  for (let e = 0; e < a.length; e++) {
    const value = Math.min(surpriseMost, surprise[e] as number);
    const steady = lagSteadiness[e] as number;
    for (const i of [a[e] as number, b[e] as number]) {
      most[i] = Math.max(most[i] as number, value);
      sum[i] = (sum[i] as number) + value;
      if (channel[e] !== convoys || Number.isNaN(steady)) continue;
      const before = steadiness[i] as number;
      steadiness[i] = Number.isNaN(before) ? steady : Math.max(before, steady);
    }
  }
  result.set('surprise_max', most);
  result.set('surprise_sum', Float32Array.from(sum));
  result.set('convoy_lag_steadiness', steadiness);
  return result;
}
