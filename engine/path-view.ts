import { type CaseGraph, contactsAmong, nodesByNumber, pairOf, tableOf, weightBetween } from './case-graph.ts';
import { waysBetween } from './graph/index.ts';
import type { Home } from './home.ts';
import { ExcavatorError } from './kernel/errors.ts';
import { timePath } from './kernel/time-path.ts';
import { type TimedEdges, timedEdges } from './kernel/timed-edges.ts';
import type { PathGraphView, PathQuery, PathsView } from './types.ts';
import { nodesOf, tiesAmong } from './views/index.ts';

/** More paths than this say nothing that the first few do not. */
const mostPaths = 10;

/**
 * The k best paths between two people with the records along them: only over people within the hop limit of an
 * established case or established in one. Undefined when either end is nobody of these.
 * @throws ExcavatorError `path_count_refused`
 */
export async function pathsView(home: Home, graph: CaseGraph, query: PathQuery): Promise<PathsView | undefined> {
  const { from, to, k = 3, by = 'strength' } = query;
  if (!(Number.isInteger(k) && k >= 1 && k <= mostPaths)) throw tooMany(k);
  const [start, end] = [graph.nodeOf.get(from), graph.nodeOf.get(to)];
  if (start === undefined || end === undefined) return undefined;
  const ways =
    by === 'time'
      ? await waysInTime(home, graph, start, end)
      : waysBetween(graph.graph, start, end, k, by === 'strength' ? 'weight' : 'hops');
  const nodes = [...new Set([start, end, ...ways.flatMap((way) => way.nodes)])];
  const contacts = await contactsAmong(home, graph, nodes);
  const name = (node: number): string => graph.people[node]?.pseudonym ?? '';
  return {
    from,
    to,
    runId: graph.run.runId,
    asOf: graph.run.asOf,
    paths: ways.map((way) => ({
      cost: way.cost,
      people: way.nodes.map((node) => ({ person: name(node), established: graph.people[node]?.established ?? null })),
      steps: way.nodes.slice(1).map((node, i) => {
        const before = way.nodes[i] as number;
        return {
          from: name(before),
          to: name(node),
          weight: way.weights[i] as number,
          contacts: contacts.get(pairOf(before, node)) ?? [],
        };
      }),
    })),
    exposed: nodes.length,
    notices: graph.run.notices,
  };
}

type Way = Pick<ReturnType<typeof waysBetween>[number], 'nodes' | 'weights' | 'cost'>;

/** The same paths as one small graph: everybody on them once, and every tie among them. Undefined as for `pathsView`. */
export async function pathGraphView(
  home: Home,
  graph: CaseGraph,
  query: PathQuery,
): Promise<PathGraphView | undefined> {
  const found = await pathsView(home, graph, query);
  if (found === undefined) return undefined;
  const persons = found.paths.map(({ people }) => people.map(({ person }) => person));
  const names = [...new Set([query.from, query.to, ...persons.flat()])];
  const nodes = names.map((name) => graph.nodeOf.get(name) as number);
  const place = new Map(persons[0]?.map((name, i) => [name, i]) ?? []);
  const hopsOf = (node: number): number => place.get(graph.people[node]?.pseudonym ?? '') ?? 0;
  return {
    runId: found.runId,
    asOf: found.asOf,
    nodes: await nodesOf(home, graph, nodes, hopsOf),
    edges: await tiesAmong(home, graph, nodes),
    paths: found.paths.map(({ cost }, i) => ({ cost, persons: persons[i] ?? [] })),
  };
}

/**
 * The way by which something that passes from hand to hand arrives first: each contact has a meeting later than the one
 * before. Of a contact its first and last meeting are known here.
 */
async function waysInTime(home: Home, graph: CaseGraph, start: number, end: number): Promise<readonly Way[]> {
  const edges = await meetingsOf(home, graph);
  const path = timePath(edges, start, end);
  if (path === undefined) return [];
  const nodes = [start, ...path.map((edge) => edges.targets[edge] as number)];
  const weights = nodes.slice(1).map((node, i) => weightBetween(graph, nodes[i] as number, node) ?? 0);
  return [{ nodes, weights, cost: path.length }];
}

const kept = new WeakMap<CaseGraph, Promise<TimedEdges>>();

/** First and last meeting of every contact among those who may be shown, read once a run. */
function meetingsOf(home: Home, graph: CaseGraph): Promise<TimedEdges> {
  const known = kept.get(graph) ?? readMeetings(home, graph);
  kept.set(graph, known);
  known.catch(() => kept.delete(graph));
  return known;
}

async function readMeetings(home: Home, graph: CaseGraph): Promise<TimedEdges> {
  const rows = await home.lake.rows<{ a: number; b: number; first_at: number; last_at: number }>(`
    select c.a, c.b, c.first_at, c.last_at from ${tableOf(home, graph.run, 'contacts', 'contact')} c
    join ${tableOf(home, graph.run, 'contacts', 'edge')} e on e.a = least(c.a, c.b) and e.b = greatest(c.a, c.b)
    order by c.first_at, c.a, c.b, c.channel`);
  const nodeOf = nodesByNumber(graph);
  const inside = rows.flatMap(({ a, b, first_at, last_at }) => {
    const [one, other] = [nodeOf.get(a), nodeOf.get(b)];
    if (one === undefined || other === undefined) return [];
    return first_at === last_at
      ? [[one, other, first_at]]
      : [
          [one, other, first_at],
          [one, other, last_at],
        ];
  });
  const ends = (place: 0 | 1): Int32Array => Int32Array.from(inside, (edge) => edge[place] as number);
  const seconds = Float64Array.from(inside, (edge) => edge[2] as number);
  return timedEdges(graph.people.length, ends(0), ends(1), seconds, true);
}

function tooMany(k: number): ExcavatorError {
  return new ExcavatorError({
    code: 'path_count_refused',
    kind: 'usage',
    what: 'That many paths are not given.',
    got: String(k),
    expected: `a whole number from 1 to ${mostPaths}`,
    advice: 'Ask for fewer; every path shows more people.',
  });
}
