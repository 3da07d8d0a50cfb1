import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternNames, type WorldOptions } from '../../../data/world/index.ts';
import { faults } from '../../unit/world/conformity.ts';
import { count, makeWorld, openWorld, scratch } from '../../unit/world/open-world.ts';

const seed = 20240301;

describe(`shifted worlds, fast-check seed ${seed}`, () => {
  it('are valid data sets whatever their parameters', async () => {
    const choice = fc.record({
      people: fc.integer({ min: 500, max: 1500 }),
      days: fc.integer({ min: 1, max: 9 }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      shift: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      without: fc.subarray([...patternNames], { maxLength: 4 }),
    });
    const check = async (options: Partial<WorldOptions>): Promise<void> => {
      const report = await makeWorld(scratch(), options);
      const connection = await openWorld(report);
      expect(await faults(connection)).toEqual([]);
      expect(report.positives.user).toBeGreaterThan(0);
      connection.closeSync();
    };
    await fc.assert(fc.asyncProperty(choice, check), { seed, numRuns: 10 });
  });

  it('differ from each other in what they hold', async () => {
    const perPerson = new Set<string>();
    for (let shift = 1; shift <= 6; shift++) {
      const report = await makeWorld(scratch(), { people: 1500, days: 6, shift });
      const connection = await openWorld(report);
      const areas = await count(connection, 'select count(distinct area_id) from place');
      perPerson.add(`${areas} ${Math.round(report.rows.checkpoint / 300)} ${Math.round(report.rows.parcel / 100)}`);
      connection.closeSync();
    }
    expect(perPerson.size).toBeGreaterThanOrEqual(5);
  });
});
