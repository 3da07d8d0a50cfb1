import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problem-error.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests a minute that one address may make of this route, beside what every caller may ask for. */
    tries?: number;
  }
}

const windowSeconds = 60;
/** Callers counted at a time; beyond that the count that began first is forgotten. */
const callersMost = 50_000;

export interface RateLimit {
  /** Requests a minute of one account, machine or, where nobody has signed in, address. */
  readonly perMinute: number;
  /** Epoch seconds. */
  readonly now: () => number;
}

/**
 * Every answer says how much its caller may still ask for (RateLimit and RateLimit-Policy, draft-ietf-httpapi-ratelimit-headers-10);
 * whoever asks for more is told when to come again. Counts begin anew with every minute. Stands behind whatever finds
 * out who asks, and before whatever refuses them.
 */
export function rateLimit(app: FastifyInstance, { perMinute, now }: RateLimit): void {
  const counts = new Map<string, number>();
  let minute = 0;
  const count = (key: string): number => {
    const used = (counts.get(key) ?? 0) + 1;
    if (used === 1 && counts.size >= callersMost) counts.delete(counts.keys().next().value as string);
    counts.set(key, used);
    return used;
  };
  app.addHook('onRequest', (request, reply, done) => {
    const at = now();
    if (Math.floor(at / windowSeconds) !== minute) {
      minute = Math.floor(at / windowSeconds);
      counts.clear();
    }
    const { tries } = request.routeOptions.config;
    const [policy, quota] = tries === undefined ? ['caller', perMinute] : ['tries', tries];
    const left = quota - count(keyOf(request, tries));
    const seconds = windowSeconds - (at % windowSeconds);
    reply.header('ratelimit-policy', `"${policy}";q=${quota};w=${windowSeconds}`);
    reply.header('ratelimit', `"${policy}";r=${Math.max(0, left)};t=${seconds}`);
    if (left >= 0) return done();
    reply.header('retry-after', String(seconds));
    done(new ProblemError('too_many_requests'));
  });
}

function keyOf({ who, ip, routeOptions }: FastifyRequest, tries: number | undefined): string {
  if (tries !== undefined) return `${routeOptions.method} ${routeOptions.url} ${ip}`;
  return who === null ? ip : who.account;
}
