import { lookup as dnsLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { checkAddress, type DestinationRules, type Letter, retryAfterMs } from '../../engine/index.ts';

/** How an attempt ended: a status, or a word for why there is none. */
export interface Ending {
  readonly status?: number;
  readonly problem?: string;
  readonly retryAfterMs?: number;
}

export interface Sender {
  send(letter: Letter, nowMs: number): Promise<Ending>;
  close(): void;
}

/** A receiver has so long to answer with a status; what it writes after that is not read to the end. */
const answerWithinMs = 15_000;
const bodyWithinMs = 1000;
const bodyMost = 16 * 1024;

/**
 * Connections kept to one origin: as many as several busy lanes there have. There is no limit on open ones beside the
 * lanes' own, because endpoints of one origin would wait for each other's there.
 */
const freeSocketsMost = 256;
/** A kept connection that nobody used for so long is closed; shorter than common servers take. */
const idleMs = 30_000;

type Lookup = http.RequestOptions['lookup'];

/**
 * Posts letters over HTTP with connections that are kept. Every address is checked at the moment of connecting, after
 * DNS: a name that changed its mind since it was registered gets no connection. Redirects are answers like any other.
 */
export function createSender(rules: DestinationRules): Sender {
  const lookup = guardedLookup(rules);
  const options = { keepAlive: true, maxFreeSockets: freeSocketsMost, timeout: idleMs };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  return {
    send: (letter, nowMs) => {
      const { protocol } = letter.url;
      const agent = agents[protocol === 'http:' ? 'http:' : 'https:'];
      return post(letter, nowMs, protocol === 'http:' ? http.request : https.request, { agent, lookup });
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function post(
  { url, headers, body }: Letter,
  nowMs: number,
  open: typeof http.request,
  { agent, lookup }: { readonly agent: http.Agent; readonly lookup: Lookup },
): Promise<Ending> {
  return new Promise((ended) => {
    const sent = {
      ...headers,
      'content-type': 'application/cloudevents+json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'excavator',
    };
    const request = open(url, { method: 'POST', agent, lookup: lookup as never, headers: sent });
    const deadline = setTimeout(() => request.destroy(new Problem('timeout')), answerWithinMs);
    request.on('response', (answer) => {
      clearTimeout(deadline);
      const wait = retryAfterMs(answer.headers['retry-after'], nowMs);
      ended({ status: answer.statusCode ?? 0, ...(wait === undefined ? {} : { retryAfterMs: wait }) });
      drain(answer);
    });
    request.on('error', (error) => {
      clearTimeout(deadline);
      ended({ problem: problemOf(error) });
    });
    request.end(body);
  });
}

/** The status was the answer. A short body is read so that the connection can be kept, a long or slow one is cut off. */
function drain(answer: http.IncomingMessage): void {
  let bytes = 0;
  const deadline = setTimeout(() => answer.destroy(), bodyWithinMs);
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bodyMost) answer.destroy();
  });
  answer.on('error', () => undefined);
  answer.on('close', () => clearTimeout(deadline));
}

/** DNS whose every answer must be allowed: one private address among public ones is a trap, not a choice. */
function guardedLookup(rules: DestinationRules): Lookup {
  return (hostname, { family }, done) => {
    dnsLookup(hostname, { all: true, family: family ?? 0 }, (error, addresses) => {
      if (error) return done(new Problem('name_unknown'), []);
      try {
        for (const { address } of addresses) checkAddress(address, rules);
      } catch {
        return done(new Problem('destination_refused'), []);
      }
      done(null, addresses);
    });
  };
}

class Problem extends Error {
  readonly word: string;
  constructor(word: string) {
    super(word);
    this.word = word;
  }
}

/** A word of ours; nothing that a receiver or a resolver wrote. */
function problemOf(error: Error & { readonly code?: string }): string {
  if (error instanceof Problem) return error.word;
  const words: Record<string, string> = {
    ECONNREFUSED: 'connection_refused',
    ECONNRESET: 'connection_reset',
    EPIPE: 'connection_reset',
    ETIMEDOUT: 'timeout',
    EHOSTUNREACH: 'unreachable',
    ENETUNREACH: 'unreachable',
  };
  const code = error.code ?? '';
  return words[code] ?? (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) ? 'tls_failed' : 'no_answer');
}
