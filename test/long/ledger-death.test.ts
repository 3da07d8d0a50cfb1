import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRng } from '../../engine/kernel/rng.ts';
import { withFolder } from '../support/home.ts';
import { canInject, killChild, runChild, writeChild, wrongAfter } from '../support/ledger-death.ts';
import { seed } from '../support/seed.ts';

let child: ReturnType<typeof writeChild>;
beforeAll(() => {
  child = writeChild();
});
afterAll(() => child.remove());

/** EXCAVATOR_DEATH_STRIDE=n looks at every n-th call only, from EXCAVATOR_DEATH_FROM on: several processes share the work. */
const stride = Number(process.env.EXCAVATOR_DEATH_STRIDE ?? 1);
const first = Number(process.env.EXCAVATOR_DEATH_FROM ?? 1);

function whole(home: string, said: readonly string[], what: string): void {
  expect(wrongAfter(home, said), what).toEqual([]);
  const again = runChild(child.script, home);
  expect(again.at(-1), what).toBe('end');
  expect(wrongAfter(home, [...said, ...again]), what).toEqual([]);
  rmSync(home, { recursive: true });
}

test.skipIf(!canInject())('kill -9 at every write and fsync of a run with 50 leads', () =>
  withFolder((dir) => {
    let deaths = 0;
    for (const call of ['pwrite64', 'fsync'])
      for (let when = first; ; when += stride) {
        const home = join(dir, `${call}-${when}`);
        const said = runChild(child.script, home, `${call}:signal=SIGKILL:when=${when}`);
        whole(home, said, `${call} ${when}`);
        if (said.at(-1) === 'end') break;
        deaths++;
      }
    console.log(`${deaths} deaths`);
    expect(deaths).toBeGreaterThan(200 / stride);
  }),
);

test(`kill -9 at 500 random moments (seed ${seed + 3})`, () =>
  withFolder(async (dir) => {
    const { int } = createRng(seed + 3);
    for (let n = 0; n < 500 / stride; n++) {
      const home = join(dir, String(n));
      whole(home, await killChild(child.script, home, int(200)), `moment ${n}`);
    }
  }));
