import type { FastifyInstance } from 'fastify';

/** A route that goes: what it answers is promised until then, and something else takes its place. */
export interface Going {
  /** Epoch seconds since when nobody should begin to use it (RFC 9745). */
  readonly since: number;
  /** Epoch seconds until when it answers (RFC 8594). */
  readonly until: number;
  /** Path of the route to use instead. */
  readonly instead: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    going?: Going;
  }
}

/** Every answer of a route that goes says so, and so does the document. */
export function announceGoing(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.going !== undefined) route.schema = { ...route.schema, deprecated: true };
  });
  app.addHook('onRequest', (request, reply, done) => {
    const { going } = request.routeOptions.config;
    if (going !== undefined)
      reply.headers({
        deprecation: `@${going.since}`,
        sunset: new Date(going.until * 1000).toUTCString(),
        link: `<${going.instead}>; rel="successor-version"`,
      });
    done();
  });
}
