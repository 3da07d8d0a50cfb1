import { type CaseGraph, contactsAmong, pairOf } from './case-graph.ts';
import { waysBetween } from './graph/index.ts';
import type { Home } from './home.ts';
import { ExcavatorError } from './kernel/errors.ts';
import type { PathQuery, PathsView } from './types.ts';

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
  const ways = waysBetween(graph.graph, start, end, k, by === 'strength' ? 'weight' : 'hops');
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
