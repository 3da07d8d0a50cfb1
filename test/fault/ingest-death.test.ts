import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '../../engine/ingest/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import type { Lake } from '../../engine/lake/index.ts';
import { buildChild } from '../fixtures/ingest/child.ts';
import { csv, lodgingHeader, lodgingRow, now, openHome, type TestHome, tempFolder } from '../fixtures/ingest/home.ts';

const rows = 3000;
const [mountTool, unmountTool] = ['mount', 'umount'];
const bad = 'x,,1714521600,,,,,';

async function filledHome(): Promise<TestHome> {
  const home = await openHome();
  home.write('lodging.csv', csv(lodgingHeader, ...Array.from({ length: rows }, (_, i) => lodgingRow(i)), bad));
  home.write('checkpoint.ndjson', '{"record_id":"1","place_id":"K","passed_at":1714521600}\n');
  home.write('authorisation.csv', csv('warrant_id,case_no,phone,valid_from,valid_to', 'W,C,1,1714500000,1714600000'));
  home.write(
    'call.csv',
    csv('record_id,caller,callee,started_at,warrant_id', '1,1,2,1714550000,W', '2,5,6,1714550000,W'),
  );
  return home;
}

/** The home holds nothing or the whole batch; a second run brings it to the same end. */
async function expectWhole(home: TestHome): Promise<void> {
  const visible = readBatches(home.sealedDir);
  expect(visible.length).toBeLessThanOrEqual(1);
  for (const { tables } of visible) expect(tables.lodging?.rows).toBe(rows);
  const report = await home.load();
  expect(report.alreadyLoaded).toBe(visible.length === 1);
  expect(await home.table('lodging')).toHaveLength(rows);
  expect(await home.table('call')).toHaveLength(1);
  expect(await home.quarantine()).toHaveLength(1);
  expect(readdirSync(join(home.sealedDir, 'batches'))).toHaveLength(1);
}

describe('a process that is killed', () => {
  let child: ReturnType<typeof buildChild>;
  beforeAll(() => {
    child = buildChild();
  });
  afterAll(() => child.remove());

  const argumentsFor = (home: TestHome, killAt: number): string[] => {
    return [child.script, home.folder, home.sealedDir, join(home.folder, '../child-tmp'), String(now), String(killAt)];
  };

  it('at any call to the lake leaves nothing or everything, and a second run continues', async () => {
    const probe = await filledHome();
    const { stdout } = spawnSync(process.execPath, argumentsFor(probe, 0), { encoding: 'utf8' });
    const calls = Number(/calls (\d+)/.exec(stdout)?.[1]);
    expect(calls).toBeGreaterThan(30);
    await expectWhole(probe);
    for (const part of [0.1, 0.35, 0.6, 0.85, 1]) {
      const home = await filledHome();
      const { signal } = spawnSync(process.execPath, argumentsFor(home, Math.max(1, Math.floor(calls * part))));
      expect(signal).toBe('SIGKILL');
      await expectWhole(home);
    }
  });

  it('at a random moment leaves nothing or everything', async () => {
    const seed = 20_240_501;
    const rng = createRng(seed);
    for (let run = 0; run < 3; run++) {
      const home = await filledHome();
      const delayMs = Math.floor(rng.uniform() * 120);
      await killAfter(argumentsFor(home, 0), delayMs);
      await expectWhole(home).catch((error) => {
        throw new Error(`seed ${seed}, run ${run}, killed ${delayMs} ms after the start`, { cause: error });
      });
    }
  });
});

/** Starts a child, waits until its lake is open, then kills it after some time. */
function killAfter(argv: readonly string[], delayMs: number): Promise<void> {
  const running = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'ignore'] });
  running.stdout.once('data', () => setTimeout(() => running.kill('SIGKILL'), delayMs));
  return new Promise((done) => running.once('exit', () => done()));
}

describe('a full disk', () => {
  const full = new Error('IO Error: Could not write file "x": No space left on device');
  const failing = (lake: Lake, method: 'run' | 'rows' | 'writeParquet', at: number): Lake => {
    let calls = 0;
    return {
      ...lake,
      [method]: (text: string, file: string) => (++calls === at ? Promise.reject(full) : lake[method](text, file)),
    };
  };

  it.each([
    ['run', 2],
    ['run', 9],
    ['writeParquet', 1],
    ['writeParquet', 4],
    ['writeParquet', 5],
  ] as const)('at call %s %i of the lake is said, and leaves the home as it was', async (method, at) => {
    const home = await filledHome();
    expect(await home.refused({ lake: failing(home.lake, method, at) })).toMatchObject({
      code: 'disk_full',
      text: expect.stringContaining('Free some space'),
    });
    expect(readdirSync(join(home.sealedDir, 'batches'))).toEqual([]);
    expect((await home.load()).total).toMatchObject({ accepted: rows + 3, quarantined: 1, refused: 1 });
  });

  it.skipIf(!canMount())('of 400 KB is said by name (skipped where no file system can be mounted)', async () => {
    const mount = tempFolder();
    execFileSync(mountTool, ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', mount]);
    try {
      const home = await openHome({ sealedDir: join(mount, 'sealed') });
      home.write('lodging.csv', csv(lodgingHeader, ...Array.from({ length: 20_000 }, (_, i) => lodgingRow(i))));
      expect((await home.refused()).code).toBe('disk_full');
      expect(readdirSync(join(home.sealedDir, 'batches'))).toEqual([]);
      // Less data fits: the home is usable.
      home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1)));
      expect((await home.load()).total.accepted).toBe(1);
    } finally {
      execFileSync(unmountTool, [mount]);
    }
  });
});

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/proc')) return false;
  const probe = join(import.meta.dirname, '../../.cache/mount-probe');
  mkdirSync(probe, { recursive: true });
  if (spawnSync(mountTool, ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', probe]).status !== 0) return false;
  return spawnSync(unmountTool, [probe]).status === 0;
}
