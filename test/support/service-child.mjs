// API and dispatcher in one process, as `serve` has them, until somebody kills it. `late` writes the outbox after the commit.

import { startDispatcher } from '../../dist/api/push/dispatcher.js';
import { createSender } from '../../dist/api/push/sender.js';
import { startServer } from '../../dist/api/server.js';
import { openEngine } from '../../dist/engine/index.js';

const [, , home, aheadMs, late] = process.argv;
const now = () => Math.floor(Date.now() / 1000);
const engine = await openEngine({ home, now: now(), clock: now });
const { push, pushRules } = engine.oversight;
if (late === 'late') {
  const enqueue = push.outbox.enqueue;
  push.outbox.enqueue = (event) => {
    // Longer than the last act before a death is ever ago, so that each death loses something.
    setTimeout(() => enqueue(event), 200);
    return { seq: 0, deliveries: 0 };
  };
}
const server = await startServer({ engine, port: 0, graceSeconds: 0, perMinute: 1e9 });
// What the dispatcher before held when it died is due again at once: its clock is ahead by a lease.
const clock = { now: () => Date.now() + Number(aheadMs) };
startDispatcher(push, createSender(pushRules), clock, () => undefined);
process.on('message', () => process.send({ idle: push.outbox.nextDueMs('hook') === undefined }));
process.send({ url: server.url });
