import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateWorld, namedWorlds } from '../../data/world/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { openSources, resolve } from '../../engine/resolve/index.ts';
import { publish } from '../fixtures/bench.ts';
import { withFolder } from '../support/home.ts';
import { farFuture, testKey } from '../support/line.ts';
import { measureIdentity } from '../support/measure-identity.ts';
import { watchWorld } from '../support/world-actors.ts';

const seed = Number(process.env.EXCAVATOR_SEED ?? 7);
/** `EXCAVATOR_WORLD=medium` for the full size: some minutes, 4 GB. */
const named = (process.env.EXCAVATOR_WORLD ?? 'demo') as keyof typeof namedWorlds;

test(
  `who is who on the ${named} world`,
  () =>
    withFolder(async (dir) => {
      const out = join(dir, 'world');
      await generateWorld({ ...namedWorlds[named], seed, out, format: 'parquet' });
      const lake = await openLake({ threads: 2, memoryLimitMb: 3000, tempDir: join(dir, 'spill') });
      try {
        const [sealed, open] = [join(dir, 'sealed'), join(dir, 'open')];
        for (const folder of [sealed, open]) mkdirSync(folder);
        const files = (name: string): string =>
          existsSync(join(out, `${name}.parquet`)) ? join(out, `${name}.parquet`) : join(out, name, '*.parquet');
        await openSources(lake, (name) => sql.parquet([files(name)]), farFuture);
        const { persons } = await resolve(lake, testKey, sealed, open);
        const found = await measureIdentity(lake, open, sealed, watchWorld({ ...namedWorlds[named], seed }));
        const shares = (...of: readonly number[]): string[] => of.map((share) => share.toFixed(4));
        publish('identity', {
          title: `Who is who on the ${named} world, seed ${seed}: ${persons} persons`,
          columns: ['what', 'true', 'found', 'right', 'precision', 'recall', 'F1'],
          rows: [
            ...(
              [
                ['persons as written down', found.persons],
                ['with mentions that show no id or phone', found.personsOfAll],
                ['persons who really acted', found.actors],
              ] as const
            ).map(([name, { items, precision, recall, f1 }]) => [
              name,
              items,
              '',
              '',
              ...shares(precision, recall, f1),
            ]),
            ...(
              [
                ['burner successions', found.successions],
                ['shared phones', found.sharedPhones],
              ] as const
            ).map(([name, { planted, found: n, right, precision, recall }]) => [
              name,
              planted,
              n,
              right,
              ...shares(precision, recall, (2 * precision * recall) / (precision + recall)),
            ]),
          ],
          note: 'Persons: B-cubed over mentions (Bagga & Baldwin 1998), against whose papers the office saw, and against who really acted (borrowed papers count as errors). States: those of which a record names a number at least.',
        });
        expect(found.persons.f1).toBeGreaterThan(0.98);
      } finally {
        lake.close();
      }
    }),
  1_800_000,
);
