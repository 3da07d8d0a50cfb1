import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine, PersonView } from '../../../engine/index.ts';
import { leadNotice } from '../../contract/notice.ts';
import { PersonAnswer, PersonPath } from '../../contract/persons.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import { ProblemError } from '../../problem-error.ts';

const schema = {
  operationId: 'getPerson',
  tags: ['leads'],
  summary: 'Scores, features and top contacts of one scored person',
  params: PersonPath,
  querystring: NoQuery,
  response: { 200: PersonAnswer, ...engineProblems },
};

export const persons: FastifyPluginAsyncTypebox<{ engine: Engine }> = async (app, { engine }) => {
  app.get('/persons/:id', { schema, config: { act: 'person.read' } }, async ({ who, params }) => {
    const view = await engine.as(who.account).person(params.id);
    if (view === undefined) throw new ProblemError('person_not_found');
    return answer(view);
  });
};

function answer(view: PersonView): PersonAnswer {
  return {
    person: view.person,
    run_id: view.runId,
    as_of: view.asOf,
    area_id: view.area_id,
    hops: view.hops,
    scores: [...view.scores],
    explanations: view.explanations.map((one) => ({
      role: one.role,
      base: one.base,
      score: one.score,
      weighs_for: [...one.weighsFor],
      weighs_against: [...one.weighsAgainst],
      would_change: [...one.wouldChange],
      halved: one.halved,
    })),
    features: [...view.features],
    contacts: view.contacts.map((contact) => ({ ...contact, records: [...contact.records] })),
    notice: leadNotice,
    notices: [...view.notices],
  };
}
