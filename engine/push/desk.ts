import type Database from 'better-sqlite3';
import type { Writer } from '../ledger/index.ts';
import { checkUrl } from './destination.ts';
import { type Feed, openFeed } from './feed.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { payloadOf } from './payload.ts';
import { type Secret, type SignedHeaders, secretOf, signatureHeaders } from './signature.ts';
import type { Attempt, Delivery, PushOptions } from './types.ts';

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
  const letter = (delivery: Delivery, nowMs: number): Letter | Attempt => {
    const endpoint = outbox.endpoints.get(delivery.endpoint);
    const own = { delivery: delivery.seq, leasedUntilMs: delivery.leasedUntilMs };
    if (endpoint === undefined) return { ...own, atMs: nowMs, tookMs: 0, problem: 'endpoint_unknown' };
    const { secretVersion, olderUntilMs } = endpoint;
    const versions = secretVersion > 1 && nowMs < olderUntilMs ? [secretVersion, secretVersion - 1] : [secretVersion];
    const body = payloadOf(delivery.event, source);
    const signing = versions.map((version) => secret(endpoint.id, version));
    try {
      return {
        ...own,
        url: checkUrl(endpoint.url, options.rules),
        headers: signatureHeaders(signing, delivery.event.id, Math.floor(nowMs / 1000), body),
        body,
      };
    } catch {
      return { ...own, atMs: nowMs, tookMs: 0, problem: 'destination_refused' };
    }
  };
  return {
    outbox,
    feed: openFeed(db, source),
    take: async (endpoint, nowMs, most) => {
      const taken = await writer.soon(() => outbox.lease(endpoint, nowMs, leaseMs, most));
      return taken.map((delivery) => letter(delivery, nowMs));
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
