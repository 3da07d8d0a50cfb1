import type { Book } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import {
  type DeliveryLine,
  type DeliveryQuery,
  deliveryLog,
  type Endpoint,
  type EndpointRequest,
  type Outbox,
  receiverSecrets,
  secretOf,
} from '../push/index.ts';
import { demandRight, type Principal, type Unit, unitsOf } from '../rights/index.ts';

/** The two texts with which a receiver checks signatures; shown when they are made, stored nowhere. */
export interface ReceiverSecrets {
  readonly hmac: string;
  readonly ed25519: string;
}

export interface EndpointView extends Endpoint {
  readonly deliveries: Readonly<Record<string, number>>;
  /** What came of the newest attempt: a status of HTTP, or what went wrong before there was one; null before any. */
  readonly lastAttempt: LastAttempt | null;
}

interface LastAttempt {
  /** Epoch milliseconds. */
  readonly at_ms: number;
  readonly status: number | null;
  readonly problem: string | null;
}

/** What an administrator does with endpoints; each act is in the log. Instants are epoch seconds. */
export interface EndpointDesk {
  /** @throws ExcavatorError destination_refused, endpoint_known, endpoint_malformed */
  add(who: Principal, at: number, request: EndpointRequest): ReceiverSecrets;
  list(who: Principal, at: number): readonly EndpointView[];
  /** The secret before the new one signs beside it for `overlapSeconds`. */
  rotate(who: Principal, at: number, id: string, overlapSeconds: number): ReceiverSecrets;
  enable(who: Principal, at: number, id: string): void;
  disable(who: Principal, at: number, id: string): void;
  /** @throws ExcavatorError endpoint_disabled */
  test(who: Principal, at: number, id: string): { readonly event: string };
  /** Events of a span of the feed again. @throws ExcavatorError endpoint_disabled */
  replay(who: Principal, at: number, id: string, fromSeq: number, toSeq: number): { readonly deliveries: number };
  /** What happened from one moment to another, both among them, again. @throws ExcavatorError endpoint_disabled */
  replayTime(who: Principal, at: number, id: string, fromAt: number, toAt: number): { readonly deliveries: number };
  /** A recipient says that it took an event in, such as a withdrawal. @returns false where it was never told of it */
  acknowledge(who: Principal, at: number, id: string, event: string): boolean;
  /** The log of deliveries, newest first. */
  deliveries(who: Principal, at: number, query: DeliveryQuery): readonly DeliveryLine[];
  /** Withdrawals older than so many seconds that a recipient has not acknowledged. */
  overdue(who: Principal, at: number, seconds: number): ReturnType<Outbox['overdue']>;
}

/** A recipient has so long to say that it took a withdrawal in. */
export const overdueSeconds = 86_400;

const rightOf: Readonly<Record<string, string>> = { list: 'endpoint.list', acknowledge: 'endpoint.acknowledge' };

