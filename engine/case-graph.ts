import { join } from 'node:path';
import type { Home } from './home.ts';
import { buildGraph, type FlatGraph } from './kernel/flat-graph.ts';
import { recordIdsOf } from './kernel/record-ids.ts';
import { type ColumnTable, sql } from './lake/index.ts';
import { rankingFolder, runOf } from './ranking-view.ts';
import type { PairContact, Role, RunReport } from './types.ts';

/** Somebody who may be shown: within the hop limit of an established case, or established in one. */
export interface CasePerson {
  readonly [column: string]: string | number | null;
  readonly person: number;
  readonly pseudonym: string;
  readonly area_id: string | null;
  /** Contacts to the nearest established case; 0 for the established. */
  readonly hops: number;
  readonly established: Role | null;
}

/**
 * The contact graph of one run without anybody beyond the hop limit and without victims, witnesses and cleared people
 * (oversight rules 15, 16). Node n is `people[n]`; weights in meetings-equivalents.
 */
export interface CaseGraph {
  readonly run: RunReport;
  readonly people: readonly CasePerson[];
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly graph: FlatGraph;
  /** Number of edges of each person in the whole graph, so that what is left out can be counted. */
  readonly allTies: Int32Array;
}

const shownRoles = "('user', 'retailer', 'supplier')";
const recordsShown = 50;

/** Reads the graph of the newest run, or gives the one it gave for the same run. */
export function createCaseGraphReader(home: Home): () => Promise<CaseGraph> {
  let kept: { readonly runId: string; readonly graph: Promise<CaseGraph> } | undefined;
  return () => {
    const run = runOf(home, undefined);
    if (kept?.runId === run.runId) return kept.graph;
    const graph = readCaseGraph(home, run);
    kept = { runId: run.runId, graph };
    graph.catch(() => {
      kept = undefined;
    });
    return graph;
  };
}

async function readCaseGraph(home: Home, run: RunReport): Promise<CaseGraph> {
  const people = await home.lake.rows<CasePerson>(`${peopleOf(home, run)} order by person`);
  const table = await home.lake.columns(`
    with shown as (select person, cast(row_number() over (order by person) - 1 as INTEGER) as node from (${peopleOf(home, run)}) as p),
    tie as (select s.node as a, t.node as b, e.weight_micro from ${tableOf(home, run, 'contacts', 'edge')} e
      left join shown s on s.person = e.a left join shown t on t.person = e.b)
    select coalesce(a, -1) as a, coalesce(b, -1) as b, weight_micro from tie where a is not null or b is not null order by a, b`);
  const [a, b] = [integers(table, 'a'), integers(table, 'b')];
  const allTies = new Int32Array(people.length);
  for (const ends of [a, b]) for (const end of ends) if (end >= 0) allTies[end] = (allTies[end] as number) + 1;
  const inside = a.map((node, e) => Number(node >= 0 && (b[e] as number) >= 0));
  const kept = (_: unknown, e: number): boolean => inside[e] === 1;
  const weights = floats(table, 'weight_micro').map((micro) => Math.max(micro, 1) / 1e6);
  return {
    run,
    people,
    nodeOf: new Map(people.map(({ pseudonym }, node) => [pseudonym, node])),
    graph: buildGraph(people.length, a.filter(kept), b.filter(kept), { weights: weights.filter(kept) }),
    allTies,
  };
}

function peopleOf(home: Home, run: RunReport): string {
  const ranking = sql.parquet([join(rankingFolder(home, run.runId).dir, 'ranking.parquet')]);
  return `select "index" as person, person as pseudonym, area_id, hops, null as established from ${ranking} where role = 'user'
    union all
    select p.person, p.pseudonym, p.area_id, 0 as hops, k.role as established from (
      select person, min(role) as role from ${tableOf(home, run, 'resolve', 'established')}
      group by person having min(case when role in ${shownRoles} then 1 else 0 end) = 1
    ) k join ${tableOf(home, run, 'resolve', 'person')} p on p.person = k.person`;
}

/** A table of a step that the run stands on. */
export function tableOf(home: Home, run: RunReport, step: 'resolve' | 'contacts', name: string): string {
  return sql.parquet([join(home.lakeDir, rankingFolder(home, run.runId).content[step], `${name}.parquet`)]);
}

interface ContactRow {
  readonly [column: string]: string | number | null;
  readonly a: number;
  readonly b: number;
  readonly channel: string;
  readonly meetings: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly records: string;
}

/** Contacts among some nodes, by the pair of nodes, smaller first: `a b`. */
export async function contactsAmong(
  home: Home,
  { run, people }: CaseGraph,
  nodes: readonly number[],
): Promise<ReadonlyMap<string, readonly PairContact[]>> {
  const numbers = nodes.map((node) => (people[node] as CasePerson).person);
  const nodeOf = new Map(numbers.map((person, i) => [person, nodes[i] as number]));
  const list = numbers.join(', ');
  const rows = await home.lake.rows<ContactRow>(`
    select a, b, channel, meetings, first_at, last_at, records from ${tableOf(home, run, 'contacts', 'contact')}
    where a in (${list}) and b in (${list}) order by a, b, channel`);
  const result = new Map<string, PairContact[]>();
  for (const row of rows) {
    const [one, other] = [nodeOf.get(row.a) as number, nodeOf.get(row.b) as number];
    const records = recordIdsOf(row.records);
    const contact = {
      channel: row.channel,
      count: row.meetings,
      first: row.first_at,
      last: row.last_at,
      record_count: records.length,
      records: records.slice(0, recordsShown),
    };
    const key = pairOf(one, other);
    result.set(key, [...(result.get(key) ?? []), contact]);
  }
  return result;
}

const numbers = new WeakMap<CaseGraph, ReadonlyMap<number, number>>();

/** Nodes by the number of the person in the run's tables. */
export function nodesByNumber(graph: CaseGraph): ReadonlyMap<number, number> {
  const known = numbers.get(graph) ?? new Map(graph.people.map(({ person }, node) => [person, node]));
  numbers.set(graph, known);
  return known;
}

/** Weight of the tie between two nodes; undefined where there is none. */
export function weightBetween({ graph: { out } }: CaseGraph, a: number, b: number): number | undefined {
  for (let slot = out.offsets[a] as number; slot < (out.offsets[a + 1] as number); slot++)
    if (out.targets[slot] === b) return out.weights?.[slot] ?? 1;
  return undefined;
}

export const pairOf = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function integers(table: ColumnTable, name: string): Int32Array {
  const column = table.columns[name];
  if (column?.kind !== 'int32') throw new TypeError(`column ${name} is not int32`);
  return column.values;
}

function floats(table: ColumnTable, name: string): Float64Array {
  const column = table.columns[name];
  if (column?.kind !== 'float64') throw new TypeError(`column ${name} is not float64`);
  return column.values;
}
