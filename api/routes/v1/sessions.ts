import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { actsOf, type Engine, type Principal } from '../../../engine/index.ts';
import { engineProblems } from '../../contract/problem.ts';
import { PasswordBody, SessionAnswer, SignInAnswer, SignInBody } from '../../contract/session.ts';
import { NoQuery, Nothing } from '../../contract/values.ts';
import { demandSameSite, sessionCookie } from '../../plugins/sign-in.ts';
import { ProblemError } from '../../problem-error.ts';

/** What the service knows of its home beside the engine. */
export interface SignInWays {
  readonly oidc: { readonly label: string } | null;
  readonly demoAccounts: SignInAnswer['demo_accounts'];
  readonly synthetic: boolean;
}

export interface SessionRoutes {
  readonly engine: Engine;
  readonly now: () => number;
  readonly ways: SignInWays;
}

const common = { tags: ['session'], querystring: NoQuery };
/** A minute from one address. */
const tries = 30;

export const sessions: FastifyPluginAsyncTypebox<SessionRoutes> = async (app, { engine, now, ways }) => {
  const { accounts, sessions: book } = engine.oversight;
  const told = (who: Principal): SessionAnswer => ({
    account: who.account,
    role: who.role,
    unit: who.unit,
    must_rotate: who.mustRotate,
    acts: [...actsOf(who)],
    deployment: deploymentOf(engine),
    synthetic: ways.synthetic,
  });
  const waysSchema = {
    ...common,
    operationId: 'getSignIn',
    summary: 'The ways to sign in here',
    response: { 200: SignInAnswer, ...engineProblems },
  };
  app.get('/sign-in', { schema: waysSchema, config: { act: null } }, async () => ({
    local: true,
    oidc: providerOf(engine) ?? ways.oidc,
    demo_accounts: [...ways.demoAccounts],
  }));

  const signIn = {
    ...common,
    operationId: 'signIn',
    summary: 'Sign in with name and password: sets the session cookie',
    body: SignInBody,
    response: { 200: SessionAnswer, ...engineProblems },
  };
  app.post('/session', { schema: signIn, config: { act: null, tries } }, async (request, reply) => {
    if (request.headers.origin !== undefined) demandSameSite(request, engine);
    const { account, password } = request.body;
    const who = await accounts.signIn(now(), account, password);
    giveCookie(reply, await book.start(now(), who.account), overTls(request.headers.origin));
    return told(who);
  });

  const own = {
    ...common,
    operationId: 'getSession',
    summary: 'Who has signed in, and what they may do',
    response: { 200: SessionAnswer, ...engineProblems },
  };
  app.get('/session', { schema: own, config: { act: null, anybody: true } }, async ({ who }) => told(who));

  const signOut = {
    ...common,
    operationId: 'signOut',
    summary: 'End this session',
    response: { 204: Nothing, ...engineProblems },
  };
  app.delete('/session', { schema: signOut, config: { act: null, anybody: true } }, async (request, reply) => {
    if (request.sessionToken !== undefined) await book.end(request.sessionToken);
    return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send(null);
  });

  const password = {
    ...common,
    operationId: 'changePassword',
    summary: 'Change the own password; every session of the account ends, and this one begins anew',
    body: PasswordBody,
    response: { 204: Nothing, ...engineProblems },
  };
  app.put(
    '/session/password',
    { schema: password, config: { act: null, anybody: true, tries } },
    async (request, reply) => {
      const { who, body } = request;
      if (request.sessionToken === undefined) throw new ProblemError('forbidden');
      await accounts.changePassword(now(), who.account, body.before, body.after);
      giveCookie(reply, await book.start(now(), who.account), overTls(request.headers.origin));
      return reply.code(204).send(null);
    },
  );
};

const overTls = (origin: string | undefined): boolean => origin?.startsWith('https:') === true;

export function giveCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'strict', secure });
}

function providerOf(engine: Engine): { readonly label: string } | undefined {
  const provider = engine.oversight.deployment()?.oidc;
  return provider === undefined ? undefined : { label: provider.label };
}

function deploymentOf(engine: Engine): SessionAnswer['deployment'] {
  const found = engine.oversight.deployment();
  if (found === undefined) return null;
  return { purpose: found.purpose, legal_basis: found.legalBasis, review_by: found.reviewBy };
}
