import type { Home } from '../../engine/home.ts';
import { recordIdsOf } from '../../engine/kernel/record-ids.ts';
import { sql } from '../../engine/lake/index.ts';
import {
  type CaseGraph,
  type CasePerson,
  nodesByNumber,
  tableOf,
  weightBetween,
} from '../../engine/views/case-graph.ts';
import type { TiesQuery } from '../../engine/views/index.ts';
import { rankingFolder } from '../../engine/views/ranking.ts';

/** What the views say of ties, asked of the tables themselves with SQL: slow and obvious. */
interface ContactRow {
  readonly [column: string]: string | number | null;
  readonly a: number;
  readonly b: number;
  readonly channel: string;
  readonly meetings: number;
  readonly expected: number;
  readonly log10_q: number | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly records: string;
}

const contactTable = (home: Home, graph: CaseGraph): string => tableOf(home, graph.run, 'contacts', 'contact');
const numberOf = (graph: CaseGraph, node: number): number => (graph.people[node] as CasePerson).person;

export async function slowTies(home: Home, graph: CaseGraph, nodes: readonly number[]) {
  const own = new Map(nodes.map((node) => [numberOf(graph, node), node]));
  const list = [...own.keys()].join(', ');
  const rows = await home.lake.rows<ContactRow>(`
    select a, b, channel, meetings, expected, log10_q, first_at, last_at, records from ${contactTable(home, graph)}
    where a in (${list}) and b in (${list}) order by a, b, channel, first_at`);
  const groups = new Map<string, ContactRow[]>();
  for (const row of rows) {
    const key = `${Math.min(row.a, row.b)} ${Math.max(row.a, row.b)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const { a, b } = group[0] as ContactRow;
    const ends = [own.get(a) as number, own.get(b) as number] as const;
    const weight = weightBetween(graph, ...ends);
    if (weight === undefined) return [];
    const channels = group.map(channelOf);
    return {
      a: graph.people[ends[0]]?.pseudonym,
      b: graph.people[ends[1]]?.pseudonym,
      weight,
      tested: channels.some(({ q }) => q !== null && q <= 0.05),
      first: Math.min(...group.map(({ first_at }) => first_at)),
      last: Math.max(...group.map(({ last_at }) => last_at)),
      channels,
    };
  });
}

function channelOf(row: ContactRow) {
  const records = recordIdsOf(row.records);
  return {
    channel: row.channel,
    count: row.meetings,
    expected: row.expected,
    q: row.log10_q === null ? null : 10 ** row.log10_q,
    first: row.first_at,
    last: row.last_at,
    records_total: records.length,
    records: records.slice(0, 20),
  };
}

/** Neighbours of a person that fit a query, strongest first. */
export async function slowNeighbours(home: Home, graph: CaseGraph, centre: number, query: TiesQuery) {
  const { channel, from, until } = query;
  const number = numberOf(graph, centre);
  const rows = await home.lake.rows<{ other: number }>(`
    select distinct case when a = ${number} then b else a end as other from ${contactTable(home, graph)}
    where (a = ${number} or b = ${number}) and ${channel === undefined ? 'true' : `channel = ${sql.text(channel)}`}
      and ${from === undefined ? 'true' : `last_at >= ${from}`} and ${until === undefined ? 'true' : `first_at <= ${until}`}`);
  return rows
    .flatMap(({ other }) => nodesByNumber(graph).get(other) ?? [])
    .flatMap((node) => {
      const weight = weightBetween(graph, centre, node);
      return weight === undefined ? [] : [{ node, weight }];
    })
    .sort((x, y) => y.weight - x.weight || x.node - y.node)
    .map(({ node }) => node);
}

/** Best role and score of some nodes, as the ranking has them. */
export async function slowBest(home: Home, graph: CaseGraph, nodes: readonly number[]) {
  const ranking = sql.parquet([`${rankingFolder(home, graph.run.runId).dir}/ranking.parquet`]);
  const rows = await home.lake.rows<{ person: number; role: string; score: number }>(`
    select "index" as person, role, score from ${ranking}
    where "index" in (${nodes.map((node) => numberOf(graph, node)).join(', ')}) order by score desc, role`);
  return nodes.map((node) => {
    const found = rows.find(({ person }) => person === numberOf(graph, node));
    return { role: found?.role ?? null, score: found?.score ?? null };
  });
}

/** Contacts between two nodes as the paths tell them. */
export async function slowContacts(home: Home, graph: CaseGraph, a: number, b: number) {
  const list = `${numberOf(graph, a)}, ${numberOf(graph, b)}`;
  const rows = await home.lake.rows<ContactRow>(`
    select * from ${contactTable(home, graph)} where a in (${list}) and b in (${list}) order by a, b, channel`);
  return rows.map((row) => {
    const records = recordIdsOf(row.records);
    const { channel, meetings: count, first_at: first, last_at: last } = row;
    return { channel, count, first, last, record_count: records.length, records: records.slice(0, 50) };
  });
}

/** First and last meeting of every contact, by the first, then by whom it leads from and to. */
export async function slowMeetings(home: Home, graph: CaseGraph): Promise<[number, number, number][]> {
  const rows = await home.lake.rows<{ a: number; b: number; first_at: number; last_at: number }>(`
    select c.a, c.b, c.first_at, c.last_at from ${contactTable(home, graph)} c
    join ${tableOf(home, graph.run, 'contacts', 'edge')} e on e.a = least(c.a, c.b) and e.b = greatest(c.a, c.b)
    order by c.first_at, c.a, c.b, c.channel`);
  const nodeOf = nodesByNumber(graph);
  return rows.flatMap(({ a, b, first_at, last_at }): [number, number, number][] => {
    const [one, other] = [nodeOf.get(a), nodeOf.get(b)];
    if (one === undefined || other === undefined) return [];
    const first: [number, number, number] = [one, other, first_at];
    return first_at === last_at ? [first] : [first, [one, other, last_at]];
  });
}
