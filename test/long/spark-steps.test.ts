import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRng } from '../../engine/kernel/rng.ts';
import { withLake } from '../support/home.ts';
import { whyNoSpark, withSpark } from '../support/spark.ts';
import { recordsOf, stepsOnBoth } from '../support/two-engines.ts';
import { smallWorld } from '../support/whole-line.ts';

const reason = whyNoSpark();
if (reason !== undefined) console.log(reason);

test.skipIf(reason !== undefined)('small worlds: every statement gives the same on both engines', () =>
  withLake((local, dir) =>
    withSpark(local, dir, async (spark, workDir) => {
      const records = await recordsOf(local, join(dir, 'records'), smallWorld(createRng(1).int, 12, 20));
      const t = Date.now();
      const both = await stepsOnBoth(local, spark, workDir, dir, records);
      console.log(both.duckdb.length, Date.now() - t);
      for (const [i, step] of both.duckdb.entries()) expect({ i, ...both.spark[i] }).toEqual({ i, ...step });
      expect(both.spark.length).toBe(both.duckdb.length);
    }),
  ),
);
