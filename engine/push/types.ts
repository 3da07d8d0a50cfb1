import type { DestinationRules } from './destination.ts';

/** What receivers can be told of. Names stay for ever; new ones may come. */
export const eventTypes = Object.freeze([
  'lead.proposed',
  'lead.raised',
  'lead.updated',
  'lead.withdrawn',
  'lead.expired',
  'model.promoted',
  'disclosure.granted',
  'endpoint.disabled',
  'endpoint.test',
] as const);
export type EventType = (typeof eventTypes)[number];

/** Something that happened, as it is written with the act. It names nobody but by pseudonym. */
export interface NewEvent {
  /** Unique for ever; the `webhook-id` by which a receiver knows a repetition. */
  readonly id: string;
  readonly type: EventType;
  /** Epoch seconds. */
  readonly at: number;
  /** Lead or endpoint that it is about; events of one subject reach a receiver in order. */
  readonly subject: string;
  /** Whose business it is; what is nobody's is told to nobody, unless it is of a kind that is everybody's. */
  readonly unit: string | null;
  readonly role: string | null;
  readonly area: string | null;
  /** The thin payload: what may be known without a read that is authorised and logged. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface PushEvent extends NewEvent {
  /** Position in the feed, from 1 without repetition. */
  readonly seq: number;
}

/** Reviewers hear of proposed leads; frontline units get only what a person approved; integrators hear both. */
export type Audience = 'reviewers' | 'frontline' | 'integrators';

export interface EndpointRequest {
  readonly id: string;
  readonly url: string;
  readonly unit: string;
  readonly audience: Audience;
  /** Empty: every type that the audience may hear. */
  readonly types: readonly EventType[];
  /** Empty: every role, every area. */
  readonly roles: readonly string[];
  readonly areas: readonly string[];
}

export interface Endpoint extends EndpointRequest {
  readonly state: 'live' | 'disabled';
  /** Why it is disabled. */
  readonly reason: string | null;
  readonly secretVersion: number;
  /** Until then the version before the newest signs too, in epoch milliseconds. */
  readonly olderUntilMs: number;
  /** Since when every attempt has failed; null after a success. */
  readonly failingSinceMs: number | null;
  /** Epoch seconds. */
  readonly createdAt: number;
}

export type DeliveryState = 'waiting' | 'due' | 'leased' | 'taken' | 'failed';

export interface Delivery {
  readonly seq: number;
  readonly endpoint: string;
  readonly attempts: number;
  /** When its lease ends, in epoch milliseconds: it tells this lease from a later one of the same delivery. */
  readonly leasedUntilMs: number;
  readonly event: PushEvent;
}

/** What an attempt came to. */
export interface Attempt {
  readonly delivery: number;
  /** Of the lease that it was made under: an attempt of a lease that ended changes nothing. */
  readonly leasedUntilMs: number;
  readonly atMs: number;
  readonly tookMs: number;
  readonly status?: number;
  /** A code such as `timeout` or `destination_refused`; never what a receiver wrote. */
  readonly problem?: string;
  readonly retryAfterMs?: number;
}

export interface PushOptions {
  readonly rules: DestinationRules;
  /** In [0, 1): chance is an argument. */
  readonly chance: () => number;
}
