import { expect, test } from 'vitest';
import { discoveriesOf } from '../support/discoveries.ts';
import { contactsOf } from '../support/events.ts';
import { habitWorld } from '../support/habit-world.ts';
import { withLake } from '../support/home.ts';

const qs = [0.01, 0.05, 0.1];
const seeds = Number(process.env.EXCAVATOR_LONG_SEEDS ?? 20);

/** Found and wrong by channel and q, over all seeds. */
async function totals(ties: number): Promise<Map<string, { found: number; wrong: number; q: number; runs: number }>> {
  const sums = new Map<string, { found: number; wrong: number; q: number; runs: number }>();
  await withLake(async (lake, dir) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const world = habitWorld({ people: 300, weeks: 12, tripsAWeek: 1.5, ties, joined: 0.5 }, seed);
      const { contacts } = await contactsOf(lake, dir, world);
      for (const { channel, q, found, wrong } of discoveriesOf(contacts, ties, qs)) {
        const before = sums.get(`${channel} ${q}`) ?? { found: 0, wrong: 0, q, runs: 0 };
        const runs = before.runs + (wrong > 0 ? 1 : 0);
        sums.set(`${channel} ${q}`, { found: before.found + found, wrong: before.wrong + wrong, q, runs });
      }
    }
  });
  const lines = [...sums].map(([name, { found, wrong }]) => `${name}: found ${found}, wrong ${wrong}`);
  process.stdout.write(`${ties} ties, ${seeds} seeds\n${lines.join('\n')}\n`);
  return sums;
}

/** Every tenth day is a festival here, when three times as many travel. */
const slack = 1.2;

/** So many of `seeds` may have a find by chance: two standard deviations above the mean. */
const byChance = (share: number): number => seeds * share + 2 * Math.sqrt(seeds * share * (1 - share));

test('without ties, in no more than q of the worlds anything is found', async () => {
  for (const { runs, q } of (await totals(0)).values()) expect(runs).toBeLessThanOrEqual(byChance(slack * q));
});

test('with ties, no more than q of what is found is wrong', async () => {
  for (const { found, wrong, q } of (await totals(40)).values())
    expect(wrong).toBeLessThanOrEqual(Math.ceil(slack * q * found));
});
