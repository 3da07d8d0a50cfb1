import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Booster } from '../../engine/kernel/booster.ts';
import { type BoosterOptions, defaultBoosterOptions } from '../../engine/kernel/booster-options.ts';
import { binColumns, chooseBins } from '../../engine/kernel/feature-bins.ts';
import type { Forest } from '../../engine/kernel/forest.ts';
import { scoreForest } from '../../engine/kernel/forest-score.ts';
import { createGrowState } from '../../engine/kernel/grow-state.ts';
import { averagePrecision } from '../../engine/kernel/ranking-metrics.ts';
import { readLightGbm } from '../../engine/model/lightgbm-read.ts';
import { writeLightGbm } from '../../engine/model/lightgbm-write.ts';
import { createTeam, sharedMemory } from '../../engine/model/threads/team.ts';
import { type BenchData, benchData, benchKinds } from './booster-data.ts';

/**
 * The booster beside LightGBM on the same tables and settings. EXCAVATOR_PYTHON names a Python with lightgbm and
 * numpy; BOOSTER_ROWS and BOOSTER_TREES make the speed test smaller.
 */
const python = process.env.EXCAVATOR_PYTHON ?? 'python3';
const hasPeer = spawnSync(python, ['-c', 'import lightgbm']).status === 0;
if (!hasPeer) console.log(`No LightGBM in ${python} (set EXCAVATOR_PYTHON): the booster is measured alone.`);
const peer = new URL('./booster-peer.py', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'excavator-booster-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Measured {
  readonly forest: Forest;
  readonly scores: Float64Array;
  readonly bin: number;
  readonly train: number;
  readonly score: number;
}

function ours(data: BenchData, learn: number, options: BoosterOptions, rounds: number, threads: number): Measured {
  const seconds = clock();
  const columns = data.columns.map((column) => column.subarray(0, learn));
  const binned = binColumns(
    columns,
    columns.map((column) => chooseBins(column)),
    sharedMemory,
  );
  const bin = seconds();
  const state = createGrowState(binned, options, sharedMemory);
  const team = createTeam(state, threads);
  const rows = Int32Array.from(Array(learn).keys());
  const booster = new Booster({ binned, labels: data.labels.subarray(0, learn), rows }, options, state, team);
  for (let round = 0; round < rounds; round++) booster.step();
  team.close();
  const train = seconds();
  const [first, ...rest] = booster.trees;
  const leafValue = first.leafValue.map((value) => value + booster.startScore);
  const forest = {
    outputs: 1,
    featureNames: columns.map((_, f) => `f${f}`),
    featureRanges: binned.features.map(({ low, high }) => [low, high] as const),
    trees: [{ ...first, leafValue, shrinkage: 1 }, ...rest],
    sigmoid: 1,
  };
  seconds();
  const scores = scoreForest(forest, data.columns, Int32Array.from(data.labels.keys()));
  return { forest, scores, bin, train, score: seconds() };
}

/** Seconds since the last call. */
function clock(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
}

function theirs(data: BenchData, learn: number, options: BoosterOptions, rounds: number, threads: number, own: Forest) {
  const rows = data.labels.length;
  const params = {
    learning_rate: options.learningRate,
    num_leaves: options.numLeaves,
    min_data_in_leaf: options.minDataInLeaf,
    min_sum_hessian_in_leaf: options.minSumHessian,
    max_bin: 255,
  };
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  write('task.json', JSON.stringify({ rows, columns: data.columns.length, learn, rounds, params }));
  write(
    'x.f32',
    Buffer.concat(
      data.columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    ),
  );
  write('y.u8', data.labels);
  write('ours.txt', writeLightGbm(own));
  execFileSync(python, [peer, folder, String(threads)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const doubles = (name: string) => new Float64Array(new Uint8Array(readFileSync(join(folder, name))).buffer);
  return {
    times: JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as {
      bin: number;
      train: number;
      score: number;
      version: string;
    },
    scores: doubles('theirs.f64'),
    oursByThem: existsSync(join(folder, 'ours-by-them.f64')) ? doubles('ours-by-them.f64') : new Float64Array(0),
    forest: readLightGbm(readFileSync(join(folder, 'theirs.txt'), 'utf8'), 'theirs.txt'),
  };
}

const all = (rows: number) => Int32Array.from(Array(rows).keys());
const largest = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

describe('booster beside LightGBM', () => {
  it('speed', () => {
    const rows = Number(process.env.BOOSTER_ROWS ?? 1_000_000);
    const rounds = Number(process.env.BOOSTER_TREES ?? 200);
    const options = { ...defaultBoosterOptions, numLeaves: 63 };
    const data = benchData('smooth', rows, 60, 1);
    for (const threads of [2, 1]) {
      const own = ours(data, rows, options, rounds, threads);
      const text = (who: string, { bin, train, score }: { bin: number; train: number; score: number }) =>
        `${who}: bins ${bin.toFixed(1)} s, training ${train.toFixed(1)} s, scoring ${score.toFixed(1)} s`;
      console.log(`${rows} rows x 60, ${rounds} trees, 63 leaves, ${threads} threads. ${text('Excavator', own)}`);
      if (!hasPeer) continue;
      const other = theirs(data, rows, options, rounds, threads, own.forest);
      console.log(`  ${text(`LightGBM ${other.times.version}`, other.times)}`);
      const total = (own.bin + own.train) / (other.times.bin + other.times.train);
      console.log(
        `  training with bins ${total.toFixed(2)} times LightGBM, scoring ${(own.score / other.times.score).toFixed(2)} times`,
      );
    }
  });

  it.skipIf(!hasPeer)('quality on five kinds of tables, and models carried both ways', () => {
    const options = { ...defaultBoosterOptions, numLeaves: 31 };
    const rows = 40_000;
    const learn = 20_000;
    for (const kind of benchKinds) {
      const differences = [];
      for (const seed of [1, 2, 3, 4]) {
        const data = benchData(kind, rows, 20, seed);
        const own = ours(data, learn, options, 60, 1);
        const other = theirs(data, learn, options, 60, 1, own.forest);
        const quality = (scores: Float64Array) => averagePrecision(scores.slice(learn), data.labels.slice(learn));
        differences.push(quality(own.scores) - quality(other.scores));
        expect(largest(scoreForest(other.forest, data.columns, all(rows)), other.scores)).toBeLessThan(1e-6);
        expect(largest(other.oursByThem, own.scores)).toBeLessThan(1e-6);
      }
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      const each = differences.map((value) => value.toFixed(4)).join(', ');
      console.log(`${kind}: AUPRC less LightGBM's, mean ${mean.toFixed(4)} (${each}); models carried both ways agree`);
    }
  });
});
