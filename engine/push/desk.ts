import type Database from 'better-sqlite3';
import type { Writer } from '../ledger/index.ts';
import { checkUrl, type DestinationRules } from './destination.ts';
import { type Feed, openFeed } from './feed.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { payloadOf } from './payload.ts';
import { type Secret, type SignedHeaders, secretOf, signatureHeaders } from './signature.ts';
import type { Attempt, Delivery, Endpoint, PushOptions } from './types.ts';

/** A delivery ready for the wire. */
export interface Letter {
  readonly delivery: number;
  readonly leasedUntilMs: number;
  readonly url: URL;
  readonly headers: SignedHeaders;
  readonly body: string;
}

/** What a dispatcher needs of the engine: work to do, and where to say what came of it. It opens no socket. */
export interface PushDesk {
  readonly outbox: Outbox;
  /** The same events to read. */
  readonly feed: Feed;
  /** Leases what is due at an endpoint and signs it. */
  take(endpoint: string, nowMs: number, most: number): Promise<readonly (Letter | Attempt)[]>;
  /** Resolves when the outcome is on the disk. */
  settle(attempt: Attempt): Promise<void>;
  /** Calls `wake` after a transaction, of whatever process, may have brought work. Returns how to stop it. */
  onWork(wake: () => void): () => void;
}

/** A killed dispatcher's deliveries are due again after so long; longer than any attempt may take. */
export const leaseMs = 60_000;
const lookEveryMs = 20;

/** @param source the CloudEvents `source` of this deployment, a URI reference without anybody's name in it */
export function openPushDesk(
  db: Database.Database,
  writer: Pick<Writer, 'soon'>,
  key: Buffer,
  source: string,
  options: PushOptions,
): PushDesk {
  const outbox = openOutbox(db, options);
  const secrets = new Map<string, Secret>();
  const secret = (endpoint: string, version: number): Secret => {
    const name = `${endpoint} ${version}`;
    const found = secrets.get(name) ?? secretOf(key, endpoint, version);
    secrets.set(name, found);
    return found;
  };
  // The rules stay as they are, so what was said of a URL stays true; its addresses are checked at every connection.
  const checked = new Map<string, URL | undefined>();
  const urlOf = (text: string): URL | undefined => {
    if (!checked.has(text)) checked.set(text, allowedUrl(text, options.rules));
    return checked.get(text);
  };
  const letter = (to: Endpoint | undefined, delivery: Delivery, nowMs: number): Letter | Attempt => {
    const own = { delivery: delivery.seq, leasedUntilMs: delivery.leasedUntilMs };
    if (to === undefined) return { ...own, atMs: nowMs, tookMs: 0, problem: 'endpoint_unknown' };
    const url = urlOf(to.url);
    if (url === undefined) return { ...own, atMs: nowMs, tookMs: 0, problem: 'destination_refused' };
    const { id, secretVersion, olderUntilMs } = to;
    const versions = secretVersion > 1 && nowMs < olderUntilMs ? [secretVersion, secretVersion - 1] : [secretVersion];
    const body = payloadOf(delivery.event, source);
    const signing = versions.map((version) => secret(id, version));
    return {
      ...own,
      url,
      headers: signatureHeaders(signing, delivery.event.id, Math.floor(nowMs / 1000), body),
      body,
    };
  };
  return {
    outbox,
    feed: openFeed(db, source),
    take: async (endpoint, nowMs, most) => {
      const taken = await writer.soon(() => outbox.lease(endpoint, nowMs, leaseMs, most));
      const to = outbox.endpoints.get(endpoint);
      return taken.map((delivery) => letter(to, delivery, nowMs));
    },
    settle: (attempt) => writer.soon(() => outbox.settle([attempt])),
    onWork: (wake) => {
      // `data_version` changes when another connection commits; the newest event when this one has.
      const other = db.prepare<[], number>('pragma data_version').pluck();
      const own = db.prepare<[], number>('select max(seq) from push_event').pluck();
      let last = '';
      const timer = setInterval(() => {
        const now = `${other.get()} ${own.get()}`;
        if (now !== last) wake();
        last = now;
      }, lookEveryMs);
      return () => clearInterval(timer);
    },
  };
}

function allowedUrl(text: string, rules: DestinationRules): URL | undefined {
  try {
    return checkUrl(text, rules);
  } catch {
    return undefined;
  }
}
