import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRng } from '../../engine/kernel/rng.ts';
import { openLedger } from '../../engine/ledger/index.ts';
import { withFolder } from '../support/home.ts';
import { canInject, killChild, leadsOfRun, runChild, writeChild, wrongAfter } from '../support/ledger-death.ts';
import { seed } from '../support/seed.ts';

let child: ReturnType<typeof writeChild>;
beforeAll(() => {
  child = writeChild();
});
afterAll(() => child.remove());

const inject = canInject();

function approvedIn(home: string): unknown {
  const db = new Database(join(home, 'ledger.sqlite'), { readonly: true });
  try {
    return db.prepare("select count(*) from lead where state = 'approved'").pluck().get();
  } finally {
    db.close();
  }
}

/** After the death, and after the run was begun again and came to its end. */
function expectWhole(home: string, said: readonly string[]): void {
  expect(wrongAfter(home, said)).toEqual([]);
  const again = runChild(child.script, home);
  expect(again.filter((line) => line.startsWith('failed'))).toEqual([]);
  expect(wrongAfter(home, [...said, ...again])).toEqual([]);
  expect(approvedIn(home)).toBe(leadsOfRun);
}

describe('kill -9', () => {
  test(`at 2 random moments (seed ${seed})`, () =>
    withFolder(async (dir) => {
      const { int } = createRng(seed);
      for (let n = 0; n < 2; n++) {
        const home = join(dir, String(n));
        expectWhole(home, await killChild(child.script, home, int(150)));
      }
    }));

  test.skipIf(!inject)(
    'at a write, and at an fsync, of a run of 50 leads (skipped where strace may not change system calls)',
    () =>
      withFolder((dir) => {
        for (const [n, call] of ['pwrite64:when=400', 'fsync:when=12'].entries()) {
          const [name = '', when = ''] = call.split(':');
          const home = join(dir, String(n));
          const said = runChild(child.script, home, `${name}:signal=SIGKILL:${when}`);
          expect(said, call).not.toContain('end');
          expectWhole(home, said);
        }
      }),
  );
});

describe.skipIf(!inject)('a disk that fails (skipped where strace may not change system calls)', () => {
  for (const fault of ['pwrite64:error=ENOSPC:when=90+', 'fsync:error=EIO:when=9+'])
    test(`${fault}: no false success, trouble is told, and it recovers without help`, () =>
      withFolder((home) => {
        openLedger(home).close();
        const said = runChild(child.script, home, fault);
        const failed = said.filter((line) => line.startsWith('failed'));
        expect(failed.length).toBeGreaterThan(0);
        expect(failed.at(-1)).toMatch(/(disk_full|ledger_unwritable) trouble (disk_full|ledger_unwritable)/);
        expectWhole(home, said);
      }));
});

test('negative control: an act that was acknowledged and is not there is told', () =>
  withFolder((home) => {
    const said = runChild(child.script, home);
    const db = new Database(join(home, 'ledger.sqlite'));
    db.exec("update audit_entry set once = null where once = 'approve-7'");
    db.close();
    expect(wrongAfter(home, said).join('\n')).toMatch(/approve-7 was acknowledged and is not there once/);
  }));
