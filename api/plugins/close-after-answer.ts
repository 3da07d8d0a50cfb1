import type { FastifyInstance } from 'fastify';

/** Once the server closes, an answer takes its connection with it: a client that keeps it open would hold up the end. */
export function closeAfterAnswer(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close');
    done(null, payload);
  });
}
