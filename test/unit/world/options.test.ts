import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookalikeNames, namedWorlds, patternNames, WorldError, type WorldOptions } from '../../../data/world/index.ts';
import { headcount } from '../../../data/world/trade/cast.ts';
import { count, makeWorld, openWorld, scratch } from './open-world.ts';

async function refusal(options: Partial<WorldOptions>): Promise<WorldError> {
  const folder = scratch();
  const error = await makeWorld(folder, options).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(WorldError);
  expect(readdirSync(folder), 'nothing is written').toEqual([]);
  return error as WorldError;
}

describe('what cannot be built is refused in words before anything is written', () => {
  it.each([
    ['bad_people', { people: 12 }],
    ['bad_people', { people: 2000.5 }],
    ['bad_days', { days: 0 }],
    ['bad_days', { days: -3 }],
    ['bad_seed', { seed: Number.NaN }],
    ['bad_shift', { shift: -1 }],
    ['unknown_pattern', { only: ['teleport'] }],
    ['unknown_pattern', { without: ['teleport'] }],
    ['no_pattern_left', { without: [...patternNames] }],
    ['unknown_format', { format: 'xlsx' as 'csv' }],
  ] as const)('%s', async (code, options) => {
    const error = await refusal(options);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/Got: .+ Expected: .+/);
    expect(error.fault.advice.length).toBeGreaterThan(5);
  });

  it('a folder that holds something', async () => {
    const folder = scratch();
    mkdirSync(join(folder, 'world'));
    writeFileSync(join(folder, 'world', 'mine.txt'), 'keep');
    await expect(makeWorld(folder)).rejects.toMatchObject({ code: 'out_not_empty' });
    expect(readdirSync(join(folder, 'world'))).toEqual(['mine.txt']);
  });

  it('truth inside the data set', async () => {
    const folder = scratch();
    await expect(makeWorld(folder, { truth: join(folder, 'world', 'truth.csv') })).rejects.toMatchObject({
      code: 'truth_inside',
    });
  });

  it('a truth that is a folder', async () => {
    const folder = scratch();
    mkdirSync(join(folder, 'world.truth.csv'));
    await expect(makeWorld(folder)).rejects.toMatchObject({ code: 'truth_is_folder' });
    expect(readdirSync(folder)).toEqual(['world.truth.csv']);
  });

  it('a place that takes no files', async () => {
    const folder = scratch();
    writeFileSync(join(folder, 'file'), '');
    await expect(makeWorld(folder, { out: join(folder, 'file', 'world') })).rejects.toMatchObject({
      code: 'out_not_writable',
    });
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    await expect(makeWorld(folder)).rejects.toMatchObject({ code: 'out_not_writable' });
    chmodSync(folder, 0o700);
  });
});

describe('a stopped generation', () => {
  it('leaves no data set behind', async () => {
    const folder = scratch();
    const stop = new Error('stopped');
    const onProgress = ({ step, done }: { step: string; done: number }): void => {
      if (step === 'days' && done === 5) throw stop;
    };
    await expect(makeWorld(folder, { onProgress })).rejects.toBe(stop);
    expect(readdirSync(folder)).toEqual([]);
    expect((await makeWorld(folder)).people).toBe(2000);
    expect(existsSync(join(folder, 'world', 'dataset.json'))).toBe(true);
  });
});

describe('a generation told to stop', () => {
  it('leaves nothing', async () => {
    const folder = scratch();
    const stop = new AbortController();
    const onProgress = ({ step, done }: { step: string; done: number }): void => {
      if (step === 'days' && done === 4) stop.abort(new Error('enough'));
    };
    await expect(makeWorld(folder, { onProgress, signal: stop.signal })).rejects.toThrow('enough');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a generation killed', () => {
  it('leaves no data set, nothing that looks like one, and does not stand in the way', async () => {
    const folder = scratch();
    const cli = join(import.meta.dirname, '../../../dist/scripts/cli.js');
    const args = [cli, 'world', '--name', 'tiny', '--seed', '7', '--out', join(folder, 'world')];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    while (!existsSync(join(folder, 'world.partial', 'unfinished')) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await gone;
    expect(readdirSync(folder)).toEqual(['world.partial']);
    expect(readdirSync(join(folder, 'world.partial'))).not.toContain('dataset.json');
    expect(
      readdirSync(join(folder, 'world.partial')).filter((name) => /^[a-z_]+([.](parquet|csv))?$/.test(name)),
    ).toEqual(['ties', 'unfinished'].filter((name) => existsSync(join(folder, 'world.partial', name))));
    await makeWorld(folder);
    expect(readdirSync(folder).sort()).toEqual(['world', 'world.ties.parquet', 'world.truth.csv']);
  });
});

describe('choosing', () => {
  it.each([
    [200_000, { users: 1000, retailers: 100, suppliers: 40 }],
    [1_000_000, { users: 5000, retailers: 500, suppliers: 200 }],
  ])('casts %i people at 0.5, 0.05 and 0.02 %', (people, heads) => {
    expect(headcount(people)).toEqual(heads);
  });

  it('names worlds, patterns and kinds', () => {
    expect(Object.keys(namedWorlds)).toEqual(['tiny', 'demo', 'district', 'medium', 'large']);
    expect(patternNames.length).toBeGreaterThanOrEqual(12);
    expect(lookalikeNames.length).toBeGreaterThanOrEqual(12);
    expect(new Set([...patternNames, ...lookalikeNames]).size).toBe(patternNames.length + lookalikeNames.length);
  });

  it.each(patternNames.filter((name) => !['quiet_meetings', 'phone_succession'].includes(name)))(
    'only %s: the tier knows no other',
    async (name) => {
      const report = await makeWorld(scratch(), { people: 1000, days: 12, only: [name] });
      const connection = await openWorld(report);
      expect(await count(connection, `select count(*) from truth where pattern = '${name}'`)).toBeGreaterThan(0);
      connection.closeSync();
    },
  );

  it('without a pattern nobody takes part in it', async () => {
    const without = ['relay', 'day_stays', 'phone_succession'];
    const report = await makeWorld(scratch(), { people: 6000, days: 2, without });
    for (const name of without) expect(report.patterns[name]).toBeUndefined();
    expect(Object.keys(report.patterns).length).toBeGreaterThan(3);
  });
});
