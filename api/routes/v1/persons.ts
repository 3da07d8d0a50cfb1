import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine, PersonView } from '../../../engine/index.ts';
import { leadNotice } from '../../contract/notice.ts';
import { PersonAnswer, PersonPath, PersonQuery } from '../../contract/persons.ts';
import { engineProblems } from '../../contract/problem.ts';
import { ProblemError } from '../../problem-error.ts';
import { type CaseUse, charge } from './charge.ts';
import { demandJudged } from './kept-back.ts';

const schema = {
  operationId: 'getPerson',
  tags: ['leads'],
  summary: 'Scores, features and top contacts of one scored person',
  params: PersonPath,
  querystring: PersonQuery,
  response: { 200: PersonAnswer, ...engineProblems },
};

export const persons: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  app.get('/persons/:id', { schema, config: { act: 'person.read' } }, async ({ who, params, query }) => {
    demandJudged(engine, who, params.id);
    const view = await engine.as(who.account).person(params.id);
    if (view === undefined) throw new ProblemError('person_not_found');
    const persons = [...new Set([view.person, ...view.contacts.map(({ person }) => person)])];
    return answer(view, persons.length, await charge(engine, who, now(), query.case, persons));
  });
};

function answer(view: PersonView, exposed: number, used: CaseUse): PersonAnswer {
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
    exposed,
    case: used,
    notice: leadNotice,
    notices: [...view.notices],
  };
}
