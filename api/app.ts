import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Engine } from '../engine/index.ts';
import { createJobs } from './jobs/index.ts';
import { answerBrokenRequest, answerUnreadablePath } from './plugins/broken-requests.ts';
import { closeAfterAnswer } from './plugins/close-after-answer.ts';
import { consoleFiles } from './plugins/console.ts';
import { announceGoing } from './plugins/going.ts';
import { knownNames } from './plugins/known-names.ts';
import { knownRoutes } from './plugins/known-routes.ts';
import { metrics } from './plugins/metrics.ts';
import { openapi } from './plugins/openapi.ts';
import { problemDetails } from './plugins/problem-details.ts';
import { rateLimit } from './plugins/rate-limit.ts';
import { reference } from './plugins/reference.ts';
import { requestId, requestIdOf } from './plugins/request-id.ts';
import { type LogStream, loggerOptions, requestLog } from './plugins/request-log.ts';
import { routesByAct } from './plugins/routes-by-act.ts';
import { secureAnswers } from './plugins/security-headers.ts';
import { demandActs, identify } from './plugins/sign-in.ts';
import { oauth } from './routes/oauth.ts';
import { service } from './routes/service.ts';
import { accounts } from './routes/v1/accounts.ts';
import { assigning } from './routes/v1/assign.ts';
import { audit } from './routes/v1/audit.ts';
import { authority } from './routes/v1/authority.ts';
import { batches } from './routes/v1/batches.ts';
import { cases } from './routes/v1/cases.ts';
import { clients } from './routes/v1/clients.ts';
import { contacts } from './routes/v1/contacts.ts';
import { disclosures } from './routes/v1/disclosures.ts';
import { endpoints } from './routes/v1/endpoints.ts';
import { events } from './routes/v1/events.ts';
import { exports } from './routes/v1/exports.ts';
import { features } from './routes/v1/features.ts';
import { findings } from './routes/v1/findings.ts';
import { graph } from './routes/v1/graph.ts';
import { leadSteps } from './routes/v1/lead-steps.ts';
import { leads } from './routes/v1/leads.ts';
import { models } from './routes/v1/models.ts';
import { oidc } from './routes/v1/oidc.ts';
import { persons } from './routes/v1/persons.ts';
import { rankMoves } from './routes/v1/rank-changes.ts';
import { rankings } from './routes/v1/rankings.ts';
import { retention } from './routes/v1/retention.ts';
import { rights } from './routes/v1/rights.ts';
import { type SignInWays, sessions } from './routes/v1/sessions.ts';
import { status } from './routes/v1/status.ts';
import { timeline } from './routes/v1/timeline.ts';

export interface AppOptions {
  /** Log lines, one JSON object each; default none. */
  readonly log?: LogStream;
  /** Epoch seconds; default the clock of this machine. */
  readonly now?: () => number;
  /** Requests a minute of one caller; default 12,000. */
  readonly perMinute?: number;
  /** How people sign in beside name and password; default not. */
  readonly ways?: SignInWays;
  /** Most bytes of an uploaded batch; default 64 MiB. */
  readonly batchBytes?: number;
}

const localOnly: SignInWays = Object.freeze({ oidc: null, demoAccounts: [], synthetic: false });
const perMinuteMost = 12_000;
const clock = (): number => Math.floor(Date.now() / 1000);

/** What the service is: every route, ready to be called with `inject` or to be listened on. The engine stays the caller's. */
export async function buildApp(engine: Engine, options: AppOptions = {}): Promise<FastifyInstance> {
  const { log, now = clock, perMinute = perMinuteMost, ways = localOnly, batchBytes = 64 * 1024 ** 2 } = options;
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
  announceGoing(app);
  // In the order in which a request meets them.
  const plugins = [requestLog, problemDetails, requestId, secureAnswers];
  for (const plugin of plugins) plugin(app);
  knownNames(app, () => engine.oversight.deployment()?.origins ?? []);
  knownRoutes(app);
  closeAfterAnswer(app);
  await identify(app, engine, now);
  rateLimit(app, { perMinute, now });
  // Before the rule that every route says its act: the page's own files are open to everybody.
  await app.register(reference);
  demandActs(app);
  const routesOf = routesByAct(app);
  await consoleFiles(app);
  await app.register(service, { engine });
  metrics(app, engine, now);
  await app.register(oauth, { engine, now });
  await app.register(rights, { routesOf, prefix: '/v1' });
  await app.register(sessions, { engine, now, ways, prefix: '/v1' });
  const ours = [
    rankings,
    rankMoves,
    persons,
    status,
    leads,
    assigning,
    leadSteps,
    cases,
    disclosures,
    accounts,
    authority,
    retention,
    audit,
    clients,
    oidc,
    graph,
    exports,
    timeline,
    events,
    endpoints,
    models,
    batches,
    findings,
    features,
    contacts,
  ];
  const jobs = createJobs(engine.oversight.home, now);
  app.addHook('preClose', async () => jobs.close());
  for (const routes of ours) await app.register(routes, { engine, now, jobs, batchBytes, prefix: '/v1' });
  await app.ready();
  return app;
}
