import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { rights as table } from '../../../engine/index.ts';
import { RightsAnswer } from '../../contract/accounts.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

/** Which role may do what, and by which routes. Registered first: it hears of the others as they come. */
export const rights: FastifyPluginAsyncTypebox<{ routesOf: (act: string) => readonly string[] }> = async (
  app,
  { routesOf },
) => {
  const schema = {
    tags: ['oversight'],
    operationId: 'listRights',
    summary: 'Which role may do what, and by which routes',
    querystring: NoQuery,
    response: { 200: RightsAnswer, ...engineProblems },
  };
  app.get('/rights', { schema, config: { act: 'status.read' } }, async () => ({
    rights: table.map(({ act, roles, unit, words }) => ({
      act,
      roles: [...roles],
      unit,
      words,
      routes: [...routesOf(act)],
    })),
  }));
};
