import { config } from '../config/index.ts';
import { neighbourhood } from '../graph/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { edgeBetween } from '../kernel/slots.ts';
import { type NeighbourhoodQuery, type NeighbourhoodView, type Role, roles } from '../types.ts';
import type { CaseGraph, CasePerson } from './case-graph.ts';
import { heldContacts, pairContacts } from './held-contacts.ts';

/** Nobody reads a picture of more people, and each of them is exposed by it. */
const mostPeople = 200;

/**
 * What is around a person as a real graphology graph, keys being pseudonyms: only people within the hop limit of an
 * established case or established in one. Undefined when the person is nobody of these.
 * @throws ExcavatorError `neighbourhood_too_wide`
 */
export async function neighbourhoodView(
  home: Home,
  caseGraph: CaseGraph,
  query: NeighbourhoodQuery,
): Promise<NeighbourhoodView | undefined> {
  const { person, hops = 1, limit = 50 } = query;
  within('hops', hops, config.hopLimit);
  within('limit', limit, mostPeople);
  const centre = caseGraph.nodeOf.get(person);
  if (centre === undefined) return undefined;
  const { graph, people, run, allTies } = caseGraph;
  const held = await heldContacts(home, caseGraph);
  const found = neighbourhood(graph, centre, {
    hops,
    limit,
    keyOf: (node) => (people[node] as CasePerson).pseudonym,
    nodeAttributes: (node) => {
      const { area_id, hops: case_hops, established } = people[node] as CasePerson;
      return { area_id, case_hops, established, scores: scoresOf(caseGraph, node) };
    },
    edgeAttributes: (source, target) => ({ contacts: pairContacts(held, edgeBetween(graph, source, target)) }),
  });
  const shownTies = (graph.out.offsets[centre + 1] as number) - (graph.out.offsets[centre] as number);
  return {
    person,
    runId: run.runId,
    asOf: run.asOf,
    graph: found,
    exposed: found.order,
    cut: found.getAttribute('cut') as boolean,
    outOfReach: (allTies[centre] as number) - shownTies,
    notices: run.notices,
  };
}

function scoresOf({ scores }: CaseGraph, node: number): Partial<Record<Role, number>> {
  const found = roles.map((role) => [role, scores[role][node] as number] as const);
  return Object.fromEntries(found.filter(([, score]) => !Number.isNaN(score)));
}

function within(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new ExcavatorError({
    code: 'neighbourhood_too_wide',
    kind: 'usage',
    what: 'A neighbourhood that wide is not given.',
    where: name,
    got: String(value),
    expected: `a whole number from 1 to ${most}`,
    advice: 'Ask for less; every step and every place in it shows more people.',
  });
}
