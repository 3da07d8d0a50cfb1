import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problem-error.ts';

const loopbackName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses requests for any other host name. A web page can point its own name at 127.0.0.1 and so read
 * a server on this machine (DNS rebinding); the Host header gives it away.
 */
export function loopbackNames(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (!loopbackName.test(request.headers.host ?? '')) throw new ProblemError('misdirected_request');
  });
}