export function openEndpointDesk(book: Book, outbox: Outbox, key: Buffer): EndpointDesk {
  const act = <T>(who: Principal, at: number, verb: string, id: string, work: () => T): T => {
    return book.act({ at, actor: who.account, act: `endpoint.${verb}`, subject: `endpoint:${id}` }, () => {
      demandRight(who, rightOf[verb] ?? 'endpoint.manage');
      return work();
    });
  };
  const last = book.database.prepare<[string], LastAttempt>(
    `select a.at_ms, a.status, a.problem from push_attempt a join push_delivery d on d.seq = a.delivery
     where d.endpoint = ? order by a.seq desc limit 1`,
  );
  const secrets = (id: string): ReceiverSecrets =>
    receiverSecrets(secretOf(key, id, outbox.endpoints.get(id)?.secretVersion ?? 1));
  const known = (id: string): void => {
    outbox.endpoints.demand(id);
  };
  const live = (id: string): void => {
    const { state, reason } = outbox.endpoints.demand(id);
    if (state !== 'live') throw disabled(id, reason);
  };
  return {
    add: (who, at, request) => {
      act(who, at, 'add', request.id, () => {
        demandShape(request, unitsOf(book));
        return outbox.endpoints.add(request, at);
      });
      return secrets(request.id);
    },
    list: (who, at) =>
      act(who, at, 'list', 'all', () =>
        seenBy(who, outbox.endpoints.list()).map((endpoint) => ({
          ...endpoint,
          deliveries: outbox.counts(endpoint.id),
          lastAttempt: last.get(endpoint.id) ?? null,
        })),
      ),
    rotate: (who, at, id, overlapSeconds) => {
      act(who, at, 'rotate', id, () => {
        known(id);
        outbox.endpoints.rotate(id, (at + overlapSeconds) * 1000);
      });
      return secrets(id);
    },
    enable: (who, at, id) =>
      act(who, at, 'enable', id, () => {
        known(id);
        outbox.endpoints.enable(id);
      }),
    disable: (who, at, id) =>
      act(who, at, 'disable', id, () => {
        known(id);
        outbox.endpoints.disable(id, 'by an administrator');
      }),
    test: (who, at, id) =>
      act(who, at, 'test', id, () => {
        live(id);
        return { event: outbox.test(id, at).id };
      }),
    replay: (who, at, id, fromSeq, toSeq) =>
      act(who, at, 'replay', id, () => {
        live(id);
        return { deliveries: outbox.replay(id, fromSeq, toSeq, at * 1000) };
      }),
    replayTime: (who, at, id, fromAt, toAt) =>
      act(who, at, 'replay', id, () => {
        live(id);
        return { deliveries: outbox.replayTime(id, fromAt, toAt, at * 1000) };
      }),
    acknowledge: (who, at, id, event) =>
      act(who, at, 'acknowledge', id, () => {
        outbox.endpoints.demand(id, unitOf(who));
        return outbox.acknowledge(id, event, at);
      }),
    deliveries: (who, at, query) =>
      act(who, at, 'list', 'deliveries', () => {
        const unit = unitOf(who);
        const asked = { ...query, overdueBefore: at - overdueSeconds };
        return deliveryLog(book.database, unit === undefined ? asked : { ...asked, unit });
      }),
    overdue: (who, at, seconds) =>
      act(who, at, 'list', 'overdue', () => {
        const own = new Set(seenBy(who, outbox.endpoints.list()).map(({ id }) => id));
        return outbox.overdue(at - seconds).filter(({ endpoint }) => own.has(endpoint));
      }),
  };
}

/** A machine is registered for one unit, and sees no other's endpoints; people of the office see all. */
const unitOf = ({ scopes, unit }: Principal): string | undefined => (scopes === undefined ? undefined : unit);

function seenBy(who: Principal, all: readonly Endpoint[]): readonly Endpoint[] {
  const unit = unitOf(who);
  return unit === undefined ? all : all.filter((one) => one.unit === unit);
}

/** A name that a terminal shows as it is, a unit that there is. */
function demandShape({ id, unit }: EndpointRequest, units: readonly Unit[]): void {
  if (/^[a-z0-9][a-z0-9._-]{0,31}$/.test(id) && units.some((one) => one.id === unit)) return;
  throw new ExcavatorError({
    code: 'endpoint_malformed',
    kind: 'usage',
    what: 'An endpoint has a name of small letters, digits, dots and dashes, and a unit that there is.',
    got: `unit ${unit}`,
    expected: `one of ${units.map((one) => one.id).join(', ')}`,
    advice: 'Name it again, or make the unit: `excavator user unit`.',
  });
}

function disabled(id: string, reason: string | null): ExcavatorError {
  return new ExcavatorError({
    code: 'endpoint_disabled',
    kind: 'conflict',
    what: 'This endpoint is disabled: nothing is sent to it.',
    got: `${id}: ${reason ?? 'no reason'}`,
    advice: 'Enable it first: `excavator endpoint enable`.',
  });
}
