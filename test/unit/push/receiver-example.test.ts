import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiverSecrets, secretOf, signatureHeaders } from '../../../engine/push/index.ts';
import { repositoryRoot } from '../../../scripts/docs/pages.ts';
import { scratch } from '../../fixtures/cli.ts';

/** The receiver of docs/examples, against letters signed by the public package and by our own signer. */
interface Seen {
  has(id: string): boolean;
  add(id: string): void;
}
interface Event {
  readonly id: string;
  readonly type: string;
}
type Receive = (headers: Readonly<Record<string, string>>, body: Buffer) => Promise<number>;
interface Example {
  createReceiver(options: {
    readonly secret: string;
    readonly handle: (event: Event, how: { readonly expired: boolean }) => unknown;
    readonly seen?: Seen;
    readonly now?: () => number;
  }): Receive;
  seenInFile(file: string): Seen;
  listen(receive: Receive, port: number): Promise<Server>;
}

const file = join(repositoryRoot(import.meta.dirname), 'docs', 'examples', 'receiver.mjs');
const key = Buffer.alloc(32, 7);
const { hmac, ed25519 } = receiverSecrets(secretOf(key, 'till', 1));
const now = 1_800_000_000;
const space = scratch();
let example: Example;
beforeAll(async () => {
  example = (await import(pathToFileURL(file).href)) as Example;
});
afterAll(() => space.drop());

function letter(id: string, data: object = {}, at = now) {
  const body = JSON.stringify({ id, type: 'lead.raised', subject: 'L-1', data });
  const signature = new Webhook(hmac).sign(id, new Date(at * 1000), body);
  return {
    headers: { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature },
    body: Buffer.from(body),
  };
}

function receiving(more: { readonly secret?: string; readonly seen?: Seen; readonly fails?: () => boolean } = {}) {
  const handled: { readonly id: string; readonly expired: boolean }[] = [];
  const receive = example.createReceiver({
    secret: more.secret ?? hmac,
    ...(more.seen === undefined ? {} : { seen: more.seen }),
    now: () => now,
    handle: ({ id }, { expired }) => {
      if (more.fails?.() === true) throw new Error('no room');
      handled.push({ id, expired });
    },
  });
  return { receive, handled };
}

describe('the example receiver', () => {
  it('takes what the public package signed, once', async () => {
    const { receive, handled } = receiving();
    const { headers, body } = letter('evt_1');
    expect([await receive(headers, body), await receive(headers, body)]).toEqual([204, 204]);
    expect(handled).toEqual([{ id: 'evt_1', expired: false }]);
  });

  it('takes what our signer made, by either secret', async () => {
    const body = Buffer.from('{"id":"evt_2","type":"lead.raised","data":{}}');
    const headers = { ...signatureHeaders([secretOf(key, 'till', 1)], 'evt_2', now, body.toString()) };
    for (const secret of [hmac, ed25519]) expect(await receiving({ secret }).receive(headers, body)).toBe(204);
    const foreign = receiverSecrets(secretOf(key, 'till', 2));
    for (const secret of [foreign.hmac, foreign.ed25519])
      expect(await receiving({ secret }).receive(headers, body)).toBe(401);
  });

  it('does nothing with a changed body, an old letter, one of tomorrow, or none', async () => {
    const { receive, handled } = receiving();
    const { headers, body } = letter('evt_3');
    expect(await receive(headers, Buffer.from(body.toString().replace('L-1', 'L-2')))).toBe(401);
    for (const off of [-301, 301]) {
      const other = letter('evt_3', {}, now + off);
      expect(await receive(other.headers, other.body)).toBe(400);
    }
    expect(await receive({}, body)).toBe(400);
    expect(await receive({ ...headers, 'webhook-id': 'evt_4' }, body)).toBe(401);
    expect(handled).toEqual([]);
    const edge = letter('evt_3', {}, now - 300);
    expect(await receive(edge.headers, edge.body)).toBe(204);
  });

  it('says of an expired lead that it is, at the very second', async () => {
    const { receive, handled } = receiving();
    for (const [id, expires_at] of [
      ['evt_5', now + 1],
      ['evt_6', now],
    ] as const) {
      const { headers, body } = letter(id, { expires_at });
      expect(await receive(headers, body)).toBe(204);
    }
    expect(handled.map(({ expired }) => expired)).toEqual([false, true]);
  });

  it('lets an event come again when its work failed, and remembers over a restart', async () => {
    let broken = true;
    const seenFile = join(space.dir, 'seen.txt');
    const first = receiving({ seen: example.seenInFile(seenFile), fails: () => broken });
    const { headers, body } = letter('evt_7');
    expect(await first.receive(headers, body)).toBe(500);
    expect(existsSync(seenFile)).toBe(false);
    broken = false;
    expect(await first.receive(headers, body)).toBe(204);
    expect(readFileSync(seenFile, 'utf8')).toBe('evt_7\n');
    const second = receiving({ seen: example.seenInFile(seenFile) });
    expect(await second.receive(headers, body)).toBe(204);
    expect([first.handled.length, second.handled.length]).toEqual([1, 0]);
  });

  it('over HTTP refuses what is too long and other methods, and tells broken JSON from its own failure', async () => {
    const server = await example.listen(receiving().receive, 0);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { headers, body } = letter('evt_8');
    const post = async (text: Buffer, given: Record<string, string> = headers) =>
      (await fetch(url, { method: 'POST', headers: given, body: new Uint8Array(text) })).status;
    expect(await post(body)).toBe(204);
    expect((await fetch(url)).status).toBe(405);
    expect(await post(Buffer.alloc(70_000, 32)).catch(() => 413)).toBe(413);
    const broken = Buffer.from('{"id":');
    const signature = new Webhook(hmac).sign('evt_9', new Date(now * 1000), broken.toString());
    expect(await post(broken, { ...headers, 'webhook-id': 'evt_9', 'webhook-signature': signature })).toBe(400);
    server.close();
  });

  it('runs as a program, with its secret and port from the environment', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    const env = { ...process.env, WEBHOOK_SECRET: hmac, PORT: String(port) };
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect(JSON.parse((await lines.next()).value)).toEqual({ listening: port });
    const { headers, body } = letter('evt_10', { lead: 'L-1' }, Math.floor(Date.now() / 1000));
    const { status } = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
    expect(status).toBe(204);
    expect(JSON.parse((await lines.next()).value)).toMatchObject({ id: 'evt_10', lead: 'L-1', expired: false });
    child.kill();
    await once(child, 'exit');
  });
});
