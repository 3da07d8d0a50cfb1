import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateWorld, namedWorlds } from '../../data/world/index.ts';
import { ingest, readBatches, sourceRelation } from '../../engine/ingest/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import type { Lake, SparkLake } from '../../engine/lake/index.ts';
import { newestInstant } from '../../engine/resolve/index.ts';
import { openFolderLake } from '../support/home.ts';
import { roughWorld } from '../support/rough-world.ts';
import { lightConf, openTestSpark, whyNoSpark } from '../support/spark.ts';
import { newestKept, type Step, traced } from '../support/trace.ts';
import { type Records, recordsOf, stepsOnBoth } from '../support/two-engines.ts';
import { smallWorld } from '../support/whole-line.ts';

const reason = whyNoSpark();
if (reason !== undefined) console.log(`two engines: ${reason}`);

describe.skipIf(reason !== undefined)('DuckDB and Spark', () => {
  let [root, local, spark, workDir]: [string, Lake, SparkLake, string] = [] as never;
  let drop = (): void => undefined;
  let made = 0;

  beforeAll(async () => {
    const folder = await openFolderLake(2048);
    [root, local] = [folder.dir, folder.lake];
    workDir = join(root, 'spark-work');
    spark = await openTestSpark(local, root, 'local[2]', { conf: lightConf });
    drop = () => {
      spark.close();
      folder.drop();
    };
  });
  afterAll(() => drop());

  /** A folder of its own. */
  const folder = (): string => {
    const dir = join(root, `world-${++made}`);
    mkdirSync(dir);
    return dir;
  };

  async function same(name: string, dir: string, records: Records, asOf?: number): Promise<number> {
    const look = (one: Step, other: Step | undefined, index: number): void => {
      expect({ index, ...one }).toEqual({ index, ...other });
      if (index % 25 === 0)
        console.log(`${name}: ${index} statements alike, the last is ${one.what} (${one.rows} rows)`);
    };
    const both = await stepsOnBoth(local, spark, workDir, dir, records, look, asOf);
    expect(both.spark.length).toBe(both.duckdb.length);
    expect(both.duckdb.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(100);
    return both.duckdb.length;
  }

  /** What the comparison says of one query kept on both engines. */
  async function differs(query: string): Promise<boolean> {
    const sides = [traced(local, local, (table) => table), traced(spark, local, () => newestKept(workDir))];
    for (const { lake } of sides) await lake.run(lake.dialect.keep('kept', query));
    for (const { lake } of sides) await lake.run(lake.dialect.drop('kept'));
    return JSON.stringify(sides[0]?.steps) !== JSON.stringify(sides[1]?.steps);
  }

  test.each([
    ['another value', 'select cast(n * 0.5 as BIGINT) as n from range(0, 9) as r(n)'],
    ['another type', 'select row_number() over (order by n) as n from range(0, 9) as r(n)'],
    [
      'another place for nulls',
      'select cast(row_number() over (order by case when n > 3 then n end) as INTEGER) as p, n from range(0, 9) as r(n)',
    ],
    ['another meaning of null', "select concat('a', cast(null as STRING)) as t"],
  ])('negative control: the comparison sees %s', async (_, query) => {
    expect(await differs(query)).toBe(true);
  });

  test.each([
    ['quotes and backslashes in texts', "select 'it''s \\d \\ `' as t, cast(length('\\') as INTEGER) as n"],
    [
      'seats with a line end',
      "select s || chr(10) as t, regexp_extract(s || chr(10), '^([0-9]+)\\z', 1) as n, regexp_extract(s, '^([0-9]+)\\z', 1) as m from (select '12' as s) as one",
    ],
    ['halves away from zero', 'select n, round(cast(n as DOUBLE) * 0.5) as h from range(-9, 9) as r(n)'],
    [
      'an empty group',
      'select cast(sum(n) as BIGINT) as s, avg(n) as a, count(n) as c from range(0, 9) as r(n) where n > 9',
    ],
  ])('%s are read alike', async (_, query) => {
    expect(await differs(query)).toBe(false);
  });

  test('a small world: every statement gives the same', async () => {
    const dir = folder();
    expect(
      await same('small', dir, await recordsOf(local, join(dir, 'records'), smallWorld(createRng(1).int, 12, 20))),
    ).toBeGreaterThan(300);
  });

  test.each([11, 12])('rough rows of seed %i: every statement gives the same', async (seed) => {
    const dir = folder();
    await same(
      `rough ${seed}`,
      dir,
      await recordsOf(local, join(dir, 'records'), roughWorld(createRng(seed).int, 9, 60)),
    );
  });

  test('sources that were never loaded: every statement gives the same', async () => {
    const dir = folder();
    const { call = [], case_person = [], place = [] } = roughWorld(createRng(13).int, 9, 60);
    await same('few sources', dir, await recordsOf(local, join(dir, 'records'), { call, case_person, place }));
  });

  test.each(['demo', 'tiny'] as const)('%s: every statement gives the same', async (name) => {
    const dir = folder();
    const [world, sealedDir] = [join(dir, 'world'), join(dir, 'sealed')];
    const silent = { onProgress: () => undefined };
    await generateWorld({
      ...namedWorlds[name],
      seed: 5,
      out: world,
      truth: join(dir, 'truth.csv'),
      format: 'parquet',
      ...silent,
    });
    await ingest({ lake: local, sealedDir, now: 4_000_000_000, demo: true }, world, {});
    const records: Records = (dialect) => sourceRelation(sealedDir, readBatches(sealedDir), dialect);
    const start = performance.now();
    const steps = await same(name, dir, records, await newestInstant(local, records(local.dialect)));
    console.log(`${name}: ${steps} statements on both engines in ${Math.round((performance.now() - start) / 1000)} s`);
  });
});
