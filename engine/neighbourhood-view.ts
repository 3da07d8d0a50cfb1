import { join } from 'node:path';
import { type CaseGraph, type CasePerson, contactsAmong, pairOf } from './case-graph.ts';
import { config } from './config/index.ts';
import { neighbourhood } from './graph/index.ts';
import type { Home } from './home.ts';
import { ExcavatorError } from './kernel/errors.ts';
import { sql } from './lake/index.ts';
import { rankingFolder } from './ranking-view.ts';
import { type NeighbourhoodQuery, type NeighbourhoodView, type Role, roles } from './types.ts';

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
  // The shape first, to know for whom the attributes are wanted.
  const nodes = neighbourhood(graph, centre, { hops, limit }).mapNodes(Number);
  const scores = await scoresOf(home, caseGraph, nodes);
  const contacts = await contactsAmong(home, caseGraph, nodes);
  const found = neighbourhood(graph, centre, {
    hops,
    limit,
    keyOf: (node) => (people[node] as CasePerson).pseudonym,
    nodeAttributes: (node) => {
      const { area_id, hops: case_hops, established } = people[node] as CasePerson;
      return { area_id, case_hops, established, scores: scores.get(node) ?? {} };
    },
    edgeAttributes: (source, target) => ({ contacts: contacts.get(pairOf(source, target)) ?? [] }),
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

async function scoresOf(
  home: Home,
  { run, people }: CaseGraph,
  nodes: readonly number[],
): Promise<ReadonlyMap<number, Partial<Record<Role, number>>>> {
  const nodeOf = new Map(nodes.map((node) => [(people[node] as CasePerson).person, node]));
  const rows = await home.lake.rows<{ person: number; role: string; score: number }>(`
    select "index" as person, role, score from ${sql.parquet([join(rankingFolder(home, run.runId).dir, 'ranking.parquet')])}
    where "index" in (${[...nodeOf.keys()].join(', ')}) order by "index", role`);
  const result = new Map<number, Partial<Record<Role, number>>>();
  for (const { person, role, score } of rows) {
    const known = roles.find((one) => one === role);
    const node = nodeOf.get(person) as number;
    if (known !== undefined) result.set(node, { ...result.get(node), [known]: score });
  }
  return result;
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
