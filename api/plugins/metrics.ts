import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Engine, overdueSeconds } from '../../engine/index.ts';

/** Prometheus metrics: times by route pattern and status, the process, and whether the ledger can be written. Nobody is in them. */
export function metrics(app: FastifyInstance, engine: Engine, now: () => number): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'excavator_http_request_duration_seconds',
    help: 'Seconds from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [registry],
  });
  new Gauge({
    name: 'excavator_ledger_writable',
    help: '1 while the ledger can be written and signed heads go out',
    registers: [registry],
    collect() {
      this.set(engine.oversight.trouble() === undefined ? 1 : 0);
    },
  });
  new Gauge({
    name: 'excavator_events_total',
    help: 'Events in the outbox since the home began',
    registers: [registry],
    collect() {
      this.set(engine.oversight.push.feed.newest());
    },
  });
  new Gauge({
    name: 'excavator_withdrawals_overdue',
    help: 'Withdrawals that a recipient was told of more than a day ago and has not acknowledged',
    registers: [registry],
    collect() {
      this.set(engine.oversight.push.outbox.overdue(now() - overdueSeconds).length);
    },
  });
  // A label set is looked up once: prom-client sorts and joins the labels at every look.
  const known = new Map<string, ReturnType<typeof seconds.labels>>();
  app.addHook('onResponse', ({ method, routeOptions: { url = 'none' } }, reply, done) => {
    const name = `${method} ${reply.statusCode} ${url}`;
    const child = known.get(name) ?? seconds.labels(method, url, String(reply.statusCode));
    known.set(name, child);
    child.observe(reply.elapsedTime / 1000);
    done();
  });
  const schema = { hide: true };
  app.get('/metrics', { schema, config: { act: null } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
