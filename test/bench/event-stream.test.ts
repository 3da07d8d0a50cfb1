import { expect, test } from 'vitest';
import { publish } from '../fixtures/bench.ts';
import { seed } from '../support/seed.ts';
import { streamLoad } from '../support/stream-load.ts';

const clients = Number(process.env.EXCAVATOR_BENCH_CLIENTS ?? 2000);
const load = { clients, stalled: clients / 10, reconnects: 5 * clients, perSecond: 4, seconds: 60, seed };

test('event stream: clients that stall and reconnect', async () => {
  const { told, faults, whole, reconnects, cuts, lagP99Ms, peakMb, cpuSeconds } = await streamLoad(load);
  const n = (value: number): string => value.toLocaleString('en');
  publish('event-stream', {
    title: `The event stream: ${n(clients)} clients, ${n(load.stalled)} of them stalled half the time, ${n(reconnects)} reconnects`,
    columns: ['what', 'measured', 'goal'],
    rows: [
      ['events told', n(told), ''],
      ['gaps and doubles after Last-Event-ID', faults.length, '0'],
      ['clients with every event', n(whole), n(clients)],
      ['streams cut by the service because nobody took what lay there', cuts, ''],
      ['from the outbox to a client that follows, p99 ms', Math.round(lagP99Ms), ''],
      ['peak memory of the service, MB', peakMb, '400'],
      ['processor time of the service, s', cpuSeconds.toFixed(0), ''],
    ],
    note: `${load.perSecond} events of 1 kB a second for ${load.seconds} s; the clients run in another process on the same machine.`,
  });
  expect(faults).toEqual([]);
  expect(whole).toBe(clients);
  expect(peakMb).toBeLessThanOrEqual(400);
}, 1_800_000);
