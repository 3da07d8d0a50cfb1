import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import * as client from 'openid-client';
import { Type } from 'typebox';
import type { Deployment, Engine } from '../../../engine/index.ts';
import { engineProblems, problemResponses } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import { ProblemError } from '../../problem-error.ts';
import { giveCookie } from './sessions.ts';

type Provider = NonNullable<Deployment['oidc']>;

/** What must be remembered between leaving for the provider and coming back; nobody waits longer than ten minutes. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly callback: string;
  readonly until: number;
}

const journeyCookie = 'excavator_sign_in';
const journeySeconds = 600;
const journeysMost = 1000;
/** The page that brings the browser home: a navigation of our own page, so that the strict cookie goes along. */
const homeward = '<!doctype html><title>Excavator</title><meta http-equiv="refresh" content="0;url=/">';

/** Sign-in by an OpenID Connect provider: code flow with PKCE, state and nonce (openid-client does the checking). */
export const oidc: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (app, { engine, now }) => {
  const journeys = new Map<string, Journey>();
  let discovered: { readonly of: Provider; readonly config: Promise<client.Configuration> } | undefined;

  const configured = (): Provider => {
    const provider = engine.oversight.deployment()?.oidc;
    if (provider === undefined) throw new ProblemError('not_found', { detail: 'This deployment has no provider.' });
    return provider;
  };
  const configOf = (provider: Provider): Promise<client.Configuration> => {
    if (JSON.stringify(discovered?.of) !== JSON.stringify(provider)) {
      const config = discover(provider, engine.oversight.home);
      discovered = { of: provider, config };
      config.catch(() => {
        discovered = undefined;
      });
    }
    return (discovered as NonNullable<typeof discovered>).config;
  };

  const start = {
    tags: ['session'],
    operationId: 'startOidc',
    summary: 'Leave for the provider of this deployment',
    querystring: NoQuery,
    response: { 302: Type.Null(), ...engineProblems },
  };
  app.get('/session/oidc', { schema: start, config: { act: null } }, async (request, reply) => {
    const config = await reached(configOf(configured()));
    const origin = engine.oversight.deployment()?.origins?.[0] ?? `${request.protocol}://${request.headers.host}`;
    const journey: Journey = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      callback: `${origin}/v1/session/oidc/callback`,
      until: now() + journeySeconds,
    };
    forgetOld(journeys, now());
    const id = randomBytes(24).toString('base64url');
    journeys.set(id, journey);
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: journey.callback,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
      state: journey.state,
      nonce: journey.nonce,
    });
    // Lax: the provider sends the browser back from another site.
    const cookie = {
      path: '/v1/session/oidc',
      httpOnly: true,
      sameSite: 'lax',
      secure: origin.startsWith('https:'),
    } as const;
    return reply.setCookie(journeyCookie, id, cookie).code(302).header('location', url.href).send(null);
  });

  const callback = {
    tags: ['session'],
    operationId: 'endOidc',
    summary: 'Come back from the provider: sets the session cookie',
    response: { 200: Type.String(), ...engineProblems, ...problemResponses(401) },
  };
  app.get('/session/oidc/callback', { schema: callback, config: { act: null } }, async (request, reply) => {
    const provider = configured();
    const id = request.cookies[journeyCookie] ?? '';
    const journey = journeys.get(id);
    journeys.delete(id);
    if (journey === undefined || journey.until <= now())
      throw new ProblemError('sign_in_needed', { detail: 'This sign-in is unknown or took too long.' });
    const config = await reached(configOf(provider));
    const name = await nameOf(config, provider, journey, request.url);
    const who = engine.oversight.accounts.vouchedFor(now(), name, provider.issuer);
    giveCookie(
      reply,
      await engine.oversight.sessions.start(now(), who.account, 'provider'),
      journey.callback.startsWith('https:'),
    );
    return reply
      .clearCookie(journeyCookie, { path: '/v1/session/oidc' })
      .type('text/html; charset=utf-8')
      .send(homeward);
  });
};

async function discover(provider: Provider, home: string): Promise<client.Configuration> {
  const secret = readFileSync(resolve(home, provider.clientSecretFile), 'utf8').trim();
  const issuer = new URL(provider.issuer);
  // A provider on this machine may speak plain HTTP; any other may not.
  const local = issuer.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  const execute = local ? [client.allowInsecureRequests] : [];
  return client.discovery(issuer, provider.clientId, secret, undefined, { execute, timeout: 10 });
}

/** The account that the provider names. @throws ProblemError sign_in_refused */
async function nameOf(
  config: client.Configuration,
  provider: Provider,
  journey: Journey,
  url: string,
): Promise<string> {
  const back = new URL(url, journey.callback);
  try {
    const tokens = await client.authorizationCodeGrant(config, new URL(`${journey.callback}${back.search}`), {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const told =
      claims?.[provider.claim] ?? (await fromUserInfo(config, tokens.access_token, claims?.sub ?? '', provider.claim));
    if (typeof told === 'string') return told;
  } catch {
    // What the provider said stays out of the answer.
  }
  throw new ProblemError('sign_in_refused', {
    detail: 'The provider did not vouch for you.',
    advice: 'Sign in again.',
  });
}

async function fromUserInfo(
  config: client.Configuration,
  token: string,
  subject: string,
  claim: string,
): Promise<unknown> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return undefined;
  return (await client.fetchUserInfo(config, token, subject))[claim];
}

async function reached<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('unavailable', {
      detail: 'The provider of this deployment cannot be reached, or its secret file cannot be read.',
    });
  }
}

function forgetOld(journeys: Map<string, Journey>, at: number): void {
  for (const [id, { until }] of journeys) if (until <= at || journeys.size >= journeysMost) journeys.delete(id);
}
