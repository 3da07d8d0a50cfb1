import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import { BudgetBody, CaseAnswer, CasePath, CasesAnswer, OpenCaseBody } from '../../contract/cases.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

const common = { tags: ['cases'], querystring: NoQuery };
const response = { 200: CaseAnswer, ...engineProblems };

/** Cases of the own unit: what people are looked at for, and how many may be. */
export const cases: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (app, { engine, now }) => {
  const book = engine.oversight.cases;
  const list = {
    ...common,
    operationId: 'listCases',
    summary: 'Cases of the own unit',
    response: { 200: CasesAnswer, ...engineProblems },
  };
  app.get('/cases', { schema: list, config: { act: 'case.list' } }, async ({ who }) => ({
    cases: [...book.list(who, now())],
  }));
  const open = { ...common, operationId: 'openCase', summary: 'Open a case', body: OpenCaseBody, response };
  app.post('/cases', { schema: open, config: { act: 'case.open' } }, async ({ who, body }) =>
    book.open(who, now(), body),
  );
  const close = {
    ...common,
    operationId: 'closeCase',
    summary: 'Close a case; its grants end',
    params: CasePath,
    response,
  };
  app.post('/cases/:id/close', { schema: close, config: { act: 'case.close' } }, async ({ who, params }) =>
    book.close(who, now(), params.id),
  );
  const allow = {
    ...common,
    operationId: 'setCaseBudget',
    summary: 'Allow a case to look at another number of persons',
    params: CasePath,
    body: BudgetBody,
    response,
  };
  app.post('/cases/:id/budget', { schema: allow, config: { act: 'case.budget' } }, async ({ who, params, body }) =>
    book.allow(who, now(), params.id, body.budget, body.reason),
  );
};
