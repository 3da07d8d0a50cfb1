import { describe, expect, it } from 'vitest';
import {
  areaUnderRoc,
  averagePrecision,
  brierScore,
  calibrationError,
  logLoss,
  wilsonInterval,
} from '../../../engine/kernel/ranking-metrics.ts';
import { createRng } from '../../../engine/kernel/rng.ts';

function draw(seed: number, rows: number, levels: number) {
  const rng = createRng(seed);
  const scores = Float64Array.from({ length: rows }, () => rng.int(levels) / levels);
  return { scores, labels: Uint8Array.from(scores, (score) => (rng.uniform() < score ? 1 : 0)) };
}

/** Precision and recall counted anew at every distinct score. */
function slowAveragePrecision(scores: Float64Array, labels: Uint8Array, missed: number): number {
  const positives = labels.reduce((sum, label) => sum + label, missed);
  let before = 0;
  let result = 0;
  for (const cut of [...new Set(scores)].sort((a, b) => b - a)) {
    const chosen = [...scores.keys()].filter((r) => scores[r] >= cut);
    const hits = chosen.filter((r) => labels[r] === 1).length;
    result += (hits / positives - before) * (hits / chosen.length);
    before = hits / positives;
  }
  return result;
}

function slowArea(scores: Float64Array, labels: Uint8Array): number {
  let pairs = 0;
  let won = 0;
  for (const [a, up] of labels.entries()) {
    for (const [b, down] of labels.entries()) {
      if (up !== 1 || down !== 0) continue;
      pairs++;
      won += scores[a] > scores[b] ? 1 : scores[a] === scores[b] ? 0.5 : 0;
    }
  }
  return won / pairs;
}

describe('ranking metrics', () => {
  it('agree with counting by hand, ties and missed people included', () => {
    for (const levels of [2, 7, 1000]) {
      const { scores, labels } = draw(levels, 150, levels);
      expect(averagePrecision(scores, labels)).toBeCloseTo(slowAveragePrecision(scores, labels, 0), 12);
      expect(averagePrecision(scores, labels, 9)).toBeCloseTo(slowAveragePrecision(scores, labels, 9), 12);
      expect(areaUnderRoc(scores, labels)).toBeCloseTo(slowArea(scores, labels), 12);
    }
  });

  it('know the perfect and the useless ranking', () => {
    const labels = Uint8Array.of(1, 1, 0, 0, 0);
    const perfect = Float64Array.of(5, 4, 3, 2, 1);
    expect(averagePrecision(perfect, labels)).toBe(1);
    expect(areaUnderRoc(perfect, labels)).toBe(1);
    expect(averagePrecision(new Float64Array(5), labels)).toBeCloseTo(0.4, 12);
    expect(areaUnderRoc(new Float64Array(5), labels)).toBe(0.5);
    expect(averagePrecision(perfect, new Uint8Array(5))).toBeNaN();
    expect(areaUnderRoc(perfect, new Uint8Array(5))).toBeNaN();
  });

  it('measure probabilities: true ones have almost no calibration error, shifted ones have the shift', () => {
    const { scores, labels } = draw(3, 40_000, 97);
    expect(calibrationError(scores, labels)).toBeLessThan(0.01);
    const shifted = scores.map((p) => p * 0.7);
    const mean = scores.reduce((sum, p) => sum + p * 0.3, 0) / scores.length;
    expect(calibrationError(shifted, labels)).toBeCloseTo(mean, 2);
    expect(brierScore(Float64Array.of(0.3, 0.9), Uint8Array.of(0, 1))).toBeCloseTo(0.05, 12);
    expect(logLoss(Float64Array.of(0.3, 0.9), Uint8Array.of(0, 1))).toBeCloseTo(-Math.log(0.7 * 0.9) / 2, 12);
    expect(logLoss(Float64Array.of(0), Uint8Array.of(1))).toBeLessThan(28);
  });

  it("give Wilson's interval (Newcombe 1998, table I)", () => {
    const [low, high] = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 20)[0]).toBe(0);
    expect(wilsonInterval(0, 20)[1]).toBeCloseTo(0.1611, 4);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });
});
