import { type Channel, channels } from '../config/index.ts';
import { caseReach, meetingLift } from '../kernel/case-reach.ts';
import type { Csr } from '../kernel/csr.ts';
import { filledSingles } from '../kernel/filled.ts';
import { hopsFromOthers } from '../kernel/hops.ts';
import { meetingSums, meetingsWith } from '../kernel/partners.ts';
import { seedFlow } from '../kernel/seed-flow.ts';
import { flowAround } from '../kernel/seed-flow-around.ts';
import { type CaseRole, caseRoles, contactKindNames, contactKinds, direct, hopsKnown } from './case-words.ts';
import { type ContactLists, type GroupedContacts, groupedContacts, spanOf } from './contact-lists.ts';
import type { Columns } from './types.ts';

/** Established people by role, as person numbers. */
export type Seeds = Readonly<Record<CaseRole, readonly number[]>>;

/** 1 for every seed. */
export function marked(order: number, seeds: readonly number[]): Uint8Array {
  const isSeed = new Uint8Array(order);
  for (const seed of seeds) isSeed[seed] = 1;
  return isSeed;
}

/** Established people of any role, each once. */
export const allSeeds = (seeds: Seeds): readonly number[] => [
  ...new Set(caseRoles.flatMap((role) => [...seeds[role]])),
];

/**
 * Distance and flow to established cases. A person's own label never counts: an established person has the values
 * that the other established people give, so that what is learnt from them holds for those not yet known. Yields the
 * neighbours' flow too, because in plain aggregates the own label would come back by way of the neighbours.
 */
export function caseFeatures(graph: Csr, contacts: ContactLists, seeds: Seeds, days: number): Columns {
  const result: Columns = new Map();
  const isSeed = marked(graph.order, allSeeds(seeds));
  for (const role of caseRoles) {
    const distinct = [...new Set(seeds[role])];
    const ofRole = marked(graph.order, distinct);
    addFlow(result, graph, role, distinct);
    addTies(result, graph, role, ofRole, distinct.length);
    const reach = caseReach(graph, distinct);
    result.set(`within_two_${role}`, reach.withinTwo);
    result.set(`within_two_lift_${role}`, reach.lift);
    result.set(`in_common_${role}`, reach.inCommon);
  }
  const lists = groupedContacts(contacts);
  addLifts(result, graph.order, lists, seeds);
  for (const channel of direct)
    result.set(
      `case_meetings_${channel}`,
      ifOthers(meetingsWithSeeds(graph.order, lists, channel, isSeed, days), isSeed),
    );
  result.set('second_hop_established', ifOthers(touching(graph, isSeed), isSeed));
  return result;
}

function addFlow(result: Columns, graph: Csr, role: CaseRole, seeds: readonly number[]): void {
  const flow = seedFlow(graph, seeds);
  const near = flowAround(graph, flow);
  const hops = hopsFromOthers(graph, seeds, hopsKnown);
  result.set(
    `hops_${role}`,
    filledSingles(graph.order, (i) => ((hops[i] as number) < 0 ? NaN : (hops[i] as number))),
  );
  result.set(`flow_${role}`, flow.own);
  result.set(`neighbours_flow_${role}`, flow.neighbours);
  result.set(`neighbours_max_flow_${role}`, near.max);
  result.set(`second_flow_${role}`, near.second);
}

/** Missing, not zero, where nobody else is established. */
export function ifOthers(column: Float32Array, isSeed: Uint8Array): Float32Array {
  const established = isSeed.reduce((sum, one) => sum + one, 0);
  return column.map((value, i) => (established === isSeed[i] ? NaN : value));
}

/** Direct contacts with seeds; missing where nobody else is a seed. */
function addTies(result: Columns, graph: Csr, role: CaseRole, isSeed: Uint8Array, seeds: number): void {
  const { order, offsets, targets, weights } = graph;
  const near = new Float32Array(order).fill(NaN);
  const share = new Float32Array(order).fill(NaN);
  for (let i = 0; i < order; i++) {
    if (seeds === isSeed[i]) continue;
    let count = 0;
    let mass = 0;
    let total = 0;
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++) {
      total += weights[s] as number;
      if (isSeed[targets[s] as number] === 0) continue;
      count++;
      mass += weights[s] as number;
    }
    near[i] = count;
    if (total > 0) share[i] = mass / total;
  }
  result.set(`contacts_${role}`, near);
  result.set(`weight_share_${role}`, share);
}

/** Meetings with established people by kind of contact, against expectation. */
function addLifts(result: Columns, order: number, lists: GroupedContacts, seeds: Seeds): void {
  const { a, b, meetings } = lists;
  for (const kind of contactKindNames) {
    const spans = contactKinds[kind].channels.map((channel) => spanOf(lists, channels.indexOf(channel)));
    const own = total(spans.map(([from, to]) => meetingSums(order, a, b, meetings, from, to)));
    for (const role of caseRoles) {
      const isSeed = marked(order, seeds[role]);
      const known = total(spans.map(([from, to]) => meetingsWith(order, a, b, meetings, from, to, isSeed)));
      result.set(`${kind}_lift_${role}`, meetingLift(own, known, isSeed));
    }
  }
}

const total = (columns: readonly Float64Array[]): Float64Array =>
  columns.reduce((sum, column) => sum.map((value, i) => value + (column[i] as number)));

/** Per 30 days; missing where nobody has the channel. */
function meetingsWithSeeds(
  order: number,
  lists: GroupedContacts,
  channel: Channel,
  isSeed: Uint8Array,
  days: number,
): Float32Array {
  const [from, to] = spanOf(lists, channels.indexOf(channel));
  if (from === to) return new Float32Array(order).fill(NaN);
  const met = meetingsWith(order, lists.a, lists.b, lists.meetings, from, to, isSeed);
  return filledSingles(order, (i) => ((met[i] as number) * 30) / days);
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
