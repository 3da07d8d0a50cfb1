import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Booster } from '../../engine/kernel/booster.ts';
import { type BoosterOptions, defaultBoosterOptions } from '../../engine/kernel/booster-options.ts';
import { ClassBooster } from '../../engine/kernel/class-booster.ts';
import { binColumns, chooseBins } from '../../engine/kernel/feature-bins.ts';
import { type Forest, withStartScores } from '../../engine/kernel/forest.ts';
import { scoreForest } from '../../engine/kernel/forest-score.ts';
import { createGrowState } from '../../engine/kernel/grow-state.ts';
import { averagePrecision } from '../../engine/kernel/ranking-metrics.ts';
import { readLightGbm } from '../../engine/model/lightgbm-read.ts';
import { writeLightGbm } from '../../engine/model/lightgbm-write.ts';
import { binShared } from '../../engine/model/threads/bins.ts';
import { createMemory } from '../../engine/model/threads/memory.ts';
import { scoreForests } from '../../engine/model/threads/score.ts';
import { createTeam } from '../../engine/model/threads/team.ts';
import { publish } from '../fixtures/bench.ts';
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
  const memory = createMemory();
  const binned = binShared(columns, threads, memory);
  const bin = seconds();
  const state = createGrowState(binned, options, memory.allocate);
  const team = createTeam(state, threads, memory);
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
  const [scores] = scoreForests([forest], data.columns, Int32Array.from(data.labels.keys()), threads);
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

function theirs(
  data: BenchData,
  learn: number,
  options: BoosterOptions,
  rounds: number,
  threads: number,
  own: Forest,
  classes = 2,
) {
  const rows = data.labels.length;
  const params = {
    learning_rate: options.learningRate,
    num_leaves: options.numLeaves,
    min_data_in_leaf: options.minDataInLeaf,
    min_sum_hessian_in_leaf: options.minSumHessian,
    max_bin: 255,
  };
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  write('task.json', JSON.stringify({ rows, columns: data.columns.length, learn, rounds, params, classes }));
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
    const lines: (string | number)[][] = [];
    for (const threads of [2, 1]) {
      const own = ours(data, rows, options, rounds, threads);
      const line = (who: string, one: { bin: number; train: number; score: number }) =>
        lines.push([who, threads, one.bin.toFixed(1), (one.bin + one.train).toFixed(1), one.score.toFixed(1)]);
      line('Excavator', own);
      if (!hasPeer) continue;
      const { times } = theirs(data, rows, options, rounds, threads, own.forest);
      line(`LightGBM ${times.version}`, times);
      const train = (own.bin + own.train) / (times.bin + times.train);
      lines.push(['ratio', threads, '', train.toFixed(2), (own.score / times.score).toFixed(2)]);
    }
    publish('booster', {
      title: `Gradient boosting beside LightGBM: ${rows.toLocaleString('en')} rows x 60 columns, ${rounds} trees, 63 leaves`,
      columns: ['', 'threads', 'bins, seconds', 'training with bins, seconds', 'scoring, seconds'],
      rows: lines,
      note: 'Both with the threads named. Goals: training 1.5 times LightGBM or less, scoring 1.0 or less.',
    });
  });

  it.skipIf(!hasPeer)('quality on five kinds of tables, and models carried both ways', () => {
    const options = { ...defaultBoosterOptions, numLeaves: 31 };
    const rows = 40_000;
    const learn = 20_000;
    const lines = benchKinds.map((kind) => {
      const found = [1, 2, 3, 4].map((seed) => {
        const data = benchData(kind, rows, 20, seed);
        const own = ours(data, learn, options, 60, 1);
        const other = theirs(data, learn, options, 60, 1, own.forest);
        const quality = (scores: Float64Array) => averagePrecision(scores.slice(learn), data.labels.slice(learn));
        expect(largest(scoreForest(other.forest, data.columns, all(rows)), other.scores)).toBeLessThan(1e-6);
        expect(largest(other.oursByThem, own.scores)).toBeLessThan(1e-6);
        return [quality(own.scores), quality(other.scores)] as const;
      });
      const mean = (of: (pair: readonly [number, number]) => number) =>
        found.reduce((sum, pair) => sum + of(pair), 0) / 4;
      const difference = mean(([own, other]) => own - other);
      expect(difference).toBeGreaterThan(-0.003);
      return [kind, mean(([own]) => own).toFixed(4), mean(([, other]) => other).toFixed(4), difference.toFixed(4)];
    });
    publish('booster-quality', {
      title: 'AUPRC beside LightGBM on five kinds of tables, mean of four seeds',
      columns: ['table', 'Excavator', 'LightGBM', 'difference'],
      rows: lines,
      note: '20,000 rows to learn from, 20,000 to judge on, 20 columns, 60 trees, 31 leaves. Models carried both ways agree to 1e-6.',
    });
  });

  it.skipIf(!hasPeer)('multi-class: log-loss and models carried both ways', () => {
    const rows = 20_000;
    const learn = 10_000;
    const data = benchData('missing', rows, 12, 7);
    const [first, second] = data.columns;
    const classes = Uint8Array.from(data.labels, (label, r) => label + (first[r] + second[r] > 0.5 ? 1 : 0));
    const columns = data.columns.map((column) => column.subarray(0, learn));
    const binned = binColumns(
      columns,
      columns.map((column) => chooseBins(column)),
    );
    const options = { ...defaultBoosterOptions, numLeaves: 15 };
    const booster = new ClassBooster(
      { binned, labels: classes.subarray(0, learn), classes: 3, rows: all(learn) },
      options,
    );
    for (let round = 0; round < 40; round++) booster.step();
    const forest: Forest = {
      outputs: 3,
      featureNames: columns.map((_, f) => `f${f}`),
      featureRanges: binned.features.map(({ low, high }) => [low, high] as const),
      trees: withStartScores(booster.trees, booster.startScores),
      sigmoid: 1,
    };
    const own = scoreForest(forest, data.columns, all(rows));
    const other = theirs({ ...data, labels: classes }, learn, options, 40, 1, forest, 3);
    expect(largest(other.oursByThem, own)).toBeLessThan(1e-6);
    expect(largest(scoreForest(other.forest, data.columns, all(rows)), other.scores)).toBeLessThan(1e-6);
    const loss = (raw: Float64Array) => {
      let sum = 0;
      for (let r = learn; r < rows; r++) {
        const z = [raw[3 * r], raw[3 * r + 1], raw[3 * r + 2]];
        sum += Math.log(z.reduce((total, one) => total + Math.exp(one), 0)) - z[classes[r]];
      }
      return sum / (rows - learn);
    };
    console.log(`multi-class log-loss ${loss(own).toFixed(5)}, LightGBM ${loss(other.scores).toFixed(5)}`);
    expect(loss(own)).toBeLessThan(loss(other.scores) + 0.003);
  });
});
