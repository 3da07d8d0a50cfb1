import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import {
  DeliveriesAnswer,
  DeliveriesQuery,
  EndpointBody,
  EndpointPath,
  EndpointStateAnswer,
  EndpointsAnswer,
  ReplayAnswer,
  ReplayBody,
  SecretsAnswer,
  TestAnswer,
} from '../../contract/events.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import { ProblemError } from '../../problem-error.ts';

const common = { tags: ['webhooks'], querystring: NoQuery };
const config = { act: 'endpoint.manage' };
const daySeconds = 86_400;

/** Endpoints that are told of leads by the Standard Webhooks scheme, and what became of deliveries. */
export const endpoints: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { endpoints: desk } = engine.oversight;
  const list = {
    ...common,
    operationId: 'listEndpoints',
    summary: 'Every endpoint, with the state of its deliveries',
    response: { 200: EndpointsAnswer, ...engineProblems },
  };
  app.get('/endpoints', { schema: list, config: { act: 'endpoint.list' } }, async ({ who }) => ({
    endpoints: desk.list(who, now()).map((one) => ({
      id: one.id,
      url: one.url,
      unit: one.unit,
      audience: one.audience,
      types: [...one.types],
      roles: [...one.roles],
      areas: [...one.areas],
      state: one.state,
      reason: one.reason,
      created_at: one.createdAt,
      deliveries: countsOf(one.deliveries),
    })),
  }));
  const add = {
    ...common,
    operationId: 'addEndpoint',
    summary: 'Register an endpoint; its secrets are told once',
    body: EndpointBody,
    response: { 200: SecretsAnswer, ...engineProblems },
  };
  app.post('/endpoints', { schema: add, config }, async ({ who, body }) => {
    const { types = [], roles = [], areas = [], ...rest } = body;
    return desk.add(who, now(), { ...rest, types, roles, areas });
  });
  const rotate = {
    ...common,
    operationId: 'rotateEndpoint',
    summary: 'New secrets; the ones before sign beside them for a day',
    params: EndpointPath,
    response: { 200: SecretsAnswer, ...engineProblems },
  };
  app.post('/endpoints/:id/rotate', { schema: rotate, config }, async ({ who, params }) =>
    desk.rotate(who, now(), params.id, daySeconds),
  );
  for (const verb of ['enable', 'disable'] as const) {
    const schema = {
      ...common,
      operationId: `${verb}Endpoint`,
      summary: verb === 'enable' ? 'Send again' : 'Send nothing more',
      params: EndpointPath,
      response: { 200: EndpointStateAnswer, ...engineProblems },
    };
    app.post(`/endpoints/:id/${verb}`, { schema, config }, async ({ who, params: { id } }) => {
      desk[verb](who, now(), id);
      return { id, state: verb === 'enable' ? ('live' as const) : ('disabled' as const) };
    });
  }
  const test = {
    ...common,
    operationId: 'testEndpoint',
    summary: 'Send an event that is about nobody',
    params: EndpointPath,
    response: { 200: TestAnswer, ...engineProblems },
  };
  app.post('/endpoints/:id/test', { schema: test, config }, async ({ who, params }) =>
    desk.test(who, now(), params.id),
  );
  const replay = {
    ...common,
    operationId: 'replayEndpoint',
    summary: 'Send a span of the feed again, by sequence or by time',
    params: EndpointPath,
    body: ReplayBody,
    response: { 200: ReplayAnswer, ...engineProblems },
  };
  app.post('/endpoints/:id/replay', { schema: replay, config }, async ({ who, params: { id }, body }) => {
    const { from, to, since, until } = body;
    if (Object.keys(body).length === 2) {
      if (from !== undefined && to !== undefined) return desk.replay(who, now(), id, from, to);
      if (since !== undefined && until !== undefined) return desk.replayTime(who, now(), id, since, until);
    }
    throw new ProblemError('invalid_request', { detail: 'A replay is of a span: from and to, or since and until.' });
  });
  const deliveries = {
    tags: ['webhooks'],
    operationId: 'listDeliveries',
    summary:
      'What became of deliveries; `unacknowledged`: withdrawals that a recipient has not taken in, `overdue`: for more than a day',
    querystring: DeliveriesQuery,
    response: { 200: DeliveriesAnswer, ...engineProblems },
  };
  app.get('/deliveries', { schema: deliveries, config: { act: 'endpoint.list' } }, async ({ who, query }) => ({
    deliveries: [...desk.deliveries(who, now(), query)],
  }));
};

function countsOf(given: Readonly<Record<string, number>>) {
  const of = (name: string): number => given[name] ?? 0;
  return { waiting: of('waiting'), due: of('due'), leased: of('leased'), taken: of('taken'), failed: of('failed') };
}
