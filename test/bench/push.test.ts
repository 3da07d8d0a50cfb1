import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { publish } from '../fixtures/bench.ts';

/** EXCAVATOR_BENCH_SECONDS and EXCAVATOR_BENCH_BACKLOG make it shorter; the goals are for the numbers that stand here. */
const seconds = Number(process.env.EXCAVATOR_BENCH_SECONDS ?? 20);
const backlog = Number(process.env.EXCAVATOR_BENCH_BACKLOG ?? 1_000_000);
const rate = 500;
const receivers = 4;
/** Of the 40; each lead goes to all, so this is 1,000 deliveries a second. */
const rateToForty = 25;
const ills = ['hangs', 'resets', '500', '302', '410', '429', 'drips', 'floods'] as const;

interface Child {
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

const running: Child[] = [];
function child(script: string, ...args: string[]): Child {
  const forked = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: [],
    serialization: 'advanced',
  });
  const own = {
    process: forked,
    stop: async () => {
      if (!forked.connected) return;
      forked.disconnect();
      await once(forked, 'exit');
    },
  };
  running.push(own);
  return own;
}

interface Hooks {
  readonly urls: readonly string[];
  /** Event and moment of each delivery since the last time. */
  told(): Promise<readonly (readonly [string, number])[]>;
  count(): Promise<number>;
}

