import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { buildGraph, type FlatGraph } from '../kernel/flat-graph.ts';
import { edgeBetween, weightAt } from '../kernel/slots.ts';
import { type ColumnTable, sql } from '../lake/index.ts';
import { type Role, type RunReport, roles } from '../types.ts';
import { rankingFolder, runOf } from './ranking.ts';

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
  /** Score of each person in a role, NaN where there is none. */
  readonly scores: Readonly<Record<Role, Float64Array>>;
}

const shownRoles = "('user', 'retailer', 'supplier')";

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
  const people = await peopleIn(await home.lake.columns(`${peopleOf(home, run)} order by person`));
  const table = await home.lake.columns(`
    with shown as (${shownNodes(home, run)}),
    tie as (select s.node as a, t.node as b, e.weight_micro from ${tableOf(home, run, 'contacts', 'edge')} e
      left join shown s on s.person = e.a left join shown t on t.person = e.b)
    select coalesce(a, -1) as a, coalesce(b, -1) as b, weight_micro from tie where a is not null or b is not null order by a, b`);
  await setImmediate();
  const [a, b] = [integers(table, 'a'), integers(table, 'b')];
  const allTies = new Int32Array(people.length);
  for (const ends of [a, b]) for (const end of ends) if (end >= 0) allTies[end] = (allTies[end] as number) + 1;
  const inside = a.map((node, e) => Number(node >= 0 && (b[e] as number) >= 0));
  const kept = (_: unknown, e: number): boolean => inside[e] === 1;
  const weights = floats(table, 'weight_micro').map((micro) => Math.max(micro, 1) / 1e6);
  const [from, to, weightsKept] = [a.filter(kept), b.filter(kept), weights.filter(kept)];
  await setImmediate();
  const graph = buildGraph(people.length, from, to, { weights: weightsKept });
  await setImmediate();
  return {
    run,
    people,
    nodeOf: new Map(people.map(({ pseudonym }, node) => [pseudonym, node])),
    graph,
    allTies,
    scores: await scoresOf(home, run, people.length),
  };
}

/** People made at a time; in between the service answers others. */
const peopleAtOnce = 10_000;

async function peopleIn(table: ColumnTable): Promise<readonly CasePerson[]> {
  const text = (name: string): ((row: number) => string | null) => {
    const { values, valid } = table.columns[name] as ColumnTable['columns'][string];
    return (row) => (valid[row] === 1 ? (values[row] as string) : null);
  };
  const [pseudonym, area, role] = [text('pseudonym'), text('area_id'), text('established')];
  const [person, hops] = [integers(table, 'person'), integers(table, 'hops')];
  const people: CasePerson[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (row % peopleAtOnce === 0) await setImmediate();
    people.push({
      person: person[row] as number,
      pseudonym: pseudonym(row) ?? '',
      area_id: area(row),
      hops: hops[row] as number,
      established: role(row) as Role | null,
    });
  }
  return people;
}

async function scoresOf(home: Home, run: RunReport, order: number): Promise<CaseGraph['scores']> {
  const scores = {} as Record<Role, Float64Array>;
  for (const role of roles) {
    const table = await home.lake.columns(`select s.node, r.score from ${rankingTable(home, run)} r
      join (${shownNodes(home, run)}) s on s.person = r."index" where r.role = ${sql.text(role)}`);
    const [nodes, values] = [integers(table, 'node'), floats(table, 'score')];
    scores[role] = new Float64Array(order).fill(Number.NaN);
    for (let i = 0; i < nodes.length; i++) scores[role][nodes[i] as number] = values[i] as number;
  }
  return scores;
}

/** Query of the number of everybody who may be shown, with the node: both rise together. */
export function shownNodes(home: Home, run: RunReport): string {
  return `select person, cast(row_number() over (order by person) - 1 as INTEGER) as node from (${peopleOf(home, run)}) as p`;
}

const rankingTable = (home: Home, run: RunReport): string =>
  sql.parquet([join(rankingFolder(home, run.runId).dir, 'ranking.parquet')]);

function peopleOf(home: Home, run: RunReport): string {
  return `select "index" as person, person as pseudonym, area_id, hops, null as established from ${rankingTable(home, run)} where role = 'user'
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

const numbers = new WeakMap<CaseGraph, ReadonlyMap<number, number>>();

/** Nodes by the number of the person in the run's tables. */
export function nodesByNumber(graph: CaseGraph): ReadonlyMap<number, number> {
  const known = numbers.get(graph) ?? new Map(graph.people.map(({ person }, node) => [person, node]));
  numbers.set(graph, known);
  return known;
}

/** Weight of the tie between two nodes; undefined where there is none. */
export function weightBetween({ graph }: CaseGraph, a: number, b: number): number | undefined {
  const edge = edgeBetween(graph, a, b);
  return edge === -1 ? undefined : weightAt(graph.out, edge);
}

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
