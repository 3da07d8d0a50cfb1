import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine, Tie } from '../../../engine/index.ts';
import {
  type GraphEdge,
  NeighbourhoodAnswer,
  NeighbourhoodQuery,
  PathsAnswer,
  PathsQuery,
} from '../../contract/graph.ts';
import { PersonPath } from '../../contract/persons.ts';
import { engineProblems } from '../../contract/problem.ts';
import { ProblemError } from '../../problem-error.ts';
import { charge } from './charge.ts';
import { withoutKept } from './kept-back.ts';
import { decodePlace, encodePlace } from './place-cursor.ts';

const tags = ['persons'];
const config = { act: 'person.graph' };

/** What is around a person, and ways between two: under a case, whose budget the people shown count against. */
export const graph: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (app, { engine, now }) => {
  const around = {
    tags,
    operationId: 'getNeighbourhood',
    summary: 'Contacts of a person, strongest first, page by page',
    params: PersonPath,
    querystring: NeighbourhoodQuery,
    response: { 200: NeighbourhoodAnswer, ...engineProblems },
  };
  app.get('/persons/:id/neighbourhood', { schema: around, config }, async ({ who, params: { id }, query }) => {
    const { case: caseId, top, channel, after, before, cursor } = query;
    const asked = { person: id, channel: channel ?? null, after: after ?? null, before: before ?? null };
    const place = cursor === undefined ? undefined : decodePlace(cursor, asked);
    const view = await engine.as(who.account).ties({
      person: id,
      top,
      offset: place?.value ?? 0,
      ...(place === undefined ? {} : { runId: place.id }),
      ...(channel === undefined ? {} : { channel }),
      ...(after === undefined ? {} : { from: after }),
      ...(before === undefined ? {} : { until: before }),
    });
    if (view === undefined) throw new ProblemError('person_not_found');
    const used = await charge(
      engine,
      who,
      now(),
      caseId,
      view.nodes.map(({ person }) => person),
    );
    return {
      person: id,
      run_id: view.runId,
      as_of: view.asOf,
      nodes: withoutKept(engine, who, view.nodes),
      edges: view.edges.map(edgeAnswer),
      total: view.total,
      shown: view.shown,
      next_cursor: view.next === null ? null : encodePlace({ value: view.next, id: view.runId }, asked),
      exposed: view.exposed,
      caps: [...view.caps],
      case: used,
    };
  });

  const between = {
    tags,
    operationId: 'getPaths',
    summary: 'The best paths between two people, with the records along them',
    querystring: PathsQuery,
    response: { 200: PathsAnswer, ...engineProblems },
  };
  app.get('/paths', { schema: between, config }, async ({ who, query: { case: caseId, from, to, k, by } }) => {
    const view = await engine.as(who.account).pathGraph({ from, to, k, by });
    if (view === undefined) throw new ProblemError('person_not_found');
    const used = await charge(
      engine,
      who,
      now(),
      caseId,
      view.nodes.map(({ person }) => person),
    );
    return {
      run_id: view.runId,
      as_of: view.asOf,
      nodes: withoutKept(engine, who, view.nodes),
      edges: view.edges.map(edgeAnswer),
      paths: view.paths.map(({ persons, cost }) => ({ persons: [...persons], cost })),
      exposed: view.nodes.length,
      case: used,
    };
  });
};

function edgeAnswer(tie: Tie): GraphEdge {
  const channels = tie.channels.map((one) => ({ ...one, records: [...one.records] }));
  return { ...tie, channels: channels as GraphEdge['channels'] };
}
