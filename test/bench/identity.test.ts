import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateWorld, namedWorlds } from '../../data/world/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { openSources, resolve } from '../../engine/resolve/index.ts';
import { withFolder } from '../support/home.ts';
import { farFuture, testKey } from '../support/line.ts';
import { measureIdentity } from '../support/measure-identity.ts';
import { watchWorld } from '../support/world-actors.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seed = 7;
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
        const start = performance.now();
        const { persons, findings } = await resolve(lake, testKey, sealed, open);
        say(`resolve: ${((performance.now() - start) / 1000).toFixed(1)} s, ${persons} persons, ${findings} findings`);
        const found = await measureIdentity(lake, open, sealed, watchWorld({ ...namedWorlds[named], seed }));
        say('B-cubed | mentions | precision | recall | F1');
        for (const [name, { items, precision, recall, f1 }] of [
          ['persons as written down', found.persons],
          ['with mentions that show no id or phone', found.personsOfAll],
          ['persons who really acted', found.actors],
        ] as const)
          say([name, items, ...[precision, recall, f1].map((share) => share.toFixed(4))].join(' | '));
        say('state | planted | found | right | precision | recall');
        for (const [name, { planted, found: n, right, precision, recall }] of [
          ['burner succession', found.successions],
          ['shared phone', found.sharedPhones],
        ] as const)
          say([name, planted, n, right, precision.toFixed(3), recall.toFixed(3)].join(' | '));
        expect(found.persons.f1).toBeGreaterThan(0.98);
      } finally {
        lake.close();
      }
    }),
  1_800_000,
);
