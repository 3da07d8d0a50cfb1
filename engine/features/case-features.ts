import { type Channel, channels } from '../config/index.ts';
import type { Csr } from '../kernel/csr.ts';
import { hopsFrom } from '../kernel/hops.ts';
import { pageRank } from '../kernel/pagerank.ts';
import type { ContactLists } from './graph-features.ts';
import type { Feature } from './types.ts';

export type CaseRole = 'user' | 'retailer' | 'supplier';
const caseRoles = ['user', 'retailer', 'supplier'] as const;

/** Established people by role, as person numbers. */
export type Seeds = Readonly<Record<CaseRole, readonly number[]>>;

const sources = ['case_person.role', 'case_person.established_at', ...channels.map((channel) => `contact.${channel}`)];
const direct: readonly Channel[] = ['room', 'order', 'convoy', 'parcel', 'call'];

export const caseFeatureList: readonly Feature[] = [
  ...caseRoles.flatMap((role): Feature[] => [
    {
      name: `hops_${role}`,
      family: 'cases',
      unit: 'contacts',
      range: [1, null],
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

/** Distance and flow to established cases. A person's own label never counts: seeds are left out of their own sums. */
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
  const hops = Float32Array.from(hopsFrom(graph, seeds, 6), (hop) => (hop < 0 ? NaN : hop));
  const restart = new Float64Array(order);
  for (const seed of seeds) restart[seed] = 1;
  const flow = pageRank(graph, restart, { tolerance: 1e-9 });
  const near = new Float32Array(order);
  const share = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    let mass = 0;
    let total = 0;
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++) {
      total += weights[s] as number;
      if (restart[targets[s] as number] === 0) continue;
      near[i] = (near[i] as number) + 1;
      mass += weights[s] as number;
    }
    if (total > 0) share[i] = mass / total;
  }
  result.set(`hops_${role}`, hops);
  result.set(
    `flow_${role}`,
    Float32Array.from(flow, (value) => (value > 0 ? Math.log2(value * order) : NaN)),
  );
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

function touching(graph: Csr, isSeed: Uint8Array): Float32Array {
  const { order, offsets, targets } = graph;
  const touches = new Uint8Array(order);
  for (let i = 0; i < order; i++)
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++)
      if (isSeed[targets[s] as number] === 1) touches[i] = 1;
  const column = new Float32Array(order);
  for (let i = 0; i < order; i++) {
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++)
      column[i] = (column[i] as number) + (touches[targets[s] as number] as number);
  }
  return column;
}
