import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startDispatcher } from '../../api/push/dispatcher.ts';
import { createSender } from '../../api/push/sender.ts';
import { publish } from '../fixtures/bench.ts';
import { loopbackRules, type TestDesk, testDesk } from '../fixtures/push-desk.ts';

/** Issue 8: commit to first byte p99 <= 50 ms at 500 leads/s x 4 receivers; a backlog drained at 2,000/s or more in 300 MB. */
const seconds = Number(process.env.EXCAVATOR_BENCH_SECONDS ?? 20);
const rate = 500;
const receivers = 4;
const backlog = Number(process.env.EXCAVATOR_BENCH_BACKLOG ?? 1_000_000);

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

interface Hook {
  readonly port: number;
  ask<T>(): Promise<T>;
  stop(): Promise<unknown>;
}

async function hook(what: 'all' | 'count'): Promise<Hook> {
  const child = fork(fileURLToPath(new URL('push-receiver.mjs', import.meta.url)), [what], {
    execArgv: [],
    serialization: 'advanced',
  });
  const answer = async <T>(): Promise<T> => ((await once(child, 'message')) as [T])[0];
  const { port } = await answer<{ port: number }>();
  return {
    port,
    ask: () => {
      child.send('tell');
      return answer();
    },
    stop: () => {
      child.disconnect();
      return once(child, 'exit');
    },
  };
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function fsyncMs(dir: string): number {
  const file = openSync(join(dir, 'fsync'), 'w');
  const took = Array.from({ length: 50 }, () => {
    writeSync(file, 'x'.repeat(4096));
    const start = nowMs();
    fsyncSync(file);
    return nowMs() - start;
  });
  closeSync(file);
  return quantile(Float64Array.from(took).sort(), 0.5);
}

async function within(work: (house: TestDesk, dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'excavator-push-'));
  const house = testDesk(dir);
  try {
    await work(house, dir);
  } finally {
    house.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

test('commit to first byte, and a backlog', async () => {
  const rows: (string | number)[][] = [];
  let fsync = 0;
  await within(async (house, dir) => {
    fsync = fsyncMs(dir);
    const hooks = await Promise.all(Array.from({ length: receivers }, () => hook('all')));
    for (const [i, { port }] of hooks.entries()) house.add(`r${i}`, `http://127.0.0.1:${port}/`);
    const sender = createSender(loopbackRules);
    const dispatcher = startDispatcher(house.desk, sender, { now: () => Date.now() }, (error) => {
      throw error;
    });
    const committed = new Map<string, number>();
    const start = nowMs();
    for (let told = 0; told < rate * seconds; ) {
      const wanted = Math.min(rate * seconds, Math.floor(((nowMs() - start) / 1000) * rate));
      for (; told < wanted; told++) {
        const id = `evt_${told}`;
        void house.tell({ id }).then(() => committed.set(id, nowMs()));
      }
      await new Promise((done) => setTimeout(done, 2));
    }
    while (hooks.some((_, i) => house.desk.outbox.counts(`r${i}`).taken < rate * seconds))
      await new Promise((done) => setTimeout(done, 20));
    const waits: number[] = [];
    for (const one of hooks) {
      const { ids, moments } = await one.ask<{ ids: string[]; moments: number[] }>();
      for (const [i, id] of ids.entries()) waits.push((moments[i] ?? 0) - (committed.get(id) ?? 0));
    }
    const sorted = Float64Array.from(waits).sort();
    expect(sorted).toHaveLength(rate * seconds * receivers);
    rows.push([
      `${rate} leads/s x ${receivers} receivers, ${seconds} s`,
      `p50 ${quantile(sorted, 0.5).toFixed(1)} ms, p99 ${quantile(sorted, 0.99).toFixed(1)} ms`,
      Math.round(process.memoryUsage().rss / 2 ** 20),
    ]);
    await dispatcher.stop();
    sender.close();
    await Promise.all(hooks.map((one) => one.stop()));
  });
  await within(async (house) => {
    const hooks = await Promise.all(Array.from({ length: receivers }, () => hook('count')));
    for (const [i, { port }] of hooks.entries()) house.add(`r${i}`, `http://127.0.0.1:${port}/`);
    const each = Math.ceil(backlog / receivers);
    for (let told = 0; told < each; told += 5000)
      await Promise.all(
        Array.from({ length: Math.min(5000, each - told) }, (_, i) => house.tell({ id: `evt_${told + i}` })),
      );
    const sender = createSender(loopbackRules);
    const start = nowMs();
    let peak = 0;
    const dispatcher = startDispatcher(house.desk, sender, { now: () => Date.now() }, (error) => {
      throw error;
    });
    while (hooks.some((_, i) => house.desk.outbox.nextDueMs(`r${i}`) !== undefined)) {
      peak = Math.max(peak, process.memoryUsage().rss);
      await new Promise((done) => setTimeout(done, 50));
    }
    const took = (nowMs() - start) / 1000;
    const came = await Promise.all(hooks.map((one) => one.ask<{ count: number }>()));
    expect(came.map(({ count }) => count)).toEqual(hooks.map(() => each));
    rows.push([
      `backlog of ${(each * receivers).toLocaleString('en')}`,
      `${Math.round((each * receivers) / took).toLocaleString('en')} deliveries/s`,
      Math.round(peak / 2 ** 20),
    ]);
    await dispatcher.stop();
    sender.close();
    await Promise.all(hooks.map((one) => one.stop()));
  });
  publish('push', {
    title: 'Push over loopback HTTP, receivers in processes of their own',
    columns: ['load', 'measured', 'peak MB of the dispatcher (the test runner in it included)'],
    rows,
    note: `Every lead and every outcome is committed with synchronous=FULL; one fsync of 4 kB took ${fsync.toFixed(1)} ms here.`,
  });
}, 3_600_000);
