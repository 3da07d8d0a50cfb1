import type { Channel } from '../config/index.ts';
import { around } from '../kernel/neighbour-aggregates.ts';
import { seedFlow } from '../kernel/seed-flow.ts';
import { caseRoles, roleZh } from './case-words.ts';
import type { Seeds } from './cases.ts';
import { type ContactLists, contactsOf } from './contact-lists.ts';
import { fact, share } from './family.ts';
import type { Columns, Fact } from './types.ts';

/** Parts of the contact graph in which hand-overs happen, without the crowd of chance meetings. */
const circles = {
  room: { of: ['room', 'booking'], word: 'shared rooms', zh: '同房关系' },
  trade: { of: ['parcel', 'call'], word: 'parcels and calls', zh: '包裹和通话关系' },
} as const satisfies Record<string, { of: readonly Channel[]; word: string; zh: string }>;
const circleNames = ['room', 'trade'] as const;

/** Behaviour of the people somebody shares rooms with. */
const roommates = ['day_stay_share', 'stays_rate_rank', 'degree_rank', 'away_share', 'received_border_share'] as const;

const cases = ['case_person.role', 'case_person.established_at'];
const sourcesOf = (name: keyof typeof circles): string[] => circles[name].of.map((channel) => `contact.${channel}`);

export const closeFacts: readonly Fact[] = [
  ...circleNames.flatMap((name) =>
    caseRoles.map((role) =>
      fact('cases', `${name}_flow_${role}`, {
        unit: 'log2 of times the mean',
        range: [null, null],
        reason: `How often a walk along ${circles[name].word} from the established ${role}s comes by.`,
        reasonZh: `从已认定${roleZh[role]}沿${circles[name].zh}游走，经过此人的频度。`,
        sources: [...cases, ...sourcesOf(name)],
      }),
    ),
  ),
  ...roommates.map((base) =>
    fact('neighbours', `roommates_${base}`, {
      ...share,
      reason: `Mean over the people this person shares rooms with: ${base.replaceAll('_', ' ')}.`,
      reasonZh: '与此人同房者的平均值。',
      sources: [...sourcesOf('room'), 'lodging.place_id', 'person.home_area', 'parcel.from_place', 'place.border_km'],
    }),
  ),
];

/** As in `caseFeatures`, a person's own label never counts. Reads ranked columns, so it comes after the ranks. */
export function closeTieFeatures(columns: Columns, order: number, contacts: ContactLists, seeds: Seeds): Columns {
  const result: Columns = new Map();
  for (const name of circleNames) {
    const graph = contactsOf(order, contacts, circles[name].of);
    for (const role of caseRoles) result.set(`${name}_flow_${role}`, seedFlow(graph, seeds[role]).own);
    if (name === 'room')
      for (const base of roommates)
        result.set(`roommates_${base}`, around(graph, columns.get(base) as Float32Array).mean);
  }
  return result;
}
