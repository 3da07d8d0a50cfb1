import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actsOf, type Engine, type Principal } from '../../engine/index.ts';
import { ProblemError } from '../problem-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever has signed in; on routes whose act is null it is not set. */
    who: Principal;
    /** The token of the session, where a cookie carried it. */
    sessionToken: string | undefined;
  }
  interface FastifyContextConfig {
    /** What the route does, as in the table of rights; null where anybody may. A route that does not say it is not served. */
    act?: string | null;
    /** A route that whoever signed in may use, whatever their role. */
    anybody?: boolean;
  }
}

export const sessionCookie = 'excavator_session';

/** Every request of a route with an act is somebody's, whose role has that act. Unit and state are the engine's to check. */
export async function signIn(app: FastifyInstance, engine: Engine, now: () => number): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('who', null as unknown as Principal);
  app.decorateRequest('sessionToken', undefined);
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.act === undefined) throw new Error(`route ${String(method)} ${url} does not say what act it is`);
  });
  app.addHook('onRequest', async (request) => {
    const { act, anybody } = request.routeOptions.config;
    if (act === undefined || act === null) {
      if (anybody !== true) return;
    }
    const who = principalOf(request, engine, now());
    if (who === undefined) throw new ProblemError('sign_in_needed');
    request.who = who;
    if (anybody === true) return;
    if (who.mustRotate) throw new ProblemError('password_must_change');
    if (act !== undefined && act !== null && !mayDo(who, act))
      throw new ProblemError('forbidden', { cause: 'right_missing' });
  });
}

function mayDo(who: Principal, act: string): boolean {
  return actsOf(who).includes(act);
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
  demandSameSite(request, engine);
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
