import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../api/server.ts';
import { type Engine, ExcavatorError } from '../../engine/index.ts';
import { fixtureEngine, openFixtureHome, signedInAs } from '../fixtures/engine.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());

let server: RunningServer | undefined;
afterEach(() => server?.close());

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  server = await startServer({ engine: fixtureEngine(), port: 0, ...options });
  return server;
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof ExcavatorError ? error.code : error),
  );

describe('where it listens', () => {
  it.each(['127.0.0.1', 'localhost'])('takes %s', async (host) => {
    const { url } = await start({ host });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'example.org', '', '127.0.0.1.nip.io', 'constructor'])(
    'refuses %s',
    async (host) => {
      expect(await codeOf(start({ host }))).toBe('loopback_only');
    },
  );

  it.each([-1, 65536, 1.5, Number.NaN])('refuses port %d', async (port) => {
    expect(await codeOf(start({ port }))).toBe('port_invalid');
  });

  it('says when the port is taken', async () => {
    const { url } = await start();
    const again = startServer({ engine: fixtureEngine(), port: Number(new URL(url).port) });
    expect(await codeOf(again)).toBe('port_taken');
  });

  it('answers no other name on that port', async () => {
    const { url } = await start();
    const answer = await raw(url, 'GET /health HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });
});

describe('what is no proper request', () => {
  it.each([
    [
      'a header of 20 kB',
      `GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed_http'],
  ])('%s', async (_name, text, status, code) => {
    const { url } = await start();
    const answer = await raw(url, text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code, type: `/problems/${code}` });
  });
});

describe('how it stops', () => {
  /** An engine whose answer waits until it is let go. */
  function slowEngine(): { engine: Engine; asked: Promise<void>; letGo: () => void } {
    const fixed = fixtureEngine();
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let arrived = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const rank: Engine['rank'] = async (query) => {
      arrived();
      await gate;
      return fixed.rank(query);
    };
    const engine: Engine = { ...fixed, rank, as: () => engine };
    return { engine, asked, letGo };
  }

  it('finishes what it accepted, takes nothing new, then frees the port', async () => {
    const { engine, asked, letGo } = slowEngine();
    const { url, close } = await start({ engine });
    const { cookie = '' } = await signedInAs('reviewer');
    const pending = fetch(`${url}/v1/rankings?role=user`, { headers: { cookie } });
    await asked;
    const closed = close();
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    letGo();
    const answer = await pending;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ total: 25 });
    const letGoAt = performance.now();
    await closed;
    // Not held up by the client's keep-alive: well before the grace of ten seconds.
    expect(performance.now() - letGoAt).toBeLessThan(3000);
    server = await startServer({ engine: fixtureEngine(), port: Number(new URL(url).port) });
  });

  it('cuts off what does not end within the grace', async () => {
    const { engine, asked } = slowEngine();
    const { url, close } = await start({ engine, graceSeconds: 0.1 });
    const { cookie = '' } = await signedInAs('reviewer');
    const pending = fetch(`${url}/v1/rankings?role=user`, { headers: { cookie } });
    await asked;
    const cut = expect(pending).rejects.toThrow();
    await close();
    await cut;
  });

  it('may be told twice', async () => {
    const { close } = await start();
    await Promise.all([close(), close()]);
  });
});

async function raw(url: string, text: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}
