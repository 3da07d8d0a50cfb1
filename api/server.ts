import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Engine, ExcavatorError } from '../engine/index.ts';
import { type AppOptions, buildApp } from './app.ts';
import { keepNewestRead } from './newest-run.ts';

export interface ServerOptions extends AppOptions {
  readonly engine: Engine;
  /** 127.0.0.1 (default), ::1 or localhost; any other only where the deployment names its origins. */
  readonly host?: string;
  /** 0 takes a free one; default 8080. */
  readonly port?: number;
  /** How long `close` waits for accepted requests before it cuts them off; default 10. */
  readonly graceSeconds?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Stops accepting, finishes what was accepted, then frees the port. The engine stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Never looked up: a name service could point `localhost` elsewhere. */
const loopback: Readonly<Record<string, string>> = Object.freeze({
  '127.0.0.1': '127.0.0.1',
  localhost: '127.0.0.1',
  '::1': '::1',
});

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { engine, host = '127.0.0.1', port = 8080, graceSeconds = 10 } = options;
  const address = addressOf(host, engine);
  checkPort(port);
  const app = await buildApp(engine, options);
  const url = await listen(app, address, port);
  const stopReading = keepNewestRead(engine);
  let closed: Promise<void> | undefined;
  return Object.freeze({
    url,
    close: () => {
      stopReading();
      closed ??= closeWithin(app, graceSeconds);
      return closed;
    },
  });
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw cannotListen(error, host, port);
  }
}

async function closeWithin(app: FastifyInstance, graceSeconds: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceSeconds * 1000);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

function addressOf(host: string, engine: Engine): string {
  const address = Object.hasOwn(loopback, host) ? loopback[host] : undefined;
  if (address !== undefined) return address;
  if ((engine.oversight.deployment()?.origins ?? []).length > 0 && isIP(host) !== 0) return host;
  throw new ExcavatorError({
    code: 'loopback_only',
    kind: 'usage',
    what: 'The deployment names no origin, so the API listens on this machine only.',
    where: '--host',
    got: host,
    expected: `${Object.keys(loopback).join(', ')}, or an IP address where deployment.json has "origins"`,
    advice: 'Leave --host out; to serve others put a TLS proxy before it and name its origin in deployment.json.',
  });
}

function checkPort(port: number): void {
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return;
  throw new ExcavatorError({
    code: 'port_invalid',
    kind: 'usage',
    what: 'That is not a port.',
    where: '--port',
    got: String(port),
    expected: 'a whole number from 0 to 65535',
    advice: 'Choose another --port; 0 takes a free one.',
  });
}

function cannotListen(cause: unknown, host: string, port: number): ExcavatorError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const taken = code === 'EADDRINUSE';
  return new ExcavatorError(
    {
      code: taken ? 'port_taken' : 'cannot_listen',
      kind: 'resource',
      what: taken ? 'Another program listens on that port.' : 'The API cannot listen there.',
      where: `${host} port ${port}`,
      got: code,
      advice: 'Choose another --port; 0 takes a free one.',
    },
    { cause },
  );
}
