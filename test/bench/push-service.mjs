// What tells and what sends, in a process of their own as `serve` has them, over the built engine: its memory and its
// processor time are nobody else's. Each message is one order, answered when it is done.
import { join } from 'node:path';
import { startDispatcher } from '../../dist/api/push/dispatcher.js';
import { createSender } from '../../dist/api/push/sender.js';
import { openDatabase } from '../../dist/engine/ledger/database.js';
import { createWriter } from '../../dist/engine/ledger/index.js';
import { openPushDesk, strictRules } from '../../dist/engine/push/index.js';

const [, , home] = process.argv;
const rules = { ...strictRules, networks: ['127.0.0.0/8'], plainHttp: true };
const db = openDatabase(home);
const writer = createWriter(db, join(home, 'ledger.sqlite'), { begin: () => undefined, undone: () => undefined });
const options = { rules, chance: () => Math.random() };
const { outbox, ...desk } = openPushDesk(db, writer, Buffer.alloc(32, 9), 'urn:excavator:bench', options);
const sender = createSender(rules);
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const say = (text) => process.send({ progress: text });
const everyMs = 10_000;

const tell = (n) => {
  const id = `evt_${n}`;
  const at = Math.floor(Date.now() / 1000);
  const whose = { unit: 'north', role: 'retailer', area: null };
  return writer.soon(() => outbox.enqueue({ id, type: 'lead.raised', at, subject: id, ...whose, data: {} }));
};
const open = (names) => names.some((name) => outbox.nextDueMs(name) !== undefined);
let peak = 0;
/** Until these endpoints have nothing more to do. */
const drained = async (names) => {
  const left = db.prepare("select count(*) from push_delivery where endpoint = ? and state = 'due'").pluck();
  let told = nowMs();
  while (open(names)) {
    peak = Math.max(peak, process.memoryUsage.rss());
    if (nowMs() - told > everyMs) {
      told = nowMs();
      say(`${names.reduce((sum, name) => sum + left.get(name), 0)} left, peak ${Math.round(peak / 2 ** 20)} MB`);
    }
    await sleep(20);
  }
};

const orders = {
  add: ({ hooks }) => {
    for (const { id, url } of hooks) {
      const filters = { types: [], roles: [], areas: [] };
      writer.now(() => outbox.endpoints.add({ id, url, unit: 'north', audience: 'integrators', ...filters }, 0));
    }
  },
  disable: ({ names }) => {
    for (const name of names) writer.now(() => outbox.endpoints.disable(name, 'done'));
  },
  start: () => {
    startDispatcher({ outbox, ...desk }, sender, { now: () => Date.now() }, (error) => {
      throw error;
    });
  },
  /** Events at a steady rate; the answer says when each was committed. */
  tell: async ({ from, rate, seconds, healthy }) => {
    const committed = [];
    const start = nowMs();
    for (let n = 0; n < rate * seconds; ) {
      const wanted = Math.min(rate * seconds, Math.floor(((nowMs() - start) / 1000) * rate));
      for (; n < wanted; n++) {
        const place = n;
        void tell(from + place).then(() => {
          committed[place] = nowMs();
        });
      }
      await sleep(2);
    }
    await drained(healthy);
    return { committed };
  },
  backlog: async ({ each }) => {
    for (let told = 0; told < each; told += 5000) {
      await Promise.all(Array.from({ length: Math.min(5000, each - told) }, (_, n) => tell(told + n)));
      if (told % 50_000 === 0) say(`${told} events written`);
    }
  },
  drain: async ({ names }) => {
    peak = process.memoryUsage.rss();
    const [start, cpu] = [nowMs(), cpuSeconds()];
    orders.start();
    await drained(names);
    return { seconds: (nowMs() - start) / 1000, cpuSeconds: cpuSeconds() - cpu, peakMb: peak / 2 ** 20 };
  },
};
process.on('message', async ({ order, ...rest }) => process.send({ done: (await orders[order](rest)) ?? {} }));
process.on('disconnect', () => process.exit());
