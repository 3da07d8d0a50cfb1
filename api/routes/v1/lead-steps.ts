import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import type { LeadStep } from '../../contract/lead-words.ts';
import { IfMatch, OutcomeBody, Receipt, stepBody } from '../../contract/leads.ts';
import { leadProblems } from '../../contract/problem.ts';
import { LeadPath, NoQuery } from '../../contract/values.ts';
import { ProblemError } from '../../problem-error.ts';

const words: Readonly<Record<Exclude<LeadStep, 'outcome'>, string>> = {
  view: 'Say what the facts alone look like, once, of a lead that is judged blind; then its score shows',
  approve: 'Say yes, with a reason, after opening the evidence',
  dismiss: 'Say no, with a reason, after opening the evidence',
  ask: 'Ask for more before deciding',
  supply: 'Answer what was asked',
  release: 'Give a lead back undecided',
  dispatch: 'Hand an approved lead to the unit on the street',
  withdraw: 'Take a lead back',
};
const common = { tags: ['leads'], params: LeadPath, querystring: NoQuery, headers: IfMatch };
const response = { 200: Receipt, ...leadProblems };

/** What people do with one lead. Each step is decided on the version that was read: it comes as If-Match. */
export const leadSteps: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const book = engine.oversight.leads;
  for (const [step, summary] of Object.entries(words) as [keyof typeof words, string][]) {
    const schema = { ...common, operationId: `${step}Lead`, summary, body: stepBody(step), response };
    app.post(
      `/leads/:id/${step}`,
      { schema, config: { act: `lead.${step}` } },
      async ({ who, params, body, headers }) =>
        book[step](who, { at: now(), lead: params.id, ...body, version: versionOf(headers['if-match']) }),
    );
  }
  const schema = {
    ...common,
    operationId: 'recordOutcome',
    summary: 'Record the established fact that came of it; a stop, a search or an arrest is none',
    body: OutcomeBody,
    response,
  };
  app.post(
    '/leads/:id/outcome',
    { schema, config: { act: 'lead.outcome' } },
    async ({ who, params, body, headers }) => {
      const { code, reason, role, established_at } = body;
      const doing = { at: now(), lead: params.id, code, reason, role, establishedAt: established_at };
      return book.outcome(who, { ...doing, version: versionOf(headers['if-match']) });
    },
  );
};

/** @throws ProblemError version_needed */
function versionOf(etag: string | undefined): number {
  if (etag === undefined) throw new ProblemError('version_needed');
  return Number(etag.slice(1, -1));
}
