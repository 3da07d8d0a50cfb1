import { type Channel, channels, config } from '../config/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { hasContact, slotsAmong } from '../kernel/pair-contacts.ts';
import { edgeBetween, ownerOf, weightAt } from '../kernel/slots.ts';
import { type Role, roles } from '../types.ts';
import type { CaseGraph, CasePerson } from './case-graph.ts';
import { channelName, type HeldContacts, heldContacts, recordIdsHeld } from './held-contacts.ts';
import type { Tie, TieChannel, TieNode, TiesQuery, TiesView, Words } from './types.ts';

const mostTies = 200;
const recordsShown = 20;
const qMost = config.contacts.falseDiscoveryMost;

/**
 * A person's contacts, strongest first, and the contacts among those shown. Undefined when the person is neither
 * within the hop limit of an established case nor established in one.
 * @throws ExcavatorError ties_refused, run_unknown
 */
export async function tiesView(home: Home, graph: CaseGraph, query: TiesQuery): Promise<TiesView | undefined> {
  const { person, top = 20, offset = 0, runId = graph.run.runId } = query;
  if (!(Number.isInteger(top) && top >= 1 && top <= mostTies)) throw refused(top);
  if (runId !== graph.run.runId) throw runGone();
  const centre = graph.nodeOf.get(person);
  if (centre === undefined) return undefined;
  const { offsets, targets, weights } = graph.graph.out;
  const [start, end] = [offsets[centre] as number, offsets[centre + 1] as number];
  const all = Array.from({ length: end - start }, (_, i) => ({
    node: targets[start + i] as number,
    weight: weights?.[start + i] ?? 1,
  })).sort((x, y) => y.weight - x.weight || x.node - y.node);
  const held = await heldContacts(home, graph);
  const wanted = all.filter(({ node }) => fits(held, edgeBetween(graph.graph, centre, node), query));
  const page = wanted.slice(offset, offset + top);
  const nodes = [centre, ...page.map(({ node }) => node)];
  const next = offset + page.length;
  return Object.freeze({
    person,
    runId,
    asOf: graph.run.asOf,
    nodes: nodesOf(graph, nodes, (node) => (node === centre ? 0 : 1)),
    edges: tiesAmong(held, graph, nodes),
    total: wanted.length,
    shown: page.length,
    next: next < wanted.length ? next : null,
    exposed: nodes.length,
    caps: capsOf(graph, centre, all.length),
  });
}

function capsOf({ allTies }: CaseGraph, centre: number, shownTies: number): readonly Words[] {
  const left = (allTies[centre] as number) - shownTies;
  if (left === 0) return [];
  return [
    {
      en: `${left} more contacts are not shown: no established case is near enough, or they are protected (victims, witnesses, cleared people).`,
      zh: `另有 ${left} 个联系不显示：距已立案件过远，或受保护（受害人、证人、已排除者）。`,
    },
  ];
}

/** Whether two people met in the channel and the span of time that were asked for. */
function fits(held: HeldContacts, slot: number, { channel, from, until }: TiesQuery): boolean {
  if (channel === undefined && from === undefined && until === undefined) return true;
  const number = channel === undefined ? -1 : channels.indexOf(channel as Channel);
  if (channel !== undefined && number === -1) return false;
  return hasContact(held, slot, number, Math.trunc(from ?? -Infinity), Math.trunc(until ?? Infinity));
}

/** Every tie among some nodes, with its channels, by the numbers of whom it leads from and to. */
export function tiesAmong(held: HeldContacts, graph: CaseGraph, nodes: readonly number[]): readonly Tie[] {
  const { out } = graph.graph;
  const first = (slot: number): number => held.starts[slot] as number;
  return slotsAmong(out, nodes)
    .filter((slot) => first(slot) < first(slot + 1))
    .map((slot) => {
      const [low, high] = [ownerOf(out, slot), out.targets[slot] as number];
      const [a, b] = held.reversed[first(slot)] === 1 ? [high, low] : [low, high];
      return { slot, a, b };
    })
    .sort((x, y) => x.a - y.a || x.b - y.b)
    .map(({ slot, a, b }) => tieOf(held, graph, slot, a, b));
}

function tieOf(held: HeldContacts, { graph, people }: CaseGraph, slot: number, a: number, b: number): Tie {
  const channels: TieChannel[] = [];
  for (let c = held.starts[slot] as number; c < (held.starts[slot + 1] as number); c++)
    channels.push(channelOf(held, c));
  return Object.freeze({
    a: people[a]?.pseudonym ?? '',
    b: people[b]?.pseudonym ?? '',
    weight: weightAt(graph.out, slot),
    tested: channels.some(({ q }) => q !== null && q <= qMost),
    first: Math.min(...channels.map(({ first }) => first)),
    last: Math.max(...channels.map(({ last }) => last)),
    channels,
  });
}

function channelOf(held: HeldContacts, contact: number): TieChannel {
  const log10Q = held.log10Q[contact] as number;
  return {
    channel: channelName(held, contact),
    count: held.meetings[contact] as number,
    expected: held.expected[contact] as number,
    q: Number.isNaN(log10Q) ? null : 10 ** log10Q,
    first: held.firstAt[contact] as number,
    last: held.lastAt[contact] as number,
    records_total: held.recordCount[contact] as number,
    records: recordIdsHeld(held, contact, recordsShown),
  };
}

/** What may be said of some nodes. */
export function nodesOf(
  graph: CaseGraph,
  nodes: readonly number[],
  hopsOf: (node: number) => number,
): readonly TieNode[] {
  return nodes.map((node) => {
    const { pseudonym, established, area_id, hops } = graph.people[node] as CasePerson;
    const best = established === null ? bestOf(graph, node) : undefined;
    return Object.freeze({
      person: pseudonym,
      role: best?.role ?? null,
      score: best?.score ?? null,
      established,
      area_id,
      hops: hopsOf(node),
      case_hops: hops,
    });
  });
}

/** The role of the highest score; of equal ones the first by name. */
function bestOf({ scores }: CaseGraph, node: number): { readonly role: Role; readonly score: number } | undefined {
  let best: { readonly role: Role; readonly score: number } | undefined;
  for (const role of roles) {
    const score = scores[role][node] as number;
    if (Number.isNaN(score)) continue;
    if (best === undefined || score > best.score || (score === best.score && role < best.role)) best = { role, score };
  }
  return best;
}

function refused(got: number): ExcavatorError {
  return new ExcavatorError({
    code: 'ties_refused',
    kind: 'usage',
    what: 'That many contacts are not given at once.',
    got: String(got),
    expected: `a whole number from 1 to ${mostTies}`,
    advice: 'Ask for fewer; each of them is exposed.',
  });
}

function runGone(): ExcavatorError {
  return new ExcavatorError({
    code: 'run_unknown',
    kind: 'not_found',
    what: 'There is a newer run since the page before.',
    advice: 'Begin again.',
  });
}
