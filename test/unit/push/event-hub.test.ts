import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHub, type Hub, type Sink } from '../../../api/events/hub.ts';
import { type TestDesk, testDesk } from '../../fixtures/push-desk.ts';

let dir: string;
let desk: TestDesk;
let hub: Hub;
let wake: () => void;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'excavator-hub-'));
  desk = testDesk(dir);
  hub = createHub(desk.desk.feed, (own) => {
    wake = own;
    return () => undefined;
  });
});
afterEach(() => {
  hub.close();
  desk.close();
  rmSync(dir, { recursive: true, force: true });
});

const tellMany = (count: number, from = 0, unit = 'north') =>
  Promise.all(Array.from({ length: count }, (_, i) => desk.tell({ id: `evt_${from + i}`, unit })));

/** A client that takes what was written only when it is let: never more than `room` characters may lie there. */
function client(room: number, { stalls = false, unit = 'north' } = {}) {
  const seen: string[] = [];
  let [lying, most, ended] = [0, 0, false];
  const sink: Sink = {
    listener: { unit, machine: false },
    write: (text) => {
      seen.push(text);
      lying += text.length;
      most = Math.max(most, lying);
      return lying <= room;
    },
    drained: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (!stalls) lying = 0;
      return !stalls;
    },
    end: () => {
      ended = true;
    },
  };
  const ids = () => [...seen.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  return { sink, seen, ids, most: () => most, ended: () => ended };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const turns = async (until: () => boolean) => {
  for (let i = 0; i < 2000 && !until(); i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a client of the event stream', () => {
  it('that was away gets every event once and in order, a page at a time, also those that come meanwhile', async () => {
    await tellMany(2000);
    const slow = client(4000);
    hub.join(slow.sink, 500);
    await tellMany(50, 2000);
    wake();
    await turns(() => slow.ids().length >= 1550);
    await tellMany(3, 3000);
    wake();
    expect(slow.ids()).toEqual(numbers(501, 2053));
    expect(slow.ended()).toBe(false);
    // A page of events, not the whole gap, lies in memory for it.
    expect(slow.most()).toBeLessThan(1.5 * (slow.seen[0]?.length ?? 0));
  });

  it('that does not take what it missed is cut, and so is one that follows and stalls', async () => {
    await tellMany(300);
    const [away, still] = [client(1000, { stalls: true }), client(1000, { stalls: true })];
    hub.join(away.sink, 0);
    await turns(() => away.ended());
    expect(away.ended()).toBe(true);
    hub.join(still.sink, undefined);
    await turns(() => hub.clients() === 1);
    await tellMany(20, 500);
    wake();
    expect([still.ended(), hub.clients()]).toEqual([true, 0]);
  });

  it('is told to begin again when its place is not known or too far back', async () => {
    await tellMany(3);
    const ahead = client(10_000);
    hub.join(ahead.sink, 99);
    expect(ahead.seen[0]).toContain('event: reset');
    await tellMany(1, 10);
    wake();
    await turns(() => ahead.ids().length === 2);
    expect(ahead.ids()).toEqual([3, 4]);
  });

  it('hears all of its unit once, also when some of a page were told before and others hear something else', async () => {
    await tellMany(10);
    const [north, south, late] = [client(1e6), client(1e6, { unit: 'south' }), client(1e6)];
    for (const one of [north, south]) hub.join(one.sink, 0);
    await turns(() => north.ids().length === 10);
    for (let round = 0; round < 30; round++) {
      await tellMany(2, 1000 + 10 * round);
      await tellMany(1, 1005 + 10 * round, 'south');
      if (round % 7 === 0) hub.join(late.sink, late.ids().at(-1) ?? 0)();
      if (round % 3 === 0) wake();
    }
    hub.join(late.sink, late.ids().at(-1) ?? 0);
    wake();
    await turns(() => late.ids().length >= 70);
    const ofSouth = numbers(1, 30).map((round) => 10 + 3 * round);
    const ofNorth = numbers(1, 100).filter((id) => !ofSouth.includes(id));
    expect([north.ids(), south.ids(), late.ids()]).toEqual([ofNorth, ofSouth, ofNorth]);
  });

  it('hears nothing of another unit', async () => {
    const other = client(10_000, { unit: 'south' });
    hub.join(other.sink, 0);
    await tellMany(5);
    await tellMany(1, 50, 'south');
    wake();
    await turns(() => other.ids().length === 1);
    expect(other.ids()).toEqual([6]);
  });
});
