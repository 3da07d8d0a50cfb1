import type { Feed, FeedEvent, Listener } from '../../engine/index.ts';

/** Somebody at the other end of a stream. */
export interface Sink {
  readonly listener: Listener;
  /** False when more lies there than may, because nobody takes it away. */
  write(text: string): boolean;
  /** Waits until it is taken away; false when that does not happen in time. */
  drained(): Promise<boolean>;
  /** Ends the stream for good. */
  end(): void;
}

export interface Hub {
  /** Sends what came after `lastSeq`, then whatever comes. Returns how to stop it. */
  join(sink: Sink, lastSeq: number | undefined): () => void;
  /** Ends every stream. */
  close(): void;
  readonly clients: () => number;
}

/** More events than this behind, a client reads the feed anew instead: `reset`. */
const furthestBack = 10_000;
const pageSize = 100;
const heartbeatMs = 15_000;

/**
 * One look at the outbox for all clients; a page of events is written once as text for all who hear the same of it, and
 * given to each in one piece. A client that follows and leaves too much lying is cut; one that catches up is given the
 * next page when it has taken the last.
 */
export function createHub(feed: Feed, onWork: (wake: () => void) => () => void): Hub {
  const all = new Set<Sink>();
  const following = new Map<Sink, { seq: number }>();
  let told = feed.newest();
  const leave = (sink: Sink): void => {
    following.delete(sink);
    if (all.delete(sink)) sink.end();
  };
  const wake = (): void => {
    for (;;) {
      const events = feed.after(told, pageSize);
      const page = pageOf(events);
      told = page.last ?? told;
      if (page.last !== undefined) for (const [sink, place] of following) if (!tell(sink, place, page)) leave(sink);
      if (events.length < pageSize) return;
    }
  };
  const catchUp = async (sink: Sink, place: { seq: number }): Promise<void> => {
    while (all.has(sink)) {
      const page = pageOf(feed.after(place.seq, pageSize));
      // Nothing lies between this look and following: both happen in one turn.
      if (page.last === undefined) {
        following.set(sink, place);
        return;
      }
      if (!tell(sink, place, page) && !(await sink.drained())) leave(sink);
    }
  };
  const stopWaking = onWork(wake);
  const beat = setInterval(() => {
    for (const sink of [...following.keys()]) if (!sink.write(': still here\n\n')) leave(sink);
  }, heartbeatMs);
  beat.unref();
  return {
    join: (sink, lastSeq) => {
      wake();
      all.add(sink);
      const place = { seq: lastSeq ?? told };
      const forgotten = place.seq > 0 && place.seq < feed.oldest() - 1;
      if (place.seq > told || told - place.seq > furthestBack || forgotten) {
        place.seq = told;
        sink.write(`id: ${told}\nevent: reset\ndata: {"newest":${told}}\n\n`);
      }
      catchUp(sink, place).catch(() => leave(sink));
      return () => {
        following.delete(sink);
        all.delete(sink);
      };
    },
    close: () => {
      stopWaking();
      clearInterval(beat);
      for (const sink of [...all]) leave(sink);
    },
    clients: () => all.size,
  };
}

/** Events that lie one behind the other, as text for whoever hears them. */
interface Page {
  readonly last: number | undefined;
  /** What a listener hears of it after a position; empty where that is nothing. */
  textFor(listener: Listener, after: number): string;
}

function pageOf(events: readonly FeedEvent[]): Page {
  const known = new Map<string, string>();
  const first = events[0]?.seq ?? 0;
  const written = (listener: Listener, after: number): string =>
    events.reduce((text, event) => (event.seq > after && event.hears(listener) ? text + textOf(event) : text), '');
  return {
    last: events.at(-1)?.seq,
    textFor: (listener, after) => {
      if (after >= first) return written(listener, after);
      const name = `${listener.machine} ${listener.unit}`;
      const text = known.get(name) ?? written(listener, after);
      known.set(name, text);
      return text;
    },
  };
}

/** False when the sink should take away what it has first. */
function tell(sink: Sink, place: { seq: number }, page: Page): boolean {
  const text = page.textFor(sink.listener, place.seq);
  place.seq = Math.max(place.seq, page.last ?? 0);
  return text === '' || sink.write(text);
}

function textOf({ seq, type, text }: FeedEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${text}\n\n`;
}
