import { waysBetween } from '../graph/index.ts';
import type { Home } from '../home.ts';
import { contactMeetings } from '../kernel/contact-meetings.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { edgeBetween } from '../kernel/slots.ts';
import { timePath } from '../kernel/time-path.ts';
import { type TimedEdges, timedEdges } from '../kernel/timed-edges.ts';
import type { PathGraphView, PathQuery, PathsView } from '../types.ts';
import { type CaseGraph, weightBetween } from './case-graph.ts';
import { type HeldContacts, heldContacts, pairContacts } from './held-contacts.ts';
import { nodesOf, tiesAmong } from './ties.ts';

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
  const held = await heldContacts(home, graph);
  const ways =
    by === 'time'
      ? waysInTime(held, graph, start, end)
      : waysBetween(graph.graph, start, end, k, by === 'strength' ? 'weight' : 'hops');
  const nodes = [...new Set([start, end, ...ways.flatMap((way) => way.nodes)])];
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
          contacts: pairContacts(held, edgeBetween(graph.graph, before, node)),
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
    nodes: nodesOf(graph, nodes, hopsOf),
    edges: tiesAmong(await heldContacts(home, graph), graph, nodes),
    paths: found.paths.map(({ cost }, i) => ({ cost, persons: persons[i] ?? [] })),
  };
}

/**
 * The way by which something that passes from hand to hand arrives first: each contact has a meeting later than the one
 * before. Of a contact its first and last meeting are known here.
 */
function waysInTime(held: HeldContacts, graph: CaseGraph, start: number, end: number): readonly Way[] {
  const edges = meetingsOf(held, graph);
  const path = timePath(edges, start, end);
  if (path === undefined) return [];
  const nodes = [start, ...path.map((edge) => edges.targets[edge] as number)];
  const weights = nodes.slice(1).map((node, i) => weightBetween(graph, nodes[i] as number, node) ?? 0);
  return [{ nodes, weights, cost: path.length }];
}

const kept = new WeakMap<HeldContacts, TimedEdges>();

/** First and last meeting of every contact among those who may be shown, put in order of time once a run. */
function meetingsOf(held: HeldContacts, graph: CaseGraph): TimedEdges {
  const known = kept.get(held);
  if (known !== undefined) return known;
  const { sources, targets, seconds } = contactMeetings(graph.graph.out, held);
  const edges = timedEdges(graph.people.length, sources, targets, seconds, true);
  kept.set(held, edges);
  return edges;
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
