/** When a delivery is tried, and what an answer means (Standard Webhooks 1.0, "Deliverability and reliability"). */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waiting time before each attempt, in milliseconds: ten attempts over 75 hours and 35 minutes. */
export const delaysMs: readonly number[] = Object.freeze([
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]);

/** A delay is spread by so much to either side, so that receivers that came back are not all called at once. */
export const jitterShare = 0.1;

/** A receiver may ask for more patience than the schedule has, but not for more than a day. */
export const longestWaitMs = 24 * hour;

/** An endpoint that took nothing for so long is disabled. */
export const givenUpAfterMs = 5 * 24 * hour;

/** What a receiver made of an attempt. `status` is absent where there was no answer. */
export interface Answer {
  readonly status?: number;
  readonly retryAfterMs?: number;
}

export type Verdict = 'taken' | 'again' | 'gone';

/** 2xx is a yes; 410 says that nobody listens any more; everything else, a redirect too, is tried again. */
export function verdictOf({ status = 0 }: Answer): Verdict {
  if (status >= 200 && status < 300) return 'taken';
  return status === 410 ? 'gone' : 'again';
}

/**
 * The moment of the next attempt in epoch milliseconds, or undefined when there is none left.
 * @param attempts made so far, 1 or more
 * @param chance in [0, 1)
 */
export function nextAttemptMs(attempts: number, nowMs: number, chance: number, retryAfterMs = 0): number | undefined {
  const delay = delaysMs[attempts];
  if (delay === undefined) return undefined;
  const spread = delay * (1 + jitterShare * (2 * chance - 1));
  return nowMs + Math.round(Math.max(spread, Math.min(retryAfterMs, longestWaitMs)));
}

/**
 * `Retry-After` (RFC 9110, 10.2.3) in milliseconds from now: whole seconds or an HTTP date. Anything else counts as
 * absent.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * second;
  const at = /GMT$/.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
