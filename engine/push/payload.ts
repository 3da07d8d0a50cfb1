import { createHash } from 'node:crypto';
import type { PushEvent } from './types.ts';

/**
 * The body of a delivery: CloudEvents 1.0 attributes (JSON format) around thin data. The same event gives the same text
 * at every attempt, so that its signature and a receiver's hash of it stay the same.
 */
export function payloadOf(event: PushEvent, source: string): string {
  return JSON.stringify({
    specversion: '1.0',
    id: event.id,
    source,
    type: event.type,
    subject: event.subject,
    time: new Date(event.at * 1000).toISOString(),
    datacontenttype: 'application/json',
    sequence: String(event.seq).padStart(12, '0'),
    data: event.data,
  });
}

/** An id that follows from what happened: the same act written twice is one event. */
export function eventId(...parts: readonly (string | number)[]): string {
  return `evt_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}`;
}
