import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import { PersonPath } from '../../contract/persons.ts';
import { engineProblems } from '../../contract/problem.ts';
import { PlacesAnswer, TimelineAnswer, TimelineQuery } from '../../contract/timeline.ts';
import { NoQuery } from '../../contract/values.ts';
import { ProblemError } from '../../problem-error.ts';
import { charge } from './charge.ts';

/** When and where a person was seen, and the places there are. */
export const timeline: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const seen = {
    tags: ['persons'],
    operationId: 'getTimeline',
    summary: 'What the records hold of a person, with whom, and how much a day and source',
    params: PersonPath,
    querystring: TimelineQuery,
    response: { 200: TimelineAnswer, ...engineProblems },
  };
  const config = { act: 'person.timeline' };
  app.get('/persons/:id/timeline', { schema: seen, config }, async ({ who, params: { id }, query }) => {
    const { case: caseId, from, until, top, utc_ahead_s: ahead } = query;
    const view = await engine.as(who.account).timeline({
      person: id,
      top,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      ...(ahead === undefined ? {} : { utcAheadSeconds: ahead }),
    });
    if (view === undefined) throw new ProblemError('person_not_found');
    const persons = [id, ...view.events.flatMap((event) => event.with)];
    const used = await charge(engine, who, now(), caseId, persons);
    return {
      person: id,
      run_id: view.runId,
      as_of: view.asOf,
      events: view.events.map((event) => ({ ...event, with: [...event.with] })),
      histogram: [...view.histogram],
      total: view.total,
      shown: view.shown,
      exposed: view.exposed,
      case: used,
    };
  });

  const places = {
    tags: ['persons'],
    operationId: 'listPlaces',
    summary: 'Places of the records for a map, coarse',
    querystring: NoQuery,
    response: { 200: PlacesAnswer, ...engineProblems },
  };
  app.get('/places', { schema: places, config: { act: 'ranking.read' } }, async ({ who }) => {
    const { runId, places: all, roads } = await engine.as(who.account).places();
    return { run_id: runId, places: [...all], roads: [...roads] };
  });
};