async function hooks(conducts: readonly string[], noting: 'all' | 'count'): Promise<Hooks> {
  const { process: receiver } = child('push-receiver.mjs', conducts.join(','), noting);
  const answer = async <T>(): Promise<T> => ((await once(receiver, 'message')) as [T])[0];
  const ask = (): Promise<{ told: [string, number][]; count: number }> => {
    const come = answer<{ told: [string, number][]; count: number }>();
    receiver.send('tell');
    return come;
  };
  const { ports } = await answer<{ ports: number[] }>();
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}/`),
    told: async () => (await ask()).told,
    count: async () => (await ask()).count,
  };
}

type Order = <T>(order: string, more?: object) => Promise<T>;

function service(home: string): Order {
  const { process: told } = child('push-service.mjs', home);
  return <T>(order: string, more: object = {}) =>
    new Promise<T>((resolve, reject) => {
      const gone = (): void => reject(new Error(`the dispatcher ended during ${order}`));
      const hear = ({ progress, done }: { progress?: string; done?: T }): void => {
        if (progress !== undefined) console.log(`${order}: ${progress}`);
        if (done === undefined) return;
        told.off('message', hear).off('exit', gone);
        resolve(done);
      };
      told.on('message', hear).once('exit', gone);
      told.send({ order, ...more });
    });
}

async function within(work: (order: Order, home: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'excavator-push-'));
  try {
    await work(service(home), home);
  } finally {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    rmSync(home, { recursive: true, force: true });
  }
}

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

function fsyncMs(home: string): number {
  const file = openSync(join(home, 'fsync'), 'w');
  const took = Array.from({ length: 50 }, () => {
    writeSync(file, 'x'.repeat(4096));
    const start = performance.now();
    fsyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  return quantile(Float64Array.from(took).sort(), 0.5);
}

const named = (prefix: string, urls: readonly string[]) => urls.map((url, n) => ({ id: `${prefix}${n}`, url }));

/** Milliseconds from the commit to the first byte at a receiver, ascending. */
async function waits(
  order: Order,
  from: Hooks,
  load: { readonly from: number; readonly rate: number; readonly healthy: readonly string[] },
): Promise<Float64Array> {
  const { committed } = await order<{ committed: number[] }>('tell', { ...load, seconds });
  // Receivers hear of an endpoint's end too.
  const told = (await from.told()).filter(([event]) => /^evt_\d+$/.test(event));
  expect(told).toHaveLength(load.rate * seconds * load.healthy.length);
  return Float64Array.from(
    told.map(([event, moment]) => moment - (committed[Number(event.slice(4)) - load.from] ?? Number.NaN)),
  ).sort();
}

const rows: (string | number)[][] = [];
let fsync = 0;
const inMs = (sorted: Float64Array): string =>
  `p50 ${quantile(sorted, 0.5).toFixed(1)} ms, p99 ${quantile(sorted, 0.99).toFixed(1)} ms`;

afterAll(() => {
  // A part alone makes no table.
  if (rows.length < 5) return;
  publish('push', {
    title: 'Push over loopback HTTP, the dispatcher and the receivers in processes of their own',
    columns: ['load', 'measured', 'goal'],
    rows,
    note: `Every lead and every outcome is committed with synchronous=FULL; one fsync of 4 kB took ${fsync.toFixed(1)} ms here.`,
  });
});

it(`commit to first byte at ${rate} leads a second to ${receivers} receivers`, () =>
  within(async (order, home) => {
    fsync = fsyncMs(home);
    const well = await hooks(Array(receivers).fill('well'), 'all');
    const all = named('r', well.urls);
    await order('add', { hooks: all });
    await order('start');
    const healthy = all.map(({ id }) => id);
    const sorted = await waits(order, well, { from: 0, rate, healthy });
    rows.push([
      `${rate} leads/s x ${receivers} receivers, ${seconds} s: commit to first byte`,
      inMs(sorted),
      'p99 50 ms',
    ]);
  }));

it(`a backlog of ${backlog}`, () =>
  within(async (order) => {
    const some = await Promise.all(Array.from({ length: receivers }, () => hooks(['well'], 'count')));
    const all = named(
      'r',
      some.flatMap(({ urls }) => urls),
    );
    await order('add', { hooks: all });
    const each = Math.ceil(backlog / receivers);
    await order('backlog', { each });
    const names = all.map(({ id }) => id);
    const drained = await order<{ seconds: number; cpuSeconds: number; peakMb: number }>('drain', { names });
    expect(await Promise.all(some.map((one) => one.count()))).toEqual(some.map(() => each));
    const deliveries = each * receivers;
    const load = `backlog of ${deliveries.toLocaleString('en')}`;
    const cpuMs = (drained.cpuSeconds * 1000) / deliveries;
    rows.push(
      [`${load}: deliveries/s`, Math.round(deliveries / drained.seconds).toLocaleString('en'), '2,000'],
      [`${load}: processor time of a delivery`, `${cpuMs.toFixed(2)} ms`, ''],
      [`${load}: peak memory of the dispatcher`, `${Math.round(drained.peakMb)} MB`, '300 MB'],
    );
  }));

it('half of 40 receivers sick', () =>
  within(async (order) => {
    const well = await hooks(Array(20).fill('well'), 'all');
    const others = await hooks(Array(20).fill('well'), 'count');
    const sick = await hooks(
      Array.from({ length: 20 }, (_, n) => ills[n % ills.length] as string),
      'count',
    );
    const all = named('r', well.urls);
    const healthy = all.map(({ id }) => id);
    const run = async (more: Hooks, prefix: string, from: number): Promise<Float64Array> => {
      const half = named(prefix, more.urls);
      await order('add', { hooks: half });
      const sorted = await waits(order, well, { from, rate: rateToForty, healthy });
      await order('disable', { names: half.map(({ id }) => id) });
      expect(await more.count()).toBeGreaterThan(0);
      return sorted;
    };
    await order('add', { hooks: all });
    await order('start');
    const before = await run(others, 'w', 0);
    const after = await run(sick, 's', rateToForty * seconds);
    const ratio = quantile(after, 0.99) / quantile(before, 0.99);
    rows.push([
      `${rateToForty} leads/s x 40 receivers, half of them ${ills.join(', ')}: the healthy ones' p99`,
      `${quantile(before, 0.99).toFixed(1)} ms all well, ${quantile(after, 0.99).toFixed(1)} ms then (x ${ratio.toFixed(2)})`,
      'x 2',
    ]);
  }));
