import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problem-error.ts';

const loopbackName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses requests for any host name but loopback's and those that the deployment names. A web page can point its own
 * name at this server (DNS rebinding); the Host header gives it away.
 */
export function knownNames(app: FastifyInstance, origins: () => readonly string[]): void {
  app.addHook('onRequest', ({ headers: { host = '' } }, _reply, done) => {
    const known = loopbackName.test(host) || origins().some((origin) => new URL(origin).host === host);
    done(known ? undefined : new ProblemError('misdirected_request'));
  });
}
