import { execFile } from 'node:child_process';
import { closeSync, cpSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { startServer } from '../../api/server.ts';
import { openEngine } from '../../engine/index.ts';
import { staffDemo, writeDemoDeployment } from '../../scripts/commands/demo-staff.ts';
import { publish } from '../fixtures/bench.ts';
import { type ConsoleHome, consoleHome } from '../fixtures/console.ts';

/**
 * The API under load from another process on the same machine. EXCAVATOR_BENCH_HOME names a home that has run before, for the
 * goals one of `excavator world --name medium`; it is copied. Without one a world of EXCAVATOR_BENCH_PEOPLE is made.
 */
const people = Number(process.env.EXCAVATOR_BENCH_PEOPLE ?? 20_000);
const home = process.env.EXCAVATOR_BENCH_HOME;
const script = new URL('./api-load.mjs', import.meta.url).pathname;
const run = promisify(execFile);

interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

async function load(url: string, cookie: string, seconds: number, connections: number, rate = 0): Promise<Load> {
  const args = [script, url, cookie, String(seconds), String(connections), String(rate)];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout) as Load;
}

/** One fsync after a small append, median: what an audited look cannot beat alone. */
function fsyncMs(): number {
  const handle = openSync(join(tmpdir(), `fsync-${process.pid}`), 'w');
  const times = Array.from({ length: 100 }, () => {
    writeSync(handle, 'x'.repeat(4096));
    const start = performance.now();
    fsyncSync(handle);
    return performance.now() - start;
  });
  closeSync(handle);
  return times.sort((a, b) => a - b)[50] ?? 0;
}

/** The service over a copy of a home that has run, with the people of the demo. */
async function servedCopy(from: string): Promise<Pick<ConsoleHome, 'engine' | 'server' | 'drop'>> {
  const dir = mkdtempSync(join(tmpdir(), 'excavator-api-'));
  cpSync(from, dir, { recursive: true });
  const now = Math.floor(Date.now() / 1000);
  mkdirSync(join(dir, 'demo'), { recursive: true });
  writeDemoDeployment(dir, now);
  const engine = await openEngine({ home: dir, now, clock: () => Math.floor(Date.now() / 1000) });
  await staffDemo(engine, dir, now);
  const server = await startServer({ engine, port: 0, graceSeconds: 0, perMinute: 1e9 });
  return {
    engine,
    server,
    drop: async () => {
      await server.close();
      engine.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The service reads the newest run as soon as it stands; meanwhile it answers others. */
async function readingAhead({ engine, server }: Pick<ConsoleHome, 'engine' | 'server'>) {
  const start = performance.now();
  let longest = 0;
  while (engine.readAhead.state() === 'reading') {
    const asked = performance.now();
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    longest = Math.max(longest, performance.now() - asked);
  }
  expect(engine.readAhead.state()).toBe('read');
  return { seconds: (performance.now() - start) / 1000, longestMs: longest };
}

test('ranking page beside a bare route, neighbourhood and paths', async () => {
  const { engine, server, drop } = home === undefined ? await consoleHome(people, 60) : await servedCopy(home);
  const ahead = await readingAhead({ engine, server });
  const now = Math.floor(Date.now() / 1000);
  const cookie = `excavator_session=${await engine.oversight.sessions.start(now, 'sam')}`;
  const sam = { account: 'sam', role: 'supervisor', unit: 'border', mustRotate: false } as const;
  engine.oversight.cases.open(sam, now, { id: 'BENCH', purpose: 'Bench', budget: 1_000_000 });
  const pageUrl = `${server.url}/v1/rankings?role=supplier&top=50`;
  const page: unknown = await (await fetch(pageUrl, { headers: { cookie } })).json();
  const bare = Fastify();
  bare.get('/', async () => page);
  const bareUrl = await bare.listen({ host: '127.0.0.1', port: 0 });
  await load(pageUrl, cookie, 2, 16);
  await load(bareUrl, cookie, 2, 16);
  const [alone, ours, again] = [
    await load(bareUrl, cookie, 4, 16),
    await load(pageUrl, cookie, 8, 16),
    await load(bareUrl, cookie, 4, 16),
  ];
  const reached = (alone.perSecond + again.perSecond) / 2;
  const half = await load(pageUrl, cookie, 8, 16, ours.perSecond / 2);
  const { rows } = await engine.rank({ role: 'supplier', top: 30 });
  const around: number[] = [];
  const between: number[] = [];
  const timed = async (url: string, into: number[]): Promise<void> => {
    const start = performance.now();
    const answer = await fetch(url, { headers: { cookie } });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    into.push(performance.now() - start);
  };
  for (let round = 0; round < 8; round++)
    for (const [i, { person }] of rows.entries()) {
      await timed(`${server.url}/v1/persons/${person}/neighbourhood?case=BENCH&top=50`, around);
      await timed(
        `${server.url}/v1/paths?from=${person}&to=${rows[(i + 1) % rows.length]?.person}&case=BENCH`,
        between,
      );
    }
  const p99 = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(0.99 * (times.length - 1))] ?? 0;
  publish('api', {
    title: `The API on a world of ${((await engine.status()).runs[0]?.persons ?? people).toLocaleString('en')} persons, load from another process`,
    columns: ['what', 'measured', 'goal'],
    rows: [
      ['ranking page of 50, requests a second', Math.round(ours.perSecond), ''],
      ['a bare Fastify route with the same JSON, requests a second', Math.round(reached), ''],
      ['ratio', (ours.perSecond / reached).toFixed(2), '0.8 or more'],
      ['ranking page at half that load, p50 / p99 ms', `${half.p50.toFixed(1)} / ${half.p99.toFixed(1)}`, '20 (p99)'],
      ['neighbourhood of 50, p99 ms', p99(around).toFixed(1), '30'],
      ['3 best paths, p99 ms', p99(between).toFixed(1), '200'],
      ['the newest run read into memory at the start, s', ahead.seconds.toFixed(1), ''],
      ['longest answer of /health meanwhile, ms', ahead.longestMs.toFixed(0), ''],
      ['one fsync, ms (median)', fsyncMs().toFixed(2), ''],
    ],
    note: 'Every look leaves a durable entry in the log before it is answered; looks asked for meanwhile share one fsync.',
  });
  expect(ours.failed).toBe(0);
  await bare.close();
  await drop();
});
