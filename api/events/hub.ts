import type { Feed, FeedEvent, Listener } from '../../engine/index.ts';

/** Somebody at the other end of a stream. */
export interface Sink {
  readonly listener: Listener;
  /** False when what was written is not taken away fast enough. */
  write(text: string): boolean;
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
const pageSize = 500;
const heartbeatMs = 15_000;

/** One look at the outbox for all clients; each event is written once as text and told to whom it is for. */
export function createHub(feed: Feed, onWork: (wake: () => void) => () => void): Hub {
  const sinks = new Map<Sink, { seq: number }>();
  let told = feed.newest();
  const tell = (sink: Sink, place: { seq: number }, event: FeedEvent): void => {
    if (event.seq <= place.seq) return;
    place.seq = event.seq;
    if (event.hears(sink.listener) && !sink.write(textOf(event))) leave(sink);
  };
  const leave = (sink: Sink): void => {
    if (sinks.delete(sink)) sink.end();
  };
  const wake = (): void => {
    for (;;) {
      const events = feed.after(told, pageSize);
      for (const event of events) {
        told = event.seq;
        for (const [sink, place] of sinks) tell(sink, place, event);
      }
      if (events.length < pageSize) return;
    }
  };
  const stopWaking = onWork(wake);
  const beat = setInterval(() => {
    for (const sink of [...sinks.keys()]) if (!sink.write(': still here\n\n')) leave(sink);
  }, heartbeatMs);
  beat.unref();
  return {
    join: (sink, lastSeq) => {
      wake();
      const place = { seq: lastSeq ?? told };
      const lost =
        place.seq > told || told - place.seq > furthestBack || (place.seq > 0 && place.seq < feed.oldest() - 1);
      if (lost) {
        place.seq = told;
        sink.write(`id: ${told}\nevent: reset\ndata: {"newest":${told}}\n\n`);
      }
      for (let events = feed.after(place.seq, pageSize); events.length > 0; events = feed.after(place.seq, pageSize))
        for (const event of events) {
          place.seq = event.seq;
          // Catching up is bounded by `furthestBack`; whoever does not read even that is cut.
          if (event.hears(sink.listener) && !sink.write(textOf(event))) {
            sink.end();
            return () => undefined;
          }
        }
      sinks.set(sink, place);
      return () => {
        sinks.delete(sink);
      };
    },
    close: () => {
      stopWaking();
      clearInterval(beat);
      for (const sink of [...sinks.keys()]) leave(sink);
    },
    clients: () => sinks.size,
  };
}

function textOf({ seq, type, text }: FeedEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${text}\n\n`;
}
