import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { edgeProblems, problemResponses } from '../contract/problem.ts';
import { isProblemCode, problemCatalogue, problemType } from '../contract/problems.ts';
import { HealthAnswer, OpenApiDocument, ProblemEntryAnswer, ProblemPath } from '../contract/service.ts';
import { NoQuery } from '../contract/values.ts';
import { ProblemError } from '../problem-error.ts';

const common = { tags: ['service'], querystring: NoQuery };

/** Routes without a version: they say what the versions are. */
export const service: FastifyPluginAsyncTypebox = async (app) => {
  const health = {
    ...common,
    operationId: 'getHealth',
    summary: 'Whether the process answers',
    response: { 200: HealthAnswer, ...edgeProblems },
  };
  app.get('/health', { schema: health, config: { act: null } }, async () => ({ status: 'ok' as const }));

  const document = {
    ...common,
    operationId: 'getOpenApi',
    summary: 'This description',
    response: { 200: OpenApiDocument, ...edgeProblems },
  };
  let text: string | undefined;
  app.get('/openapi.json', { schema: document, config: { act: null } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type('application/json').send(text as never);
  });

  const entry = {
    ...common,
    operationId: 'getProblem',
    summary: 'What a problem means: the `type` of every problem leads here',
    params: ProblemPath,
    response: { 200: ProblemEntryAnswer, ...edgeProblems, ...problemResponses(404) },
  };
  app.get('/problems/:code', { schema: entry, config: { act: null } }, async ({ params: { code } }) => {
    if (!isProblemCode(code)) throw new ProblemError('not_found', { detail: 'The catalogue has no such problem.' });
    return { type: problemType(code), code, ...problemCatalogue[code] };
  });
};
