import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { config } from '../../../engine/config/index.ts';
import { findContacts } from '../../../engine/contacts/index.ts';
import { scoutProbability } from '../../../engine/contacts/scouts.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { type SteadyLagOptions, type SteadyLags, steadyLags } from '../../../engine/kernel/steady-lags.ts';
import { sql } from '../../../engine/lake/index.ts';
import { passage, writeEvents } from '../../support/events.ts';
import { withLake } from '../../support/home.ts';
import { runs } from '../../support/seed.ts';
import { type Pass, slowSteadyLags } from '../../support/slow-steady-lags.ts';

const day = 86400;
const start = 1_700_000_000;

const options = (persons: number, shiftSeconds = 0) => ({ ...config.scouts, persons, shiftSeconds });

function lags(passes: readonly Pass[], shiftSeconds = 0, more: Partial<SteadyLagOptions> = {}): SteadyLags {
  const sorted = passes.toSorted((p, o) => p.gate - o.gate || p.at - o.at || p.person - o.person);
  return steadyLags(
    {
      person: Int32Array.from(sorted, ({ person }) => person),
      gate: Int32Array.from(sorted, ({ gate }) => gate),
      at: Float64Array.from(sorted, ({ at }) => at),
    },
    { ...options(1 + Math.max(0, ...passes.map(({ person }) => person)), shiftSeconds), ...more },
  );
}

/** A drive past four gates of a road, a gate every half hour. */
const drive = (person: number, at: number, road = 0, growth = 0): Pass[] =>
  [0, 1, 2, 3].map((gate) => ({ person, gate: road * 4 + gate, at: at + gate * (1800 + growth) }));

/** Out, on and back on three days, `lag` seconds behind. */
const journey = (person: number, at: number, growth = 0): Pass[] =>
  [0, 1, 2].flatMap((leg) => drive(person, at + leg * day, leg, growth));

const listed = ({ ahead, behind, legs, gates, journeys }: SteadyLags): object[] =>
  [...ahead.keys()].map((k) => ({
    ahead: ahead[k],
    behind: behind[k],
    journeys: journeys[k],
    legs: legs[k],
    gates: gates[k],
  }));

describe('a steady lag', () => {
  test('ten minutes ahead on three drives of one journey: who is ahead, how far, how steadily', () => {
    const found = lags([...journey(0, start), ...journey(1, start + 600, 60)]);
    expect(listed(found)).toEqual([{ ahead: 0, behind: 1, journeys: 1, legs: 3, gates: 12 }]);
    expect(found.lagSeconds[0]).toBeCloseTo(690, 6);
    expect(found.spreadSeconds[0]).toBeCloseTo(Math.sqrt(4500), 6);
  });

  test('a plate and an id read at one gate are one passage', () => {
    const twice = journey(0, start).flatMap((one) => [one, { ...one, at: one.at + 20 }]);
    expect(listed(lags([...twice, ...journey(1, start + 600)]))).toEqual(
      listed(lags([...journey(0, start), ...journey(1, start + 600)])),
    );
  });

  test.each([
    ['who drives right behind is a convoy, no scout', journey(1, start + 100)],
    ['half an hour and more is no distance that is kept', journey(1, start + 1900)],
    ['a lag that grows from gate to gate is chance', journey(1, start + 600, 700)],
    ['one drive says nothing', drive(1, start + 600)],
    ['a week later nobody follows', journey(1, start + 600 + 7 * day)],
  ])('negative control: %s', (_, behind) => {
    expect(listed(lags([...journey(0, start), ...behind]))).toEqual([]);
  });

  test('put a week off, only who follows a week later does', () => {
    const [one, other] = [journey(0, start), journey(1, start + 600 + 7 * day)];
    expect(listed(lags([...one, ...other], 7 * day))).toHaveLength(1);
    expect(listed(lags([...one, ...journey(1, start + 600)], 7 * day))).toEqual([]);
    expect(listed(lags([...journey(0, start + 7 * day), ...journey(1, start + 600)], -7 * day))).toHaveLength(1);
  });

  test('where more come after a passage than are looked at, it is left out and counted', () => {
    const crowd = Array.from({ length: config.scouts.crowdMax }, (_, i) => ({
      person: 2 + i,
      gate: 0,
      at: start + 300 + i,
    }));
    const found = lags([...journey(0, start), ...journey(1, start + 600), ...crowd]);
    expect(found.capped).toBeGreaterThan(0);
    expect(listed(found)).toContainEqual({ ahead: 0, behind: 1, journeys: 1, legs: 3, gates: 11 });
  });

  test('the same as by looking at all pairs of passages', () => {
    const pass = fc.record({
      person: fc.integer({ min: 0, max: 3 }),
      gate: fc.integer({ min: 0, max: 3 }),
      at: fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 60, 121, 300, 720, 1800, 1801, 5000, 20_000))
        .map(([days, second]) => start + days * day + second),
    });
    const easy = { gatesMin: 2, legsMin: 1, crowdMax: 1000 };
    let pairs = 0;
    fc.assert(
      fc.property(fc.array(pass, { minLength: 30, maxLength: 70 }), fc.constantFrom(0, day, -day), (draws, shift) => {
        const passes = [...new Map(draws.map((p) => [JSON.stringify(p), p])).values()].sort(
          (p, o) => p.gate - o.gate || p.at - o.at || p.person - o.person,
        );
        const found = listed(lags(passes, shift, easy));
        expect(found).toEqual(slowSteadyLags(passes, { ...options(4, shift), ...easy }));
        pairs += found.length;
      }),
      runs(150),
    );
    expect(pairs).toBeGreaterThan(50);
  });
});

