import { type Channel, channels } from '../config/index.ts';
import { channelWord } from './contacts.ts';
import { fact, lift, share } from './family.ts';
import type { Fact } from './types.ts';

export type CaseRole = 'user' | 'retailer' | 'supplier';
export const caseRoles = ['user', 'retailer', 'supplier'] as const;
export const roleZh = { user: '吸毒人员', retailer: '零贩', supplier: '供应商' } as const;

/** Farther than this says no more than not at all. */
export const hopsKnown = 6;
export const direct: readonly Channel[] = ['room', 'order', 'convoy', 'parcel', 'call'];

/** Channels by what kind of contact they are. */
export const contactKinds = {
  lodging: { channels: ['room', 'booking', 'hotel_night'], word: 'hotels', zh: '住宿' },
  travel: { channels: ['order', 'seat', 'service'], word: 'tickets', zh: '出行' },
  convoy: { channels: ['convoy'], word: 'checkpoints', zh: '卡口' },
  parcel: { channels: ['parcel'], word: 'parcels', zh: '包裹' },
  call: { channels: ['call'], word: 'calls', zh: '通话' },
} as const satisfies Record<string, { channels: readonly Channel[]; word: string; zh: string }>;
export type ContactKind = keyof typeof contactKinds;
export const contactKindNames = Object.keys(contactKinds) as ContactKind[];

const known = ['case_person.role', 'case_person.established_at'];
const sources = [...known, ...channels.map((channel) => `contact.${channel}`)];
const persons = { unit: 'persons', range: [0, null] as const };

const roleFacts = (role: CaseRole): readonly Fact[] => {
  const zh = roleZh[role];
  return [
    fact('cases', `hops_${role}`, {
      unit: 'contacts',
      range: [1, hopsKnown],
      reason: `How many contacts away the nearest established ${role} is.`,
      reasonZh: `距最近的已认定${zh}隔几层接触。`,
      sources,
    }),
    fact('cases', `flow_${role}`, {
      unit: 'log2 of times the mean',
      range: [null, null],
      reason: `How often a walk along contacts from the established ${role}s comes by (personalised PageRank).`,
      reasonZh: `从已认定${zh}沿接触关系游走，经过此人的频度。`,
      sources,
    }),
    fact('cases', `contacts_${role}`, {
      ...persons,
      reason: `Established ${role}s this person has direct contact with.`,
      reasonZh: `与此人有直接接触的已认定${zh}人数。`,
      sources,
    }),
    fact('cases', `weight_share_${role}`, {
      ...share,
      reason: `Share of this person's contact that is with established ${role}s.`,
      reasonZh: `此人的接触中与已认定${zh}的占比。`,
      sources,
    }),
    fact('cases', `within_two_${role}`, {
      ...persons,
      reason: `Established ${role}s within two contacts.`,
      reasonZh: `两层接触之内的已认定${zh}人数。`,
      sources,
    }),
    fact('cases', `within_two_lift_${role}`, {
      ...lift,
      reason: `More established ${role}s within two contacts than chance would put there.`,
      reasonZh: `两层接触之内的已认定${zh}多于偶然。`,
      sources,
    }),
    fact('cases', `in_common_${role}`, {
      unit: 'contacts, rare ones more',
      range: [0, null],
      reason: `Contacts in common with established ${role}s, quiet ones counting more (Adamic-Adar).`,
      reasonZh: `与已认定${zh}共同的联系人，交往少的权重高。`,
      sources,
    }),
    ...contactKindNames.map((kind) =>
      fact('cases', `${kind}_lift_${role}`, {
        ...lift,
        reason: `Meets established ${role}s by ${contactKinds[kind].word} more often than expected.`,
        reasonZh: `通过${contactKinds[kind].zh}与已认定${zh}接触多于预期。`,
        sources: [...known, ...contactKinds[kind].channels.map((channel) => `contact.${channel}`)],
      }),
    ),
  ];
};

export const caseGraphFacts: readonly Fact[] = [
  ...caseRoles.flatMap(roleFacts),
  ...direct.map((channel) =>
    fact('cases', `case_meetings_${channel}`, {
      unit: 'meetings per 30 days',
      range: [0, null],
      reason: `Meetings with established people by ${channel}.`,
      reasonZh: `通过${channelWord(channel)}与已认定人员接触的次数。`,
      sources: ['case_person.role', `contact.${channel}`],
    }),
  ),
  fact('cases', 'second_hop_established', {
    ...persons,
    reason: 'Contacts that themselves touch an established case.',
    reasonZh: '自身与已认定案件人员有接触的联系人。',
    sources,
  }),
];
