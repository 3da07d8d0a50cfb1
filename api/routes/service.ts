import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../engine/index.ts';
import { edgeProblems, problemResponses } from '../contract/problem.ts';
import { isProblemCode, problemCatalogue, problemType } from '../contract/problems.ts';
import { HealthAnswer, OpenApiDocument, ProblemEntryAnswer, ProblemPath, ReadyAnswer } from '../contract/service.ts';
import { NoQuery } from '../contract/values.ts';
import { ProblemError } from '../problem-error.ts';

const common = { tags: ['service'], querystring: NoQuery };

/** Routes without a version: they say what the versions are. */
export const service: FastifyPluginAsyncTypebox<{ engine: Engine }> = async (app, { engine }) => {
  const health = {
    ...common,
    operationId: 'getHealth',
    summary: 'Whether the process answers',
    response: { 200: HealthAnswer, ...edgeProblems },
  };
  app.get('/health', { schema: health, config: { act: null } }, async () => ({ status: 'ok' as const }));

  const ready = {
    ...common,
    operationId: 'getReady',
    summary: 'Whether it can do all that it is for; 503 with reasons when it cannot',
    response: { 200: ReadyAnswer, ...edgeProblems, 503: ReadyAnswer },
  };
  app.get('/ready', { schema: ready, config: { act: null } }, async (_request, reply) => {
    const reasons = reasonsOf(engine);
    return reply.code(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons: [...reasons] });
  });

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

/** What stands in the way; no path and no value of this machine. */
function reasonsOf(engine: Engine): readonly string[] {
  const { trouble, deployment, authority } = engine.oversight;
  const { readAhead } = engine;
  const reasons: string[] = [];
  if (trouble() !== undefined) reasons.push('The ledger cannot be written, or signed heads cannot be put out.');
  if (deployment() === undefined)
    reasons.push('Nobody has said what this deployment is for: deployment.json is missing.');
  if (authority().state === 'stopped') reasons.push('Scoring and dispatch are stopped.');
  const newest = readAhead.state();
  if (newest === 'reading') reasons.push('The newest run is being read; looks at its contacts wait for that.');
  if (newest === 'unreadable') reasons.push('The newest run cannot be read.');
  return reasons;
}
