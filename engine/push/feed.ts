import type Database from 'better-sqlite3';
import { payloadOf } from './payload.ts';
import { isAboutNoLead, isEverybodys } from './routing.ts';
import type { EventType, PushEvent } from './types.ts';

/** Whose ears an event is for. */
export interface Listener {
  readonly unit: string;
  /** Machines hear of a lead once a person has approved it; people of the unit hear of it from the beginning. */
  readonly machine: boolean;
}

export interface FeedEvent {
  readonly seq: number;
  readonly type: EventType;
  /** The same text that a webhook would bring. */
  readonly text: string;
  hears(listener: Listener): boolean;
}

/** The events of the outbox as something to read: the same text, in the same order, as the webhooks bring. */
export interface Feed {
  /** Events after a position, oldest first, as they are for nobody in particular. */
  after(seq: number, most: number): readonly FeedEvent[];
  newest(): number;
  oldest(): number;
}

type Row = Omit<PushEvent, 'data'> & { readonly data: string; readonly raised: number };

export function openFeed(db: Database.Database, source: string): Feed {
  const after = db.prepare<[number, number], Row>(
    `select e.*, exists (select 1 from push_event r where r.subject = e.subject and r.type = 'lead.raised' and r.seq <= e.seq) as raised
     from push_event e where e.seq > ? order by e.seq limit ?`,
  );
  const newest = db.prepare<[], number | null>('select max(seq) from push_event').pluck();
  const oldest = db.prepare<[], number | null>('select min(seq) from push_event').pluck();
  return {
    after: (seq, most) => after.all(seq, most).map((row) => feedEvent(row, source)),
    newest: () => newest.get() ?? 0,
    oldest: () => oldest.get() ?? 0,
  };
}

function feedEvent({ raised, data, ...row }: Row, source: string): FeedEvent {
  const text = payloadOf({ ...row, data: JSON.parse(data) as PushEvent['data'] }, source);
  return {
    seq: row.seq,
    type: row.type,
    text,
    hears: ({ unit, machine }) =>
      (row.unit === unit || isEverybodys(row.type)) && (!machine || raised === 1 || isAboutNoLead(row.type)),
  };
}
