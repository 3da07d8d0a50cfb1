import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { createRng } from '../../engine/kernel/rng.ts';
import { withFolder } from './home.ts';

export interface StreamLoad {
  readonly clients: number;
  /** Of them so many take nothing from the wire for the middle half of the time. */
  readonly stalled: number;
  readonly reconnects: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly seed: number;
  /** A control: clients that were away while something was told come back and do not say where they were. */
  readonly forgetful?: boolean;
}

export interface StreamReport {
  readonly told: number;
  /** Events that came out of turn: an id that is not the one after the last. */
  readonly faults: readonly string[];
  /** Clients that have every event at the end. */
  readonly whole: number;
  readonly reconnects: number;
  /** Reconnects nobody asked for: streams that the service cut. */
  readonly cuts: number;
  readonly lagP99Ms: number;
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

interface Server {
  ask<T>(message: object): Promise<T>;
  readonly url: string;
  readonly tokens: readonly string[];
}

/** Real clients over HTTP against the service of another process: every one of them must hear every event once, in order. */
export function streamLoad(load: StreamLoad): Promise<StreamReport> {
  return withFolder(async (home) => {
    const child = fork(fileURLToPath(new URL('stream-server.mjs', import.meta.url)), [home], { execArgv: [] });
    const gone = once(child, 'exit');
    const died = gone.then(() => {
      throw new Error('the service of the other process is gone');
    });
    died.catch(() => undefined);
    const heard = async <T>(): Promise<T> => ((await Promise.race([once(child, 'message'), died])) as [T])[0];
    try {
      const { url, tokens } = await heard<Pick<Server, 'url' | 'tokens'>>();
      const ask = <T>(message: object): Promise<T> => {
        child.send(message);
        return heard<T>();
      };
      return await drive({ url, tokens, ask }, load);
    } finally {
      if (child.connected) child.kill();
      await gone;
    }
  });
}

async function drive(server: Server, load: StreamLoad): Promise<StreamReport> {
  const { int } = createRng(load.seed);
  const clients = Array.from({ length: load.clients }, (_, i) =>
    streamClient(server.url, server.tokens[i % server.tokens.length] as string, load.forgetful === true),
  );
  for (const client of clients) client.connect();
  await until(() => clients.every((client) => client.open()), 60_000);
  if (load.forgetful === true) await goneMeanwhile(server, clients, load);
  const telling = server.ask<{ told: number }>({ verb: 'tell', perSecond: load.perSecond, seconds: load.seconds });
  const still = clients.slice(0, load.stalled);
  const moving = clients.slice(load.stalled);
  const [start, all] = [Date.now(), load.seconds * 1000];
  let reconnects = 0;
  let phase = 0;
  for (let passed = 0; passed < all || reconnects < load.reconnects; passed = Date.now() - start) {
    if (phase === 0 && passed > all / 4) phase = still.map((client) => client.stall(true)).length;
    if (phase > 0 && passed > (3 * all) / 4) phase = -still.map((client) => client.stall(false)).length;
    for (; reconnects < Math.min(load.reconnects, (passed / all) * load.reconnects); reconnects++)
      moving[int(moving.length)]?.reconnect();
    await new Promise((done) => setTimeout(done, 5));
  }
  for (const client of still) client.stall(false);
  const { told } = await telling;
  await until(() => clients.every((client) => client.last() >= told), 600_000).catch(() => undefined);
  const lags = Float64Array.from(moving.flatMap((client) => client.lags)).sort();
  const report = {
    told,
    faults: clients.flatMap((client) => client.faults),
    whole: clients.filter((client) => client.last() === told && client.heard() === told).length,
    reconnects,
    cuts: clients.reduce((sum, client) => sum + client.cuts(), 0),
    lagP99Ms: lags[Math.floor(0.99 * (lags.length - 1))] ?? 0,
  };
  const { peakMb, cpuSeconds } = await server.ask<{ peakMb: number; cpuSeconds: number }>({ verb: 'stop' });
  for (const client of clients) client.close();
  return { ...report, peakMb, cpuSeconds };
}

/** Everybody is away while something is told. */
async function goneMeanwhile(
  server: Server,
  clients: readonly ReturnType<typeof streamClient>[],
  load: StreamLoad,
): Promise<void> {
  for (const client of clients) client.leave();
  await server.ask({ verb: 'tell', perSecond: load.perSecond, seconds: load.seconds / 2 });
  for (const client of clients) client.connect();
  await until(() => clients.every((client) => client.open()), 60_000);
}

/** One reader that goes on where it was, whatever happens to its connection. */
function streamClient(url: string, token: string, forgetful: boolean) {
  const faults: string[] = [];
  const lags: number[] = [];
  let [last, heard, cuts, stalled, closed] = [0, 0, 0, false, false];
  let connection: { readonly request: http.ClientRequest; answer?: http.IncomingMessage } | undefined;
  const event = (text: string): void => {
    const seq = Number(/^id: (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(seq)) return;
    if (seq !== last + 1) faults.push(`${seq} after ${last}`);
    [last, heard] = [seq, heard + 1];
    const toldMs = Number(/"told_ms":(\d+)/.exec(text)?.[1]);
    // What came late because nobody was connected says nothing of the service.
    if (heard % 20 === 0 && connection?.answer !== undefined) lags.push(Date.now() - toldMs);
  };
  const connect = (): void => {
    const place = forgetful ? {} : { 'last-event-id': String(last) };
    const headers = { cookie: `excavator_session=${token}`, ...place };
    const request = http.get(`${url}/v1/events/stream`, { agent: false, headers });
    const own: NonNullable<typeof connection> = { request };
    connection = own;
    let rest = '';
    request.on('response', (answer) => {
      own.answer = answer;
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        if (connection !== own) return;
        const parts = (rest + text).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) event(part);
      });
      answer.on('error', () => undefined);
      if (stalled) answer.pause();
    });
    request.on('error', () => undefined);
    request.on('close', () => {
      if (closed || connection !== own) return;
      cuts++;
      setTimeout(connect, 50);
    });
  };
  return {
    faults,
    lags,
    connect,
    open: () => connection?.answer !== undefined,
    last: () => last,
    heard: () => heard,
    cuts: () => cuts,
    reconnect: () => {
      const before = connection;
      connect();
      before?.request.destroy();
    },
    leave: () => {
      const before = connection;
      connection = undefined;
      before?.request.destroy();
    },
    stall: (yes: boolean) => {
      stalled = yes;
      if (yes) connection?.answer?.pause();
      else connection?.answer?.resume();
    },
    close: () => {
      closed = true;
      connection?.request.destroy();
    },
  };
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !holds(); await new Promise((done) => setTimeout(done, 20)))
    if (Date.now() > end) throw new Error('it never came to be');
}
