/**
 * A receiver of excavator's webhooks in one file, on Node alone. It checks the signature (Standard Webhooks, `v1` or
 * `v1a`), does nothing twice, and does nothing with a lead that has expired. Copy it and put your own work into `handle`.
 *
 *   WEBHOOK_SECRET=whsec_… (or whpk_…) PORT=9000 SEEN_FILE=seen.txt node receiver.mjs
 */
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

/** A letter older or newer than this was recorded and is being played again, or a clock is wrong. */
const toleranceSeconds = 300;
const bodyMost = 64 * 1024;
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/** True when one of the signatures is ours, over `id.timestamp.body`, byte by byte as it came. */
export function isSigned(secret, { id, timestamp, signature }, body) {
  const [kind, text = ''] = secret.split('_', 2);
  const key = Buffer.from(text, 'base64');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const given = (version) =>
    signature
      .split(' ')
      .filter((one) => one.startsWith(`${version},`))
      .map((one) => Buffer.from(one.slice(version.length + 1), 'base64'));
  if (kind === 'whpk') {
    const publicKey = createPublicKey({ key: Buffer.concat([spkiHead, key]), format: 'der', type: 'spki' });
    return given('v1a').some((one) => one.length === 64 && verify(null, content, publicKey, one));
  }
  const wanted = createHmac('sha256', key).update(content).digest();
  return given('v1').some((one) => one.length === wanted.length && timingSafeEqual(one, wanted));
}

/**
 * @param secret `whsec_…` or `whpk_…`, as `excavator endpoint add` told it
 * @param handle your work: (event, { expired }) => …; when it throws, the event comes again
 * @param seen ids that were handled before, and how to keep one more: { has(id), add(id) }
 * @param now epoch seconds
 * @returns (headers, body) => status of HTTP
 */
export function createReceiver({ secret, handle, seen = new Set(), now = () => Math.floor(Date.now() / 1000) }) {
  return async (headers, body) => {
    const id = String(headers['webhook-id'] ?? '');
    const timestamp = String(headers['webhook-timestamp'] ?? '');
    const signature = String(headers['webhook-signature'] ?? '');
    if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now() - Number(timestamp)) > toleranceSeconds) return 400;
    if (!isSigned(secret, { id, timestamp, signature }, body)) return 401;
    // A repetition is no failure: say yes, or it comes again.
    if (seen.has(id)) return 204;
    const event = JSON.parse(body.toString('utf8'));
    const { expires_at: expiresAt } = event.data;
    try {
      await handle(event, { expired: expiresAt !== undefined && expiresAt <= now() });
    } catch {
      return 500;
    }
    // After the work: a crash between the two repeats it, a crash the other way round would lose it.
    seen.add(id);
    return 204;
  };
}

/** Ids that outlive this process, one a line. */
export function seenInFile(file) {
  const ids = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  return {
    has: (id) => ids.has(id),
    add: (id) => {
      appendFileSync(file, `${id}\n`);
      ids.add(id);
    },
  };
}

/** An HTTP server that answers every POST with what the receiver says. */
export function listen(receive, port, host = '127.0.0.1') {
  const server = createServer(async (request, answer) => {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
      size += chunk.length;
      if (size > bodyMost) return answer.writeHead(413).end();
      chunks.push(chunk);
    }
    const status = await receive(request.headers, Buffer.concat(chunks)).catch(() => 400);
    answer.writeHead(request.method === 'POST' ? status : 405).end();
  });
  return new Promise((done) => server.listen(port, host, () => done(server)));
}

/** What it does when it is run: one line of JSON an event. */
async function main({ WEBHOOK_SECRET: secret = '', PORT = '9000', SEEN_FILE }) {
  const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const handle = (event, { expired }) => {
    // Types to come are no error: what you do not know, take and leave.
    const { lead, state, unit } = event.data;
    say({ id: event.id, type: event.type, subject: event.subject, lead, state, unit, expired });
  };
  const seen = SEEN_FILE === undefined ? new Set() : seenInFile(SEEN_FILE);
  const server = await listen(createReceiver({ secret, handle, seen }), Number(PORT));
  say({ listening: server.address().port });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.env);
