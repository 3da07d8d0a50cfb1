import { describe, expect, it } from 'vitest';
import { centredIsotonic, heightAt } from '../../../engine/kernel/isotonic.ts';
import { fitSigmoid, sigmoidAt } from '../../../engine/kernel/platt.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { calibrated, fitCalibration } from '../../../engine/model/calibrate.ts';

/** Labels drawn with the chance that `truth` gives to a score. */
function draw(seed: number, rows: number, truth: (score: number) => number) {
  const rng = createRng(seed);
  const scores = Float64Array.from({ length: rows }, () => rng.uniform() * 8 - 6);
  return { scores, labels: Uint8Array.from(scores, (score) => (rng.uniform() < truth(score) ? 1 : 0)) };
}

/** The least-squares isotonic fit by its min-max formula (Barlow et al. 1972): slow and obvious. */
function slowIsotonic(labels: readonly number[]): number[] {
  const mean = (from: number, to: number) =>
    labels.slice(from, to + 1).reduce((sum, label) => sum + label, 0) / (to - from + 1);
  return labels.map((_, i) => {
    let result = -Infinity;
    for (let from = 0; from <= i; from++) {
      let lowest = Infinity;
      for (let to = i; to < labels.length; to++) lowest = Math.min(lowest, mean(from, to));
      result = Math.max(result, lowest);
    }
    return result;
  });
}

describe('calibration', () => {
  it("recovers a planted sigmoid by Platt's scaling", () => {
    const { scores, labels } = draw(1, 60_000, (score) => sigmoidAt({ slope: 1.4, intercept: 0.5 }, score));
    const { slope, intercept } = fitSigmoid(scores, labels);
    expect(slope).toBeCloseTo(1.4, 1);
    expect(intercept).toBeCloseTo(0.5, 1);
  });

  it('pools as the min-max formula says, block means at block centres', () => {
    const { scores, labels } = draw(2, 60, (score) => (score > -2 ? 0.7 : 0.2));
    scores.sort();
    const fitted = slowIsotonic([...labels]);
    const curve = centredIsotonic(scores, labels);
    expect(curve.y).toEqual([...new Set(fitted)].map((value) => expect.closeTo(value, 12)));
    for (const [b, height] of curve.y.entries()) {
      const inside = [...scores].filter((_, i) => Math.abs(fitted[i] - height) < 1e-12);
      expect(curve.x[b]).toBeCloseTo(inside.reduce((sum, score) => sum + score, 0) / inside.length, 12);
    }
    expect(heightAt(curve, -100)).toBe(curve.y[0]);
    expect(heightAt(curve, 100)).toBe(curve.y.at(-1));
  });

  it('takes the isotonic curve where the truth is a step, Platt where it is a sigmoid', () => {
    const step = draw(3, 6000, (score) => (score > 0 ? 0.6 : 0.05));
    const smooth = draw(4, 300, (score) => sigmoidAt({ slope: 1, intercept: 1 }, score));
    const choose = ({ scores, labels }: typeof step) =>
      fitCalibration(
        scores,
        labels,
        Int32Array.from(scores.keys()).map((i) => i % 5),
        5,
      );
    expect(choose(step).kind).toBe('isotonic');
    expect(choose(smooth).kind).toBe('platt');
  });

  it('keeps the order of scores strictly, also inside flat parts', () => {
    const { scores, labels } = draw(5, 3000, (score) => (score > 0 ? 0.6 : 0.05));
    const calibration = fitCalibration(
      scores,
      labels,
      Int32Array.from(scores.keys()).map((i) => i % 5),
      5,
    );
    const sorted = [...new Set(scores)].sort((a, b) => a - b);
    const heights = sorted.map((score) => calibrated(calibration, score));
    expect(heights.every((height, i) => i === 0 || height > heights[i - 1])).toBe(true);
    expect(heights.every((height) => height > 0 && height < 1)).toBe(true);
  });

  it('does not turn a ranking round that was wrong', () => {
    const { scores, labels } = draw(6, 2000, (score) => sigmoidAt({ slope: -1, intercept: -2 }, score));
    const sigmoid = fitSigmoid(scores, labels);
    expect(sigmoid.slope).toBeGreaterThan(0);
    const mean = scores.reduce((sum, score) => sum + sigmoidAt(sigmoid, score), 0) / scores.length;
    expect(mean).toBeCloseTo(labels.reduce((sum, label) => sum + label, 0) / labels.length, 3);
  });
});
