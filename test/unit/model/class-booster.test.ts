import { describe, expect, it } from 'vitest';
import { Booster } from '../../../engine/kernel/booster.ts';
import { defaultBoosterOptions } from '../../../engine/kernel/booster-options.ts';
import { ClassBooster } from '../../../engine/kernel/class-booster.ts';
import { binColumns, chooseBins } from '../../../engine/kernel/feature-bins.ts';
import { type Forest, withStartScores } from '../../../engine/kernel/forest.ts';
import { scoreForest } from '../../../engine/kernel/forest-score.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { classGradients, softmaxOf } from '../../../engine/kernel/softmax-gradients.ts';
import { readLightGbm } from '../../../engine/model/lightgbm-read.ts';
import { writeLightGbm } from '../../../engine/model/lightgbm-write.ts';

/** Three classes in rings; a tenth of the values is missing. */
function rings(seed: number, size: number) {
  const rng = createRng(seed);
  const columns = [0, 1, 2].map(() => Float32Array.from({ length: size }, () => 4 * rng.uniform() - 2));
  const labels = Uint8Array.from({ length: size }, (_, r) => {
    const radius = Math.hypot(columns[0][r], columns[1][r]);
    return radius < 0.9 ? 0 : radius < 1.7 ? 1 : 2;
  });
  for (const column of columns) for (let r = 0; r < size; r++) if (rng.uniform() < 0.1) column[r] = NaN;
  const binned = binColumns(
    columns,
    columns.map((column) => chooseBins(column)),
  );
  return { columns, labels, binned, rows: Int32Array.from(labels.keys()) };
}

function meanLoss(scores: Float64Array, labels: Uint8Array, classes: number): number {
  const p = new Float64Array(scores.length);
  softmaxOf(scores, classes, labels.length, p);
  return labels.reduce((sum, label, r) => sum - Math.log(p[label * labels.length + r]), 0) / labels.length;
}

describe('soft-max gradients', () => {
  it('are the derivatives of the loss, the hessians times K / (K - 1)', () => {
    const scores = Float64Array.of(0.3, -1, 2, 0.1, 0.7, -0.4);
    const labels = Uint8Array.of(1, 2);
    const p = new Float64Array(6);
    softmaxOf(scores, 3, 2, p);
    for (let c = 0; c < 3; c++) {
      const gh = new Int32Array(4);
      classGradients(p.subarray(2 * c, 2 * c + 2), labels, c, 3, undefined, 2, Int32Array.of(0, 1), 30, gh);
      for (let r = 0; r < 2; r++) {
        const moved = (by: number) =>
          2 *
          meanLoss(
            scores.map((z, i) => (i === 2 * c + r ? z + by : z)),
            labels,
            3,
          );
        expect((gh[2 * r] * 2) / 2 ** 30).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
        const curvature = (moved(1e-3) - 2 * moved(0) + moved(-1e-3)) / 1e-6;
        expect((gh[2 * r + 1] * 2) / 4 / 2 ** 30).toBeCloseTo(1.5 * curvature, 4);
      }
    }
  });
});

describe('ClassBooster', () => {
  const options = { ...defaultBoosterOptions, numLeaves: 8, minDataInLeaf: 5 };

  it('learns three rings that no single score could tell apart, and holds on rows it has not seen', () => {
    const { labels, binned, columns } = rings(1, 3000);
    const learn = Int32Array.from({ length: 2000 }, (_, r) => r);
    const booster = new ClassBooster({ binned, labels, classes: 3, rows: learn }, options);
    const before = meanLoss(booster.scores, labels, 3);
    for (let round = 0; round < 60; round++) booster.step();
    let right = 0;
    for (let r = 2000; r < 3000; r++) {
      const own = [0, 1, 2].map((c) => booster.scores[c * 3000 + r]);
      if (own.indexOf(Math.max(...own)) === labels[r]) right++;
    }
    expect(before).toBeGreaterThan(0.8);
    expect(right).toBeGreaterThan(780);
    expect(columns.length).toBe(3);
  });

  it('goes to the text format and back to the same scores', () => {
    const { labels, binned, columns, rows } = rings(2, 800);
    const booster = new ClassBooster(
      { binned, labels, classes: 3, rows },
      { ...options, baggingFraction: 0.8, featureFraction: 0.7 },
    );
    for (let round = 0; round < 10; round++) booster.step();
    const forest: Forest = {
      outputs: 3,
      featureNames: ['a', 'b', 'c'],
      featureRanges: binned.features.map(({ low, high }) => [low, high] as const),
      trees: withStartScores(booster.trees, booster.startScores),
      sigmoid: 1,
    };
    const again = readLightGbm(writeLightGbm(forest), 'test');
    expect(again.outputs).toBe(3);
    const scores = scoreForest(again, columns, rows);
    for (const r of rows)
      for (let c = 0; c < 3; c++) expect(scores[3 * r + c]).toBeCloseTo(booster.scores[c * 800 + r], 9);
  });

  it('with two classes moves apart as the binary booster does', () => {
    const { labels: three, binned, rows } = rings(3, 1000);
    const labels = three.map((label) => Number(label === 1));
    const both = new ClassBooster({ binned, labels, classes: 2, rows }, { ...options, lambdaL2: 0 });
    const one = new Booster({ binned, labels, rows }, options);
    both.step();
    one.step();
    // A step of each of the two scores goes half the way of the one score.
    for (const r of [0, 10, 500]) expect(both.scores[1000 + r] - both.scores[r]).toBeCloseTo(one.scores[r], 6);
  });

  it('ends where nothing gains, and grows the same trees from equal data', () => {
    const constant = [new Float32Array(50).fill(1)];
    const binned = binColumns(
      constant,
      constant.map((column) => chooseBins(column)),
    );
    const labels = Uint8Array.from({ length: 50 }, (_, r) => r % 3);
    const booster = new ClassBooster({ binned, labels, classes: 3, rows: Int32Array.from(labels.keys()) }, options);
    expect(booster.step()).toBe(false);
    expect(booster.trees).toEqual([]);
    const grow = () => {
      const { labels: own, binned: table, rows } = rings(4, 500);
      const grown = new ClassBooster(
        { binned: table, labels: own, classes: 3, rows },
        { ...options, featureFraction: 0.5 },
      );
      for (let round = 0; round < 5; round++) grown.step();
      return grown.trees;
    };
    expect(grow()).toEqual(grow());
  });
});
