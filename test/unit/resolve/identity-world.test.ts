import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { generateWorld, namedWorlds } from '../../../data/world/index.ts';
import { openLake, sql } from '../../../engine/lake/index.ts';
import { openSources, resolve } from '../../../engine/resolve/index.ts';
import { withFolder } from '../../support/home.ts';
import { farFuture, testKey } from '../../support/line.ts';
import { type IdentityMeasures, measureIdentity } from '../../support/measure-identity.ts';
import { watchWorld } from '../../support/world-actors.ts';

const seed = 11;
let found: IdentityMeasures;

beforeAll(async () => {
  found = await withFolder(async (dir) => {
    const out = join(dir, 'world');
    await generateWorld({ ...namedWorlds.tiny, seed, out, format: 'parquet' });
    const lake = await openLake({ threads: 2, memoryLimitMb: 512, tempDir: join(dir, 'spill') });
    try {
      const [sealed, open] = [join(dir, 'sealed'), join(dir, 'open')];
      for (const folder of [sealed, open]) mkdirSync(folder);
      await openSources(lake, (table) => sql.parquet([join(out, `${table}.parquet`)]), farFuture);
      await resolve(lake, testKey, sealed, open);
      return await measureIdentity(lake, open, sealed, watchWorld({ ...namedWorlds.tiny, seed }));
    } finally {
      lake.close();
    }
  });
  process.stdout.write(`${JSON.stringify(found)}\n`);
}, 60_000);

test('person clusters of a tiny world: B-cubed F1 against who is written down', () => {
  expect(found.persons.f1).toBeGreaterThan(0.985);
  expect(found.persons.precision).toBeGreaterThan(0.99);
});

test('successions of numbers: precision of 0.9, recall of 0.7', () => {
  expect(found.successions.planted).toBeGreaterThan(20);
  expect(found.successions.precision).toBeGreaterThanOrEqual(0.9);
  expect(found.successions.recall).toBeGreaterThanOrEqual(0.7);
});
