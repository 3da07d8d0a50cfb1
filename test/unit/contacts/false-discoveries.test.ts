import { describe, expect, test } from 'vitest';
import { logFalseDiscovery } from '../../../engine/kernel/false-discovery.ts';
import { logPoissonTail } from '../../../engine/kernel/poisson-tail.ts';
import { discoveriesOf } from '../../support/discoveries.ts';
import { type ContactRow, contactsOf, passage } from '../../support/events.ts';
import { habitWorld } from '../../support/habit-world.ts';
import { withLake } from '../../support/home.ts';

const channels = ['hotel_night', 'service', 'seat', 'convoy'];
const alone = { people: 200, weeks: 12, tripsAWeek: 1.5, ties: 0, joined: 0 };
const seeds = [1, 2];

describe('people with habits and no ties', () => {
  test.each(seeds)('no more small p than promised, and no discoveries (seed %d)', (seed) =>
    withLake(async (lake, dir) => {
      const { contacts, report } = await contactsOf(lake, dir, habitWorld(alone, seed));
      expect([...new Set(contacts.map(({ channel }) => channel))].sort()).toEqual([...channels].sort());
      for (const channel of channels) {
        const mine = contacts.filter((row) => row.channel === channel);
        const { possible } = report.channels[channel as keyof typeof report.channels];
        for (const p of [0.1, 0.01, 0.001]) {
          const small = mine.filter(({ log10_p }) => log10_p <= Math.log10(p)).length;
          expect(small, `${channel} p <= ${p}`).toBeLessThanOrEqual(1.2 * p * possible);
        }
      }
      for (const { found, q, channel } of discoveriesOf(contacts, 0, [0.01, 0.05, 0.1]))
        expect(found, `${channel} at ${q}`).toBe(0);
    }),
  );

  test('negative control: without the habits, the same counts would be called discoveries', () =>
    withLake(async (lake, dir) => {
      const { contacts, report } = await contactsOf(lake, dir, habitWorld({ ...alone, people: 100, tripsAWeek: 4 }, 1));
      const found = channels.map((channel) => {
        const mine = contacts.filter((row) => row.channel === channel);
        const logP = Float64Array.from(mine, (row: ContactRow) => logPoissonTail(row.meetings, row.expected_global));
        const { possible } = report.channels[channel as keyof typeof report.channels];
        return logFalseDiscovery(logP, possible).filter((q) => q <= Math.log(0.05)).length;
      });
      expect(Math.max(...found)).toBeGreaterThan(0);
      const tested = discoveriesOf(contacts, 0, [0.05]).map((one) => one.found);
      expect(Math.max(...tested), `${tested} with habits, ${found} without`).toBeLessThan(0.1 * Math.max(...found));
    }));
});

test('planted ties are found, and the wrong ones among the found stay below q', () =>
  withLake(async (lake, dir) => {
    const ties = 30;
    const { contacts } = await contactsOf(lake, dir, habitWorld({ ...alone, ties, joined: 0.5 }, 7));
    for (const { channel, q, found, wrong } of discoveriesOf(contacts, ties, [0.01, 0.05, 0.1])) {
      expect(wrong, `${channel} at ${q}`).toBeLessThanOrEqual(Math.ceil(q * found * 1.2));
      if (channel === 'convoy' || channel === 'seat') expect(found - wrong, channel).toBeGreaterThan(0.6 * ties);
    }
  }));

test('a crowd that is left out explains nothing and makes nobody surprising', () =>
  withLake(async (lake, dir) => {
    const base = habitWorld({ ...alone, people: 60, ties: 4, joined: 0.7 }, 3);
    // Everybody passes the festival gate in one minute of one day: over the cap, so none of it counts.
    const jam = Array.from({ length: 61 }, (_, i) => passage(`jam${i}`, i, 1_711_000_000 + (i % 2), 'festival'));
    const before = await contactsOf(lake, dir, base);
    const after = await contactsOf(lake, dir, { ...base, passage: [...base.passage, ...jam] });
    expect(after.report.channels.convoy.capped).toBe(61);
    const convoys = (rows: readonly ContactRow[]): object[] =>
      rows
        .filter(({ channel }) => channel === 'convoy')
        .map(({ a, b, meetings, expected_habit }) => ({ a, b, meetings, expected_habit }));
    expect(convoys(after.contacts)).toEqual(convoys(before.contacts));
  }));
