import { join } from 'node:path';
import { type CaseGraph, type CasePerson, nodesByNumber, tableOf, weightBetween } from '../case-graph.ts';
import { config } from '../config/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { recordIdsOf } from '../kernel/record-ids.ts';
import { sql } from '../lake/index.ts';
import { rankingFolder } from '../ranking-view.ts';
import { type Role, roles } from '../types.ts';
import type { Tie, TieChannel, TieNode, TiesQuery, TiesView } from './types.ts';

const mostTies = 200;
const recordsShown = 20;
const qMost = config.contacts.falseDiscoveryMost;

interface ContactRow {
  readonly [column: string]: string | number | null;
  readonly a: number;
  readonly b: number;
  readonly channel: string;
  readonly meetings: number;
  readonly expected: number;
  readonly log10_q: number | null;
  readonly inherent: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly records: string;
}

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
  const fits = await nodesThatFit(home, graph, centre, query);
  const wanted = fits === undefined ? all : all.filter(({ node }) => fits.has(node));
  const page = wanted.slice(offset, offset + top);
  const nodes = [centre, ...page.map(({ node }) => node)];
  const edges = await tiesAmong(home, graph, nodes);
  const next = offset + page.length;
  return Object.freeze({
    person,
    runId,
    asOf: graph.run.asOf,
    nodes: await nodesOf(home, graph, nodes, (node) => (node === centre ? 0 : 1)),
    edges,
    total: wanted.length,
    shown: page.length,
    next: next < wanted.length ? next : null,
    exposed: nodes.length,
    caps: capsOf(graph, centre, all.length),
  });
}

function capsOf({ allTies }: CaseGraph, centre: number, shownTies: number): readonly string[] {
  const left = (allTies[centre] as number) - shownTies;
  if (left === 0) return [];
  return [
    `${left} more contacts are not shown: no established case is near enough, or they are protected (victims, witnesses, cleared people).`,
  ];
}

/** Nodes that met the person in a channel or a span of time; undefined where neither was asked for. */
async function nodesThatFit(
  home: Home,
  graph: CaseGraph,
  centre: number,
  { channel, from, until }: TiesQuery,
): Promise<ReadonlySet<number> | undefined> {
  if (channel === undefined && from === undefined && until === undefined) return undefined;
  const number = (graph.people[centre] as CasePerson).person;
  const rows = await home.lake.rows<{ other: number }>(`
    select distinct case when a = ${number} then b else a end as other from ${tableOf(home, graph.run, 'contacts', 'contact')}
    where (a = ${number} or b = ${number}) and ${channel === undefined ? 'true' : `channel = ${sql.text(channel)}`}
      and ${from === undefined ? 'true' : `last_at >= ${Math.trunc(from)}`}
      and ${until === undefined ? 'true' : `first_at <= ${Math.trunc(until)}`}`);
  const nodes = nodesByNumber(graph);
  return new Set(rows.flatMap(({ other }) => nodes.get(other) ?? []));
}

/** Every tie among some nodes, with its channels. */
export async function tiesAmong(home: Home, graph: CaseGraph, nodes: readonly number[]): Promise<readonly Tie[]> {
  const own = new Map(nodes.map((node) => [(graph.people[node] as CasePerson).person, node]));
  const list = [...own.keys()].join(', ');
  const rows = await home.lake.rows<ContactRow>(`
    select a, b, channel, meetings, expected, log10_q, inherent, first_at, last_at, records
    from ${tableOf(home, graph.run, 'contacts', 'contact')} where a in (${list}) and b in (${list})
    order by a, b, channel, first_at`);
  const ties = new Map<string, ContactRow[]>();
  for (const row of rows) {
    const key = `${Math.min(row.a, row.b)} ${Math.max(row.a, row.b)}`;
    ties.set(key, [...(ties.get(key) ?? []), row]);
  }
  return [...ties.values()].flatMap((group) => tieOf(graph, own, group) ?? []);
}

function tieOf(graph: CaseGraph, own: ReadonlyMap<number, number>, rows: readonly ContactRow[]): Tie | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const [a, b] = [own.get(first.a) as number, own.get(first.b) as number];
  const weight = weightBetween(graph, a, b);
  // Contacts that neither passed a test nor are ties by themselves make no edge.
  if (weight === undefined) return undefined;
  const channels = rows.map(channelOf);
  return Object.freeze({
    a: graph.people[a]?.pseudonym ?? '',
    b: graph.people[b]?.pseudonym ?? '',
    weight,
    tested: channels.some(({ q }) => q !== null && q <= qMost),
    first: Math.min(...rows.map(({ first_at }) => first_at)),
    last: Math.max(...rows.map(({ last_at }) => last_at)),
    channels,
  });
}

function channelOf(row: ContactRow): TieChannel {
  const records = recordIdsOf(row.records);
  return {
    channel: row.channel,
    count: row.meetings,
    expected: row.expected,
    q: row.log10_q === null ? null : 10 ** row.log10_q,
    first: row.first_at,
    last: row.last_at,
    records_total: records.length,
    records: records.slice(0, recordsShown),
  };
}

/** What may be said of some nodes. */
export async function nodesOf(
  home: Home,
  graph: CaseGraph,
  nodes: readonly number[],
  hopsOf: (node: number) => number,
): Promise<readonly TieNode[]> {
  const ranking = sql.parquet([join(rankingFolder(home, graph.run.runId).dir, 'ranking.parquet')]);
  const people = nodes.map((node) => graph.people[node] as CasePerson);
  const rows = await home.lake.rows<{ person: number; role: string; score: number }>(`
    select "index" as person, role, score from ${ranking}
    where "index" in (${people.map(({ person }) => person).join(', ')}) order by score desc, role`);
  const best = new Map<number, { readonly role: Role | null; readonly score: number }>();
  for (const { person, role, score } of rows)
    if (!best.has(person)) best.set(person, { role: roles.find((one) => one === role) ?? null, score });
  return nodes.map((node, i) => {
    const { person, pseudonym, established, area_id, hops } = people[i] as CasePerson;
    const found = established === null ? best.get(person) : undefined;
    return Object.freeze({
      person: pseudonym,
      role: found?.role ?? null,
      score: found?.score ?? null,
      established,
      area_id,
      hops: hopsOf(node),
      case_hops: hops,
    });
  });
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
