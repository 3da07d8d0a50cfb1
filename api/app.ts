import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Engine } from '../engine/index.ts';
import { answerBrokenRequest, answerUnreadablePath } from './plugins/broken-requests.ts';
import { closeAfterAnswer } from './plugins/close-after-answer.ts';
import { consoleFiles } from './plugins/console.ts';
import { knownRoutes } from './plugins/known-routes.ts';
import { loopbackNames } from './plugins/loopback-names.ts';
import { openapi } from './plugins/openapi.ts';
import { problemDetails } from './plugins/problem-details.ts';
import { requestId, requestIdOf } from './plugins/request-id.ts';
import { type LogStream, loggerOptions, requestLog } from './plugins/request-log.ts';
import { secureAnswers } from './plugins/security-headers.ts';
import { service } from './routes/service.ts';
import { persons } from './routes/v1/persons.ts';
import { rankings } from './routes/v1/rankings.ts';
import { status } from './routes/v1/status.ts';

export interface AppOptions {
  /** Log lines, one JSON object each; default none. */
  readonly log?: LogStream;
}

/** What the service is: every route, ready to be called with `inject` or to be listened on. The engine stays the caller's. */
export async function buildApp(engine: Engine, { log }: AppOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(log),
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: 64 * 1024,
    // An unknown field is refused, not dropped; a query's text becomes the number its schema asks for.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, useDefaults: true, allErrors: false } },
    // What was accepted is answered, also while the server closes.
    return503OnClosing: false,
    requestTimeout: 30_000,
    frameworkErrors: answerUnreadablePath,
    clientErrorHandler: answerBrokenRequest,
  });
  await openapi(app);
  // In the order in which a request meets them.
  const plugins = [requestLog, problemDetails, requestId, secureAnswers, loopbackNames, knownRoutes, closeAfterAnswer];
  for (const plugin of plugins) plugin(app);
  await consoleFiles(app);
  await app.register(service);
  for (const routes of [rankings, persons, status]) await app.register(routes, { engine, prefix: '/v1' });
  await app.ready();
  return app;
}
