import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import {
  DisclosureAnswer,
  DisclosureBody,
  DisclosurePath,
  DisclosuresAnswer,
  GrantBody,
  IdentityAnswer,
  RefuseBody,
} from '../../contract/disclosures.ts';
import { engineProblems, leadProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

const common = { tags: ['disclosures'], querystring: NoQuery };
const response = { 200: DisclosureAnswer, ...leadProblems };

/** Two people disclose: one asks, another grants, the first reads until the grant ends. */
export const disclosures: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { disclosures: book } = engine.oversight;
  const list = {
    ...common,
    operationId: 'listDisclosures',
    summary: 'Requests of the own unit, newest first',
    response: { 200: DisclosuresAnswer, ...engineProblems },
  };
  app.get('/disclosures', { schema: list, config: { act: 'disclosure.list' } }, async ({ who }) => ({
    disclosures: [...engine.oversight.disclosuresOf(who, now())],
  }));
  const ask = {
    ...common,
    operationId: 'requestDisclosure',
    summary: 'Ask for the identity behind one approved lead',
    body: DisclosureBody,
    response,
  };
  app.post('/disclosures', { schema: ask, config: { act: 'disclosure.request' } }, async ({ who, body }) =>
    book.request(who, { at: now(), lead: body.lead, caseId: body.case, purpose: body.purpose }),
  );
  const grant = {
    ...common,
    operationId: 'approveDisclosure',
    summary: "Grant somebody else's request, for a time",
    params: DisclosurePath,
    body: GrantBody,
    response,
  };
  app.post(
    '/disclosures/:id/approve',
    { schema: grant, config: { act: 'disclosure.approve' } },
    async ({ who, params, body }) => book.approve(who, now(), params.id, body.hours, body.reason),
  );
  const refuse = {
    ...common,
    operationId: 'refuseDisclosure',
    summary: "Refuse somebody else's request",
    params: DisclosurePath,
    body: RefuseBody,
    response,
  };
  app.post(
    '/disclosures/:id/refuse',
    { schema: refuse, config: { act: 'disclosure.refuse' } },
    async ({ who, params, body }) => book.refuse(who, now(), params.id, body.reason),
  );
  const read = {
    ...common,
    operationId: 'readIdentity',
    summary: 'The identity, to the requester alone, while the grant lasts; every read is in the log',
    params: DisclosurePath,
    response: { 200: IdentityAnswer, ...leadProblems },
  };
  app.get(
    '/disclosures/:id/identity',
    { schema: read, config: { act: 'disclosure.read' } },
    async ({ who, params }) => {
      const { person, identifiers, names, grantedUntil } = await book.read(who, now(), params.id);
      return { person, identifiers: [...identifiers], names: [...names], granted_until: grantedUntil };
    },
  );
};
