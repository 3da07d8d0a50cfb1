import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { codeOf } from '../problem-error.ts';

/** Where log lines go: one JSON object a line. */
export interface LogStream {
  write(line: string): void;
}

/**
 * The logger's options. No line holds a path, a query, an address or an error's own words: each of them
 * can carry an identity that somebody typed or that a library quoted.
 */
export function loggerOptions(stream: LogStream | undefined): FastifyServerOptions['logger'] & (object | false) {
  if (stream === undefined) return false;
  const none = (): Record<string, never> => ({});
  return { level: 'info', stream, base: null, serializers: { req: none, res: none, err: loggable } };
}

/** One line a request, with the route's pattern in place of the path. */
export function requestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, milliseconds }, 'answered');
    done();
  });
}

/** Kind, code and stack frames of an error; its message stays out. */
export function loggable(error: unknown): { type: string; message: string; stack: string; code: string } {
  const known = error instanceof Error;
  const frames = known ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')) : [];
  return { type: known ? error.name : typeof error, message: '', stack: frames.join('\n'), code: codeOf(error) };
}
