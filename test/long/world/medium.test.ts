import { describe, expect, it } from 'vitest';
import { namedWorlds } from '../../../data/world/index.ts';
import { faults } from '../../unit/world/conformity.ts';
import { makeWorld, openWorld, scratch } from '../../unit/world/open-world.ts';

const seed = 1;

describe(`the medium world, seed ${seed}`, () => {
  it('has the prevalence and labels it promises and fits the contract', async () => {
    const started = performance.now();
    const report = await makeWorld(scratch(), { ...namedWorlds.medium, seed });
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `medium: ${seconds.toFixed(0)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, ${JSON.stringify(report.rows)}\n`,
    );
    expect(report.positives).toEqual({ user: 1000, retailer: 100, supplier: 40 });
    expect(report.labels).toMatchObject({ user: 100, retailer: 10, supplier: 5 });
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(2048);
    const connection = await openWorld(report);
    expect(await faults(connection)).toEqual([]);
    connection.closeSync();
  });
});
