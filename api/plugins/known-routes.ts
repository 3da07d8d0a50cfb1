import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problem-error.ts';

/** Tells a wrong method (405, with Allow) from a wrong path (404), before any body is read. */
export function knownRoutes(app: FastifyInstance): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ method, url }) => {
    const methods = methodsOf.get(url) ?? new Set<string>();
    for (const name of [method].flat()) methods.add(name);
    methodsOf.set(url, methods);
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const path = request.url.split('?', 1)[0] ?? '';
    const pattern = [...methodsOf.keys()].find((url) => matches(url, path));
    if (pattern === undefined) return done(new ProblemError('route_not_found'));
    reply.header('allow', [...(methodsOf.get(pattern) ?? [])].sort().join(', '));
    done(new ProblemError('method_not_allowed'));
  });
}

/** Whether a path fits a route's pattern, in which `:name` stands for one segment. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, i) => (segment.startsWith(':') ? given[i] !== '' : segment === given[i]))
  );
}
