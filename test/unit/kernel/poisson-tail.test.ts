import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logFalseDiscovery } from '../../../engine/kernel/false-discovery.ts';
import { excessLogLikelihood, logPoissonTail } from '../../../engine/kernel/poisson-tail.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { runs } from '../../support/seed.ts';

const bits = 2600n;

/** ln P(X >= count) by summing the series in whole numbers of 2^-2600: slow and beyond doubt. The mean is `quarters` / 4. */
function exactLogTail(count: number, quarters: number): number {
  const stop = Math.max(count, quarters) * 3 + 600;
  let term = 1n << bits;
  let all = 0n;
  let tail = 0n;
  for (let j = 0; j <= stop; j++) {
    if (j > 0) term = (term * BigInt(quarters)) / (4n * BigInt(j));
    all += term;
    if (j >= count) tail += term;
  }
  return logOf(tail) - logOf(all);
}

function logOf(value: bigint): number {
  const length = value.toString(2).length;
  const shift = BigInt(Math.max(0, length - 60));
  return Math.log(Number(value >> shift)) + Number(shift) * Math.LN2;
}

describe('logPoissonTail', () => {
  test('agrees with exact sums to 1e-10, small counts and large, likely and not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 260 }), fc.integer({ min: 1, max: 800 }), (count, quarters) => {
        const expected = exactLogTail(count, quarters);
        expect(Math.abs(logPoissonTail(count, quarters / 4) - expected)).toBeLessThan(1e-10);
      }),
      runs(150),
    );
  });

  test.each([
    [150, 1, -601.4],
    [200, 10, -415.9],
    [250, 4, -794.9],
  ])('p as small as 1e-300 and below: count %d, mean %d', (count, mean) => {
    const found = logPoissonTail(count, mean);
    expect(Math.abs(found - exactLogTail(count, mean * 4))).toBeLessThan(1e-10);
    expect(found).toBeLessThan(-400);
  });

  test('edges: nothing counted, one counted, nothing expected, a large mean', () => {
    expect(logPoissonTail(0, 3)).toBe(0);
    expect(logPoissonTail(1, 1e-9)).toBeCloseTo(Math.log(1e-9), 8);
    expect(logPoissonTail(1, 2)).toBeCloseTo(Math.log(1 - Math.exp(-2)), 12);
    expect(logPoissonTail(2, 0)).toBe(-Infinity);
    expect(Math.exp(logPoissonTail(1_000_000, 1_000_000))).toBeCloseTo(0.5, 3);
    for (const [count, mean] of [
      [-1, 1],
      [1.5, 1],
      [1, -1],
      [1, NaN],
    ] as const)
      expect(() => logPoissonTail(count, mean)).toThrow(RangeError);
  });

  test('falls with the count and rises with the mean', () => {
    for (let count = 1; count < 60; count++) {
      expect(logPoissonTail(count + 1, 7.5)).toBeLessThan(logPoissonTail(count, 7.5));
      expect(logPoissonTail(count, 8)).toBeGreaterThan(logPoissonTail(count, 7.5));
    }
  });
});

test('the likelihood ratio is that of the formula, and zero where no more than expected was seen', () => {
  expect(excessLogLikelihood(5, 0.5)).toBeCloseTo(5 * Math.log(10) - 4.5, 12);
  expect(excessLogLikelihood(1001, 1000)).toBeCloseTo(1001 * Math.log(1.001) - 1, 9);
  expect(excessLogLikelihood(1, 2)).toBe(0);
});

/** Straight from the paper: the largest rank i with p(i) <= i q / m rejects everything up to it. */
function rejected(p: readonly number[], possible: number, q: number): boolean[] {
  const sorted = [...p].sort((x, y) => x - y);
  let cut = -1;
  for (const [i, value] of sorted.entries()) if (value <= ((i + 1) * q) / possible) cut = value;
  return p.map((value) => value <= cut);
}

describe('logFalseDiscovery', () => {
  test('rejects at any q what the step-up procedure rejects', () => {
    const probability = fc.oneof(fc.constantFrom(1e-12, 1e-5, 0.01, 1), fc.double({ min: 1e-9, max: 1, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(probability, { maxLength: 40 }),
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom(0.013, 0.0501, 0.1003, 0.71),
        (p, more, q) => {
          const possible = p.length + more;
          const found = logFalseDiscovery(Float64Array.from(p, Math.log), possible);
          expect([...found].map((value) => Math.exp(value) <= q)).toEqual(rejected(p, possible, q));
        },
      ),
      runs(300),
    );
  });

  test('one planted among uniform p is found; uniform p alone give q near one', () => {
    const rng = createRng(3);
    const p = Float64Array.from({ length: 2000 }, () => Math.log(rng.uniform() + 1e-12));
    expect(Math.min(...logFalseDiscovery(p, 2000))).toBeGreaterThan(Math.log(0.05));
    p[7] = Math.log(1e-9);
    expect((logFalseDiscovery(p, 2000)[7] ?? 0) < Math.log(1e-5)).toBe(true);
  });

  test('refuses fewer possible than seen', () => {
    expect(() => logFalseDiscovery(new Float64Array(3), 2)).toThrow(RangeError);
  });
});
