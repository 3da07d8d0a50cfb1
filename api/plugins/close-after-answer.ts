import type { FastifyInstance } from 'fastify';

/** Once the server closes, an answer takes its connection with it: a client that keeps it open would hold up the end. */
export function closeAfterAnswer(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close');
    return payload;
  });
}
