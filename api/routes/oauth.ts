import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../engine/index.ts';
import { TokenAnswer, TokenBody } from '../contract/clients.ts';
import { engineProblems } from '../contract/problem.ts';
import { NoQuery } from '../contract/values.ts';
import { ProblemError } from '../problem-error.ts';

const basic = /^Basic ([A-Za-z0-9+/=]{1,1024})$/;

/** The token endpoint of OAuth 2 (RFC 6749): client credentials, by Basic or in the form. */
export const oauth: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (app, { engine, now }) => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  const schema = {
    tags: ['session'],
    operationId: 'getToken',
    summary: 'A token of a quarter of an hour for a client',
    querystring: NoQuery,
    consumes: ['application/x-www-form-urlencoded'],
    body: TokenBody,
    response: { 200: TokenAnswer, ...engineProblems },
  };
  const config = { act: null, tries: 120 };
  app.post('/oauth/token', { schema, config }, async ({ headers, body }) => {
    const [id, secret] = fromBasic(headers.authorization) ?? [body.client_id, body.client_secret];
    const granted =
      id === undefined || secret === undefined ? undefined : await engine.oversight.clients.grant(now(), id, secret);
    if (granted === undefined)
      throw new ProblemError('sign_in_needed', { detail: 'Client and secret do not fit together.' });
    return { access_token: granted.token, token_type: 'Bearer' as const, expires_in: granted.seconds };
  });
};

function fromBasic(header: string | undefined): readonly [string, string] | undefined {
  const text = Buffer.from(basic.exec(header ?? '')?.[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : [decodeURIComponent(text.slice(0, colon)), decodeURIComponent(text.slice(colon + 1))];
}