test('probability: one less the share that a week off has too, and a short list is never sure', () => {
  const legs = Int32Array.of(2, 2, 2, 3, 5, 5);
  const found = scoutProbability(legs, [Int32Array.of(2, 2), Int32Array.of(2, 3)]);
  // From two legs on six are seen and 4 / 2 by chance, with one more 5 / 2; from three on three and 2 / 2; from five on two and 1 / 2.
  expect([...found].map((p) => Number(p.toFixed(4)))).toEqual([0.5833, 0.5833, 0.5833, 0.6667, 0.75, 0.75]);
  expect([...scoutProbability(Int32Array.of(3), [Int32Array.of(3), Int32Array.of(3)])]).toEqual([0]);
});

describe('passages -> scouts', () => {
  const scoutsOf = (passes: readonly Pass[]): Promise<Record<string, unknown>[]> =>
    withLake(async (lake, dir) => {
      const file = await writeEvents(lake, dir, {
        passage: passes.map(({ person, gate, at }, i) => passage(`r ${i}`, person, at, `g${gate}`)),
      });
      const out = join(dir, 'out');
      mkdirSync(out);
      await findContacts(lake, file, out, () => undefined);
      return lake.rows(
        `select ahead, behind, legs, records, probability from ${sql.parquet([join(out, 'scout.parquet')])}`,
      );
    });

  test('planted ones are told of with their records', async () => {
    const rng = createRng(5);
    const passes = [0, 1, 2].flatMap((time) => {
      const at = start + time * 20 * day + rng.int(day);
      return [...journey(0, at), ...journey(1, at + 400 + rng.int(900))];
    });
    const rows = await scoutsOf(passes);
    expect(rows).toEqual([{ ahead: 0, behind: 1, legs: 9, probability: 0.5, records: expect.any(String) }]);
    expect(String(rows[0]?.records).split(' ').slice(0, 2)).toEqual(['r%200', 'r%2012']);
  });

  test('negative control: who leaves at the same minute of the same days, week after week, follows nobody', async () => {
    const timetable = Array.from({ length: 10 }, (_, who) =>
      Array.from({ length: 10 }, (_, week) => journey(who, start + week * 7 * day + who * 150)).flat(),
    ).flat();
    expect(await scoutsOf(timetable)).toEqual([]);
  });
});
