import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openEngine } from '../../engine/index.ts';
import { callWorld, defaultCallWorld } from '../support/call-world.ts';
import { withFolder } from '../support/home.ts';
import { successionsOf } from '../support/number-activity.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const published =
  ['../../..', '../../../..'].map((up) => file(`${up}/shared/data/calls/vast2008-cdr.csv`)).find(existsSync) ?? '';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const worlds = {
  usual: {},
  'nobody changes': { successions: 0 },
  'nobody changes, a quarter come or go': { successions: 0, leavers: 40, newcomers: 40 },
  'a whole circle on one day': { together: true },
  'half of the calls to new people': { drift: 0.5 },
  'ten days': { days: 10 },
  'a call in two or three days': { callsPerDay: 0.4 },
  'four calls a day': { callsPerDay: 4 },
} as const;

test('successions planted in call worlds of six seeds', () => {
  say('world | planted | found | false | found at 0.9 | false at 0.9');
  for (const [name, options] of Object.entries(worlds)) {
    let planted = 0;
    const counts = { right: 0, wrong: 0, sureRight: 0, sureWrong: 0 };
    for (let seed = 1; seed <= 6; seed++) {
      const world = callWorld({ ...defaultCallWorld, ...options, seed });
      const truth = new Set(world.planted.map((pair) => pair.join(' ')));
      planted += truth.size;
      for (const { earlier, later, probability } of successionsOf(world).pairs) {
        const right = truth.has(`${earlier} ${later}`);
        counts[right ? 'right' : 'wrong']++;
        if (probability >= 0.9) counts[right ? 'sureRight' : 'sureWrong']++;
      }
    }
    say([name, planted, ...Object.values(counts)].join(' | '));
  }
});

test('cost by size: people of a call world', () => {
  say('people | calls | seconds');
  for (const people of [300, 1200, 4800]) {
    const world = callWorld({ ...defaultCallWorld, people, successions: people / 30 });
    const start = performance.now();
    successionsOf(world);
    say(`${people} | ${world.call.length} | ${((performance.now() - start) / 1000).toFixed(2)}`);
  }
});

test.skipIf(published === '')('the published call file (skipped where it is absent)', () =>
  withFolder(async (dir) => {
    const folder = join(dir, 'set');
    mkdirSync(folder);
    copyFileSync(published, join(folder, 'vast2008-cdr.csv'));
    const engine = await openEngine({ home: join(dir, 'home'), now: 1_800_000_000, threads: 2 });
    try {
      await engine.ingest(folder, { map: file('../fixtures/maps/vast2008-calls.json') });
      await engine.run();
      const { rows } = await engine.findings({ kind: 'burner_succession' });
      for (const row of rows)
        say(`${row.identifier_a} -> ${row.identifier_b} ${row.probability} joined ${row.joined}: ${row.evidence}`);
      expect(rows.length).toBeGreaterThan(0);
    } finally {
      engine.close();
    }
  }),
);
