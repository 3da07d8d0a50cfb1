import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import { AuthorityAnswer, AuthorityBody } from '../../contract/authority.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

const common = { tags: ['oversight'], querystring: NoQuery };
const response = { 200: AuthorityAnswer, ...engineProblems };

/** One person stops scoring and dispatch, two let them go on. */
export const authority: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { oversight } = engine;
  const read = { ...common, operationId: 'getAuthority', summary: 'Whether scoring and dispatch run', response };
  app.get('/authority', { schema: read, config: { act: 'status.read' } }, async () => ({ ...oversight.authority() }));
  const stop = {
    ...common,
    operationId: 'stopScoring',
    summary: 'Halt scoring and dispatch at once',
    body: AuthorityBody,
    response,
  };
  app.post('/authority/stop', { schema: stop, config: { act: 'authority.stop' } }, async ({ who, body }) =>
    oversight.stop(who, now(), body.reason),
  );
  const resume = {
    ...common,
    operationId: 'resumeScoring',
    summary: 'Ask to go on; the call of another person does it',
    body: AuthorityBody,
    response,
  };
  app.post('/authority/resume', { schema: resume, config: { act: 'authority.resume' } }, async ({ who, body }) =>
    oversight.resume(who, now(), body.reason),
  );
};
