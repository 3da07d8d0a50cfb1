import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Client, Engine } from '../../../engine/index.ts';
import { ClientAnswer, ClientBody, ClientPath, ClientsAnswer, SecretAnswer } from '../../contract/clients.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

const common = { tags: ['accounts'], querystring: NoQuery };
const config = { act: 'client.manage' };
const answer = (client: Client): ClientAnswer => ({ ...client, scopes: [...client.scopes] });

/** Machines that may call the API. */
export const clients: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { clients: book } = engine.oversight;
  const list = {
    ...common,
    operationId: 'listClients',
    summary: 'Every client',
    response: { 200: ClientsAnswer, ...engineProblems },
  };
  app.get('/clients', { schema: list, config }, async ({ who }) => ({ clients: book.list(who, now()).map(answer) }));
  const add = {
    ...common,
    operationId: 'addClient',
    summary: 'Register a client for one unit, one purpose and some scopes',
    body: ClientBody,
    response: { 200: SecretAnswer, ...engineProblems },
  };
  app.post('/clients', { schema: add, config }, async ({ who, body }) => book.add(who, now(), body));
  const rotate = {
    ...common,
    operationId: 'rotateClient',
    summary: 'Give a client a new secret; the one before counts for a day longer',
    params: ClientPath,
    response: { 200: SecretAnswer, ...engineProblems },
  };
  app.post('/clients/:id/rotate', { schema: rotate, config }, async ({ who, params }) =>
    book.rotate(who, now(), params.id),
  );
  const revoke = {
    ...common,
    operationId: 'revokeClient',
    summary: 'Revoke a client; its secrets and tokens end at once',
    params: ClientPath,
    response: { 200: ClientAnswer, ...engineProblems },
  };
  app.post('/clients/:id/revoke', { schema: revoke, config }, async ({ who, params }) =>
    answer(book.revoke(who, now(), params.id)),
  );
};
