import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Engine, mayAct, type Principal } from '../../engine/index.ts';
import { ProblemError } from '../problem-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever has signed in; on routes whose act is null it is not set. */
    who: Principal;
    /** The token of the session, where a cookie carried it. */
    sessionToken: string | undefined;
    /** What stands against the request. */
    refusal: Error | undefined;
  }
  interface FastifyContextConfig {
    /** What the route does, as in the table of rights; null where anybody may. A route that does not say it is not served. */
    act?: string | null;
    /** A route that whoever signed in may use, whatever their role. */
    anybody?: boolean;
  }
}

export const sessionCookie = 'excavator_session';

/** Finds out who asks, without refusing anybody yet. */
export async function identify(app: FastifyInstance, engine: Engine, now: () => number): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('who', null as unknown as Principal);
  app.decorateRequest('sessionToken', undefined);
  app.decorateRequest('refusal', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    const { act, anybody } = request.routeOptions.config;
    if (typeof act === 'string' || anybody === true) {
      try {
        request.refusal = refusalOf(request, engine, now());
      } catch (error) {
        request.refusal = error as Error;
      }
    }
    done();
  });
}

/** Every request of a route with an act is somebody's, whose role has that act. Unit and state are the engine's to check. */
export function demandActs(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.act === undefined) throw new Error(`route ${String(method)} ${url} does not say what act it is`);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    done(request.refusal);
  });
}

/** Puts down who asks; gives what stands against it, if anything. */
function refusalOf(request: FastifyRequest, engine: Engine, at: number): Error | undefined {
  const { act, anybody } = request.routeOptions.config;
  const who = principalOf(request, engine, at);
  if (who === undefined) return new ProblemError('sign_in_needed');
  request.who = who;
  if (request.sessionToken !== undefined) demandSameSite(request, engine);
  if (anybody === true) return undefined;
  if (who.mustRotate) return new ProblemError('password_must_change');
  if (typeof act !== 'string' || mayAct(who, act)) return undefined;
  return new ProblemError('forbidden', { cause: 'right_missing' });
}

const bearer = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/;

function principalOf(request: FastifyRequest, engine: Engine, at: number): Principal | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const token = bearer.exec(header)?.[1];
    if (token === undefined) return undefined;
    const { clients } = engine.oversight;
    return clients.ofToken(at, token) ?? clients.ofSecret(at, token);
  }
  const token = request.cookies[sessionCookie];
  if (token === undefined || token.length > 128) return undefined;
  const who = engine.oversight.sessions.find(at, token);
  if (who === undefined) return undefined;
  request.sessionToken = token;
  return who;
}

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** A browser sends the cookie along; where its page came from says whether the person meant it. */
export function demandSameSite({ method, headers, protocol }: FastifyRequest, engine: Engine): void {
  if (safe.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new ProblemError('cross_site');
  const { origin = '' } = headers;
  if (origin === `${protocol}://${headers.host}`) return;
  if (engine.oversight.deployment()?.origins?.includes(origin) !== true) throw new ProblemError('cross_site');
}
