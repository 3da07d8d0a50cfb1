import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Engine, Listener, Principal } from '../../../engine/index.ts';
import {
  AcknowledgeAnswer,
  AcknowledgeBody,
  EventPath,
  EventsPage,
  EventsQuery,
  StreamQuery,
} from '../../contract/events.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import { createHub, type Hub } from '../../events/hub.ts';
import { ProblemError } from '../../problem-error.ts';

const tags = ['events'];
const config = { act: 'event.read' };
/** What a client may leave lying; one that leaves more is cut and comes back with Last-Event-ID. */
const bufferMost = 256 * 1024;
const longestWaitMs = 30_000;
const scanPages = 40;

const listenerOf = ({ unit, role }: Principal): Listener => ({ unit, machine: role === 'integrator' });

/** What happened, as a paged feed and as a stream of server-sent events; both bring what the webhooks bring. */
export const events: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { feed, onWork } = engine.oversight.push;
  let hub: Hub | undefined;
  app.addHook('preClose', async () => hub?.close());

  const page = {
    tags,
    operationId: 'listEvents',
    summary: 'Events of the own unit, and moves of the champion, oldest first',
    querystring: EventsQuery,
    response: { 200: EventsPage, ...engineProblems },
  };
  app.get('/events', { schema: page, config }, async ({ who, query: { after, type, top } }) => {
    const listener = listenerOf(who);
    const found: EventsPage['events'] = [];
    let place = after;
    let more = true;
    for (let scanned = 0; scanned < scanPages && found.length < top && more; scanned++) {
      const batch = feed.after(place, top);
      more = batch.length === top;
      for (const event of batch) {
        if (found.length === top) break;
        place = event.seq;
        if (event.hears(listener) && (type === undefined || event.type === type))
          found.push(JSON.parse(event.text) as EventsPage['events'][number]);
      }
    }
    return { events: found, next_after: place, more: more || place < feed.newest() };
  });

  const stream = {
    tags,
    operationId: 'streamEvents',
    summary: 'The same events as they happen (text/event-stream); go on after Last-Event-ID',
    produces: ['text/event-stream'],
    querystring: StreamQuery,
    response: {
      200: Type.String({ description: 'server-sent events; `reset` when the gap is too old' }),
      ...engineProblems,
    },
  };
  app.get('/events/stream', { schema: stream, config }, async (request, reply) => {
    const given = request.headers['last-event-id'] ?? request.query.after;
    const last = given === undefined ? undefined : Number(given);
    if (last !== undefined && !(Number.isSafeInteger(last) && last >= 0)) throw new ProblemError('invalid_request');
    hub ??= createHub(feed, onWork);
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), 'content-type': 'text/event-stream' });
    raw.write('retry: 2000\n\n');
    const { who, sessionToken } = request;
    const leave = hub.join(
      {
        listener: listenerOf(who),
        // A session that ended hears nothing more.
        write: (text) => {
          if (sessionToken !== undefined && engine.oversight.sessions.find(now(), sessionToken) === undefined)
            return false;
          raw.write(text);
          return raw.writableLength <= bufferMost;
        },
        drained: () => drained(raw),
        end: () => raw.destroy(),
      },
      last,
    );
    raw.on('close', leave);
  });

  const acknowledge = {
    tags,
    operationId: 'acknowledgeEvent',
    summary: 'Say that a recipient took an event in, such as a withdrawal',
    params: EventPath,
    querystring: NoQuery,
    body: AcknowledgeBody,
    response: { 200: AcknowledgeAnswer, ...engineProblems },
  };
  app.post(
    '/events/:id/acknowledge',
    { schema: acknowledge, config: { act: 'endpoint.acknowledge' } },
    async ({ who, params, body }) => ({
      acknowledged: engine.oversight.endpoints.acknowledge(who, now(), body.endpoint, params.id),
    }),
  );
};

/** True once the client has taken what was written; false when it is gone or takes too long. */
function drained(raw: ServerResponse): Promise<boolean> {
  if (raw.writableLength <= bufferMost) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (taken: boolean): void => {
      clearTimeout(timer);
      raw.off('drain', took);
      raw.off('close', gone);
      resolve(taken);
    };
    const took = (): void => settle(true);
    const gone = (): void => settle(false);
    const timer = setTimeout(gone, longestWaitMs);
    raw.once('drain', took);
    raw.once('close', gone);
  });
}
