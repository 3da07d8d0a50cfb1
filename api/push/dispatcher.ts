import type { Attempt, Letter, PushDesk } from '../../engine/index.ts';
import type { Sender } from './sender.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Dispatcher {
  /** Takes no more; resolves when what was taken is settled. */
  stop(): Promise<void>;
}

/** Attempts at once to an endpoint that works, and to one that does not: slots are its own, so it delays nobody else. */
const inFlightMost = 32;
const inFlightFailing = 2;
/** Nothing waits longer than this for a look, whatever the clock does. */
const longestNapMs = 1000;

interface Lane {
  inFlight: number;
  taking: boolean;
  /** A look is planned for the end of this turn: deliveries that were settled together are followed together. */
  planned: boolean;
}

/** Sends what is due, each endpoint in a lane of its own, until it is stopped. */
export function startDispatcher(
  desk: PushDesk,
  sender: Sender,
  clock: Clock,
  onError: (error: unknown) => void,
): Dispatcher {
  const lanes = new Map<string, Lane>();
  let stopped = false;
  let open = 0;
  let idle: (() => void) | undefined;
  let nap: NodeJS.Timeout | undefined;

  const finished = (): void => {
    open -= 1;
    if (open === 0) idle?.();
  };
  const attempt = async (name: string, lane: Lane, taken: Letter | Attempt): Promise<void> => {
    try {
      await desk.settle('url' in taken ? await sent(taken, sender, clock) : taken);
    } catch (error) {
      // Not settled: the lease ends by itself and the delivery is due again.
      onError(error);
    } finally {
      lane.inFlight -= 1;
      finished();
      // What was settled may have let the next event of its subject go.
      plan(name, lane);
    }
  };
  const plan = (name: string, lane: Lane): void => {
    if (lane.planned) return;
    lane.planned = true;
    setImmediate(() => {
      lane.planned = false;
      void fill(name, lane);
    });
  };
  const fill = async (name: string, lane: Lane): Promise<void> => {
    if (stopped || lane.taking) return;
    const endpoint = desk.outbox.endpoints.get(name);
    if (endpoint?.state !== 'live') return;
    const slots = (endpoint.failingSinceMs === null ? inFlightMost : inFlightFailing) - lane.inFlight;
    if (slots <= 0) return;
    lane.taking = true;
    open += 1;
    try {
      const taken = await desk.take(name, clock.now(), slots);
      lane.inFlight += taken.length;
      open += taken.length;
      for (const one of taken) void attempt(name, lane, one);
    } catch (error) {
      onError(error);
    } finally {
      lane.taking = false;
      finished();
    }
  };
  const look = (): void => {
    if (stopped) return;
    clearTimeout(nap);
    const now = clock.now();
    let next = now + longestNapMs;
    for (const { id, state } of desk.outbox.endpoints.list()) {
      if (state !== 'live') continue;
      const due = desk.outbox.nextDueMs(id);
      if (due === undefined) continue;
      if (due > now) next = Math.min(next, due);
      else void fill(id, laneOf(lanes, id));
    }
    nap = setTimeout(look, Math.max(1, next - now));
  };
  const unwatch = desk.onWork(look);
  look();
  return {
    stop: async () => {
      stopped = true;
      unwatch();
      clearTimeout(nap);
      if (open > 0)
        await new Promise<void>((done) => {
          idle = done;
        });
    },
  };
}

async function sent(letter: Letter, sender: Sender, clock: Clock): Promise<Attempt> {
  const atMs = clock.now();
  const ending = await sender.send(letter, atMs);
  const { delivery, leasedUntilMs } = letter;
  return { delivery, leasedUntilMs, atMs, tookMs: Math.max(0, clock.now() - atMs), ...ending };
}

function laneOf(lanes: Map<string, Lane>, endpoint: string): Lane {
  const found = lanes.get(endpoint) ?? { inFlight: 0, taking: false, planned: false };
  lanes.set(endpoint, found);
  return found;
}
