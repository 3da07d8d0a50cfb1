import type { Channel } from '../config/index.ts';
import type { Csr } from '../kernel/csr.ts';
import { nearScores } from '../kernel/near-scores.ts';
import { unexplainedScores } from '../kernel/unexplained-scores.ts';
import { caseRoles, roleZh } from './case-words.ts';
import { contactsOf, type TestedContacts } from './contact-lists.ts';
import type { Columns, Feature, Look } from './types.ts';

const over = {
  max: { unit: 'probability', range: [0, 1], en: 'Highest among contacts', zh: '联系人中的最高值' },
  second: { unit: 'probability', range: [0, 1], en: 'Second highest among contacts', zh: '联系人中的次高值' },
  sum: { unit: 'persons', range: [0, null], en: 'Sum over contacts', zh: '联系人之和' },
  mean: { unit: 'probability', range: [0, 1], en: 'Mean over contacts, weighted by contact', zh: '联系人的加权平均' },
} as const satisfies Record<string, Pick<Feature, 'unit' | 'range'> & { en: string; zh: string }>;
const overNames = ['max', 'second', 'sum', 'mean'] as const;

/** Kinds of contact told apart: who drives with whom says other things than who writes to whom. */
const ways = {
  together: {
    of: ['room', 'booking', 'hotel_night', 'order', 'seat', 'service'],
    en: 'people it stayed or travelled with',
    zh: '同住同行者',
  },
  road: { of: ['convoy'], en: 'people it passed checkpoints with', zh: '同过卡口者' },
  parcel: { of: ['parcel'], en: 'people it sent parcels to or got them from', zh: '互寄包裹者' },
  call: { of: ['call'], en: 'people it called', zh: '通话者' },
} as const satisfies Record<string, { of: readonly Channel[]; en: string; zh: string }>;
const wayNames = ['together', 'road', 'parcel', 'call'] as const;

/** Whom somebody of a role has around it: users buy of a retailer, retailers of a supplier. */
const customers = [
  ['user', 'retailer'],
  ['retailer', 'supplier'],
] as const;

const readBy = (base: readonly Feature[]): Feature['sources'] => [...new Set(base.flatMap(({ sources }) => sources))];

/**
 * What a first look at the people around somebody said of them: stacked graphical learning (Kou & Cohen, SDM 2007). A
 * first model scores everybody in reach on features alone, the second reads what it made of the contacts. Established
 * people count as what they are, people out of reach as 0.
 * @param base features that the first look reads
 */
export function nearFeatures(base: readonly Feature[]): readonly Feature[] {
  const sources = readBy(base);
  const describe = (name: string, measure: Pick<Feature, 'unit' | 'range'>, en: string, zh: string): Feature =>
    Object.freeze({ family: 'near', name, ...measure, reason: en, reasonZh: zh, sources });
  return caseRoles.flatMap((role) => [
    ...overNames.map((name) =>
      describe(
        `near_${role}_${name}`,
        { unit: over[name].unit, range: over[name].range },
        `${over[name].en}: how much each is like a ${role} at first look (established ones count as 1).`,
        `${over[name].zh}：初看时各人像${roleZh[role]}的程度（已认定者计为 1）。`,
      ),
    ),
    ...wayNames.map((way) =>
      describe(
        `near_${role}_${way}`,
        { unit: 'probability', range: [0, 1] },
        `Highest among the ${ways[way].en}: how much each is like a ${role} at first look.`,
        `${ways[way].zh}中的最高值：初看时像${roleZh[role]}的程度。`,
      ),
    ),
  ]);
}

/** Of the people around somebody, those whom nobody else accounts for. Other arguments as above. */
export function unexplainedFeatures(base: readonly Feature[]): readonly Feature[] {
  const sources = readBy(base);
  return customers.map(
    ([customer, cause]): Feature => ({
      family: 'near',
      name: `near_${customer}_unexplained`,
      unit: 'persons',
      range: [0, null],
      reason: `Contacts like a ${customer} at first look who have nobody else like a ${cause} among their own contacts.`,
      reasonZh: `初看像${roleZh[customer]}、而其联系人中别无像${roleZh[cause]}者的联系人数。`,
      sources,
    }),
  );
}

/** All missing without a first look. */
export function nearColumns(graph: Csr, contacts: TestedContacts, scores: ReturnType<Look> | undefined): Columns {
  if (scores === undefined) {
    const missing = new Float32Array(graph.order).fill(NaN);
    return new Map([...nearFeatures([]), ...unexplainedFeatures([])].map(({ name }) => [name, missing]));
  }
  const result: Columns = new Map();
  for (const role of caseRoles) {
    const near = nearScores(graph, scores[role]);
    for (const name of overNames) result.set(`near_${role}_${name}`, near[name]);
  }
  for (const way of wayNames) {
    const circle = contactsOf(graph.order, contacts, ways[way].of, true);
    for (const role of caseRoles) result.set(`near_${role}_${way}`, nearScores(circle, scores[role]).max);
  }
  for (const [customer, cause] of customers)
    result.set(`near_${customer}_unexplained`, unexplainedScores(graph, scores[customer], scores[cause]));
  return result;
}
