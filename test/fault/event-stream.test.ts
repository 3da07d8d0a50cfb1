import { expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { streamLoad } from '../support/stream-load.ts';

test(`clients that stall, leave and come back hear every event once, in order (seed ${seed})`, async () => {
  const load = { clients: 60, stalled: 6, reconnects: 300, perSecond: 100, seconds: 4, seed };
  const { told, faults, whole, reconnects } = await streamLoad(load);
  expect(told).toBeGreaterThan(100);
  expect(faults).toEqual([]);
  expect([whole, reconnects]).toEqual([60, 300]);
}, 180_000);

test('the same clients without Last-Event-ID miss events, and it is seen', async () => {
  const load = { clients: 10, stalled: 0, reconnects: 0, perSecond: 50, seconds: 2, seed, forgetful: true };
  expect((await streamLoad(load)).faults).toHaveLength(10);
}, 180_000);
