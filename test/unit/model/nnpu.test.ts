import { describe, expect, it } from 'vitest';
import { Booster } from '../../../engine/kernel/booster.ts';
import { defaultBoosterOptions } from '../../../engine/kernel/booster-options.ts';
import { binColumns, chooseBins } from '../../../engine/kernel/feature-bins.ts';
import { hiddenPerPositive, puGradients } from '../../../engine/kernel/nnpu-gradients.ts';
import { logLoss } from '../../../engine/kernel/ranking-metrics.ts';
import { createRng } from '../../../engine/kernel/rng.ts';

const labels = Uint8Array.of(1, 0, 0, 2, 1, 0);
const rows = Int32Array.of(0, 1, 2, 3, 4, 5);
const soft = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** The risk as the paper writes it, in units of one unlabelled row. */
function parts(scores: Float64Array, c: number) {
  let [positive, inner, known] = [0, 0, 0];
  for (const r of rows) {
    if (labels[r] === 1) {
      positive += c * soft(-scores[r]);
      inner -= c * soft(scores[r]);
    } else if (labels[r] === 0) inner += soft(scores[r]);
    else known += soft(scores[r]);
  }
  return { positive, inner, known };
}

function gradientOf(of: (scores: Float64Array) => number, scores: Float64Array, r: number): number {
  const moved = (by: number) => scores.map((z, i) => (i === r ? z + by : z));
  return (of(moved(1e-5)) - of(moved(-1e-5))) / 2e-5;
}

describe('puGradients', () => {
  it('are the derivatives of the risk, and of the way out of its negative part', () => {
    const c = hiddenPerPositive(labels, undefined, rows, 0.5);
    expect(c).toBeCloseTo(0.75, 12);
    const cases = [
      { scores: Float64Array.of(-1, 0.5, -2, 0.3, -0.7, 1), regular: true },
      { scores: Float64Array.of(6, -5, -6, -1, 7, -4), regular: false },
    ];
    for (const { scores, regular } of cases) {
      expect(parts(scores, c).inner >= 0).toBe(regular);
      const gh = new Int32Array(12);
      const result = puGradients(scores, labels, undefined, 1, c, rows, 6, 30, gh);
      expect(result.regular).toBe(regular);
      const risk = (z: Float64Array) => {
        const { positive, inner, known } = parts(z, c);
        return known + (regular ? positive + inner : -inner);
      };
      for (const r of rows) {
        expect(gh[2 * r] / 2 ** 30).toBeCloseTo(gradientOf(risk, scores, r), 5);
        expect(gh[2 * r + 1]).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

/** Two classes that overlap; a tenth of the positives is labelled. */
function world(seed: number, size: number) {
  const rng = createRng(seed);
  const truth = Uint8Array.from({ length: size }, () => Number(rng.uniform() < 0.3));
  const columns = [1, 2].map((k) => Float32Array.from(truth, (y) => y * k * 0.8 + 2 * rng.uniform() + rng.uniform()));
  const told = Uint8Array.from(truth, (y) => Number(y === 1 && rng.uniform() < 0.1));
  return { truth, columns, told };
}

describe('positive-unlabelled boosting', () => {
  it('finds the true probabilities where counting unlabelled people as negatives finds a tenth of them', () => {
    const { truth, columns, told } = world(1, 4000);
    const binned = binColumns(
      columns,
      columns.map((column) => chooseBins(column)),
    );
    const all = Int32Array.from(truth.keys());
    const options = { ...defaultBoosterOptions, numLeaves: 4, learningRate: 0.05 };
    const hidden = all.filter((r) => told[r] === 0);
    const prior = hidden.reduce((sum, r) => sum + truth[r], 0) / hidden.length;
    const grow = (classPrior?: number) => {
      const data = { binned, labels: told, rows: all, ...(classPrior === undefined ? {} : { classPrior }) };
      const booster = new Booster(data, options);
      for (let round = 0; round < 60; round++) booster.step();
      const p = Float64Array.from(hidden, (r) => 1 / (1 + Math.exp(-booster.scores[r])));
      return {
        loss: logLoss(
          p,
          Uint8Array.from(hidden, (r) => truth[r]),
        ),
        mean: p.reduce((a, b) => a + b) / p.length,
      };
    };
    const [pu, naive] = [grow(prior), grow()];
    expect(pu.loss).toBeLessThan(naive.loss - 0.2);
    expect(pu.mean).toBeGreaterThan(0.15);
    expect(pu.mean).toBeLessThan(0.45);
    expect(naive.mean).toBeLessThan(0.05);
  });
});
