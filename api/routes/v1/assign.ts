import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Engine, ExcavatorError } from '../../../engine/index.ts';
import { AssignAnswer, AssignBody, ReviewersAnswer } from '../../contract/leads.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

const tags = ['leads'];

/** Who may be given leads, and the giving. */
export const assigning: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const book = engine.oversight.leads;

  const reviewers = {
    tags,
    operationId: 'listReviewers',
    summary: 'Who reviews in the own unit, and how many leads each has in hand',
    querystring: NoQuery,
    response: { 200: ReviewersAnswer, ...engineProblems },
  };
  app.get('/reviewers', { schema: reviewers, config: { act: 'reviewer.list' } }, async ({ who }) => ({
    reviewers: (await book.reviewers(who, now())).map(({ account, inHand }) => ({ account, in_hand: inHand })),
  }));

  const assign = {
    tags,
    operationId: 'assignLeads',
    summary: 'Give leads to a reviewer of the unit for a working day',
    querystring: NoQuery,
    body: AssignBody,
    response: { 200: AssignAnswer, ...engineProblems },
  };
  app.post('/leads/assign', { schema: assign, config: { act: 'lead.assign' } }, async ({ who, body }) => {
    const tried = body.leads.map((lead) =>
      book.assign(who, now(), lead, body.to).then(
        () => ({ lead, cause: undefined }),
        (error: unknown) => ({ lead, cause: causeOf(error) }),
      ),
    );
    const outcomes = await Promise.all(tried);
    return {
      assigned: outcomes.filter(({ cause }) => cause === undefined).map(({ lead }) => lead),
      refused: outcomes.flatMap(({ lead, cause }) => (cause === undefined ? [] : [{ lead, cause }])),
    };
  });
};

/** A refusal of one lead is told by its code; what failed altogether is thrown. */
function causeOf(error: unknown): string {
  if (error instanceof ExcavatorError && error.kind !== 'resource' && error.kind !== 'internal')
    return error.fault.code;
  throw error;
}
