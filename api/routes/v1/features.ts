import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Engine, type ExplainedFeature, inWords } from '../../../engine/index.ts';
import { FeaturesAnswer } from '../../contract/features.ts';
import { PersonPath, PersonQuery } from '../../contract/persons.ts';
import { engineProblems } from '../../contract/problem.ts';
import { ProblemError } from '../../problem-error.ts';
import { charge } from './charge.ts';

const schema = {
  tags: ['persons'],
  operationId: 'getFeatures',
  summary: 'What the model reads of a person, each value beside those of the people of the same area',
  params: PersonPath,
  querystring: PersonQuery,
  response: { 200: FeaturesAnswer, ...engineProblems },
};

/** One person's features in words that can be checked, under a case. */
export const features: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  app.get('/persons/:id/features', { schema, config: { act: 'person.read' } }, async ({ who, params, query }) => {
    const view = await engine.as(who.account).features(params.id);
    if (view === undefined) throw new ProblemError('person_not_found');
    const used = await charge(engine, who, now(), query.case, [view.person]);
    return {
      person: view.person,
      run_id: view.runId,
      as_of: view.asOf,
      area_id: view.area_id,
      peers: view.peers,
      features: view.features.map((line) => featureAnswer(line, view.area_id)),
      exposed: 1,
      case: used,
    };
  });
};

function featureAnswer(line: ExplainedFeature, area: string | null): FeaturesAnswer['features'][number] {
  const { name, family, unit, value, peersMedian, peersHigh, among, reason, reasonZh } = line;
  return {
    name,
    family,
    unit,
    value,
    peers_median: peersMedian,
    peers_high: peersHigh,
    rank: among,
    reason: { en: reason, zh: reasonZh },
    in_words: { en: inWords(line, area ?? 'the whole', 'en'), zh: inWords(line, area ?? '全体', 'zh') },
  };
}
