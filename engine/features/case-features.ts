import { type Channel, channels } from '../config/index.ts';
import type { Csr } from '../kernel/csr.ts';
import { hopsFromOthers } from '../kernel/hops.ts';
import { seedFlow } from '../kernel/seed-flow.ts';
import type { ContactLists } from './graph-features.ts';
import type { Feature } from './types.ts';

export type CaseRole = 'user' | 'retailer' | 'supplier';
const caseRoles = ['user', 'retailer', 'supplier'] as const;

/** Established people by role, as person numbers. */
export type Seeds = Readonly<Record<CaseRole, readonly number[]>>;

const sources = ['case_person.role', 'case_person.established_at', ...channels.map((channel) => `contact.${channel}`)];
/** Farther than this says no more than not at all. */
const hopsKnown = 6;
const direct: readonly Channel[] = ['room', 'order', 'convoy', 'parcel', 'call'];

export const caseFeatureList: readonly Feature[] = [
  ...caseRoles.flatMap((role): Feature[] => [
    {
      name: `hops_${role}`,
      family: 'cases',
      unit: 'contacts',
      range: [1, hopsKnown],
      reason: `How many contacts away the nearest established ${role} is.`,
      sources,
    },
    {
      name: `flow_${role}`,
      family: 'cases',
      unit: 'log2 of times the mean',
      range: [null, null],
      reason: `How often a walk along contacts from the established ${role}s comes by (personalised PageRank).`,
      sources,
    },
    {
      name: `contacts_${role}`,
      family: 'cases',
      unit: 'persons',
      range: [0, null],
      reason: `Established ${role}s this person has direct contact with.`,
      sources,
    },
    {
      name: `weight_share_${role}`,
      family: 'cases',
      unit: 'share',
      range: [0, 1],
      reason: `Share of this person's contact that is with established ${role}s.`,
      sources,
    },
  ]),
  ...direct.map(
    (channel): Feature => ({
      name: `case_meetings_${channel}`,
      family: 'cases',
      unit: 'meetings',
      range: [0, null],
      reason: `Meetings with established people by ${channel}.`,
      sources: ['case_person.role', `contact.${channel}`],
    }),
  ),
  {
    name: 'second_hop_established',
    family: 'cases',
    unit: 'persons',
    range: [0, null],
    reason: 'Contacts that themselves touch an established case.',
    sources,
  },
];

/**
 * Distance and flow to established cases. A person's own label never counts: an established person has the values
 * that the other established people give, so that what is learnt from them holds for those not yet known. Yields the
 * neighbours' mean flow too, because in a plain mean the own label would come back by way of the neighbours.
 */
export function caseFeatures(graph: Csr, contacts: ContactLists, seeds: Seeds): Map<string, Float32Array> {
  const result = new Map<string, Float32Array>();
  const isSeed = new Uint8Array(graph.order);
  for (const role of caseRoles) for (const seed of seeds[role]) isSeed[seed] = 1;
  for (const role of caseRoles) addRole(result, graph, role, seeds[role]);
  for (const channel of direct)
    result.set(`case_meetings_${channel}`, meetingsWithSeeds(graph.order, contacts, channels.indexOf(channel), isSeed));
  result.set('second_hop_established', touching(graph, isSeed));
  return result;
}

function addRole(result: Map<string, Float32Array>, graph: Csr, role: CaseRole, seeds: readonly number[]): void {
  const { order, offsets, targets, weights } = graph;
  const hops = Float32Array.from(hopsFromOthers(graph, seeds, hopsKnown), (hop) => (hop < 0 ? NaN : hop));
  const flow = seedFlow(graph, seeds);
  const isSeed = new Uint8Array(order);
  for (const seed of seeds) isSeed[seed] = 1;
  const near = new Float32Array(order);
  const share = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    let mass = 0;
    let total = 0;
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++) {
      total += weights[s] as number;
      if (isSeed[targets[s] as number] === 0) continue;
      near[i] = (near[i] as number) + 1;
      mass += weights[s] as number;
    }
    if (total > 0) share[i] = mass / total;
  }
  result.set(`hops_${role}`, hops);
  result.set(`flow_${role}`, flow.own);
  result.set(`neighbours_flow_${role}`, flow.neighbours);
  result.set(`contacts_${role}`, near);
  result.set(`weight_share_${role}`, share);
}

function meetingsWithSeeds(order: number, contacts: ContactLists, channel: number, isSeed: Uint8Array): Float32Array {
  const column = new Float32Array(order);
  for (let e = 0; e < contacts.a.length; e++) {
    if (contacts.channel[e] !== channel) continue;
    const a = contacts.a[e] as number;
    const b = contacts.b[e] as number;
    if (isSeed[b] === 1) column[a] = (column[a] as number) + (contacts.meetings[e] as number);
    if (isSeed[a] === 1) column[b] = (column[b] as number) + (contacts.meetings[e] as number);
  }
  return column;
}

/** Contacts with an established contact other than the person. */
function touching(graph: Csr, isSeed: Uint8Array): Float32Array {
  const { order, offsets, targets } = graph;
  const established = new Int32Array(order);
  for (let i = 0; i < order; i++)
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++)
      established[i] = (established[i] as number) + (isSeed[targets[s] as number] as number);
  const column = new Float32Array(order);
  for (let i = 0; i < order; i++) {
    const own = isSeed[i] as number;
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++)
      if ((established[targets[s] as number] as number) > own) column[i] = (column[i] as number) + 1;
  }
  return column;
}
