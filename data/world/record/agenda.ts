import type { Calendar } from '../calendar.ts';
import { type EventsByTable, type EventTable, eventTables } from './events.ts';

/**
 * Events waiting for their day, so that a day is written in order of time whatever made its events. Events outside the
 * world's days fall away: the records begin and end in the middle of people's lives.
 */
export interface Agenda {
  add<T extends EventTable>(table: T, event: EventsByTable[T]): void;
  /** All events of the day in order of time; they leave the agenda. */
  take<T extends EventTable>(table: T, day: number): readonly EventsByTable[T][];
}

export function makeAgenda(calendar: Calendar): Agenda {
  const shelves = new Map<EventTable, (EventsByTable[EventTable][] | undefined)[]>();
  for (const table of eventTables) shelves.set(table, new Array(calendar.days).fill(undefined));
  let open = 0;
  const shelf = (table: EventTable) => shelves.get(table) as (EventsByTable[EventTable][] | undefined)[];
  return Object.freeze({
    add: <T extends EventTable>(table: T, event: EventsByTable[T]) => {
      const day = calendar.dayOf(event.at);
      if (day < open || day >= calendar.days) return;
      const list = shelf(table);
      const events = list[day];
      if (events === undefined) list[day] = [event];
      else events.push(event);
    },
    take: <T extends EventTable>(table: T, day: number) => {
      const list = shelf(table);
      const events = (list[day] ?? []) as EventsByTable[T][];
      list[day] = undefined;
      open = table === 'call' ? day + 1 : day;
      return events.sort((a, b) => a.at - b.at || a.salt - b.salt);
    },
  });
}
