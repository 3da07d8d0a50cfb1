import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Booster } from '../../engine/kernel/booster.ts';
import { defaultBoosterOptions } from '../../engine/kernel/booster-options.ts';
import { binColumns, chooseBins } from '../../engine/kernel/feature-bins.ts';
import { areaUnderRoc, averagePrecision } from '../../engine/kernel/ranking-metrics.ts';
import { readLightGbm } from '../../engine/model/lightgbm-read.ts';
import { writeLightGbm } from '../../engine/model/lightgbm-write.ts';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.float({ min: -100, max: 100, noNaN: true }) },
  fc.constantFrom(NaN, Infinity, -Infinity, 0),
);
/** Up to 80 rows of three columns with a label each. */
const table = fc.array(fc.tuple(value, value, value, fc.boolean()), { minLength: 8, maxLength: 80 });
type Table = readonly (readonly [number, number, number, boolean])[];

function grow(rows: Table) {
  const columns = [0, 1, 2].map((f) => Float32Array.from(rows, (row) => row[f] as number));
  const labels = Uint8Array.from(rows, (row) => Number(row[3]));
  const bins = columns.map((column) => chooseBins(column, 16));
  const options = { ...defaultBoosterOptions, numLeaves: 5, minDataInLeaf: 2, lambdaL2: 1 };
  const booster = new Booster(
    { binned: binColumns(columns, bins), labels, rows: Int32Array.from(labels.keys()) },
    options,
  );
  for (let round = 0; round < 4; round++) booster.step();
  return booster;
}

describe('laws of the booster', () => {
  it('the order of the rows changes nothing, to the last bit', () => {
    fc.assert(
      fc.property(table, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const shuffled = rows.map((row) => ({ row, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(grow(shuffled.map(({ row }) => row)).trees).toEqual(grow(rows).trees);
      }),
      { numRuns: 150 },
    );
  });

  it('scores depend on the order of a feature only, not on its scale', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const doubled = rows.map(([a, b, c, label]) => [a * 2, b * 2, c * 2, label] as const);
        expect(grow(doubled).scores).toEqual(grow(rows).scores);
      }),
      { numRuns: 150 },
    );
  });

  it('each tree lowers the loss it was grown on', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { scores, startScore } = grow(rows);
        const loss = (score: (row: number) => number) =>
          rows.reduce((sum, row, r) => sum + Math.log1p(Math.exp(row[3] ? -score(r) : score(r))), 0);
        expect(loss((r) => scores[r] as number)).toBeLessThanOrEqual(loss(() => startScore) + 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it("comes back from LightGBM's text as it went", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { trees } = grow(rows);
        fc.pre(trees.length > 0);
        const forest = {
          outputs: 1,
          featureNames: ['a', 'b', 'c'],
          featureRanges: [
            [0, 1],
            [0, 1],
            [0, 1],
          ] as const,
          trees,
          sigmoid: 1,
        };
        expect(readLightGbm(writeLightGbm(forest), 'text').trees).toEqual(trees);
      }),
      { numRuns: 100 },
    );
  });
});

describe('laws of the ranking metrics', () => {
  it('rising transformations and the order of rows change nothing; turning round mirrors the ROC', () => {
    const scored = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.boolean()), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(scored, (rows) => {
        fc.pre(rows.some(([, label]) => label) && rows.some(([, label]) => !label));
        const labels = Uint8Array.from(rows, ([, label]) => Number(label));
        const scores = Float64Array.from(rows, ([score]) => score);
        const cubes = scores.map((score) => score ** 3 + 5);
        expect(averagePrecision(cubes, labels)).toBe(averagePrecision(scores, labels));
        expect(averagePrecision(scores.slice().reverse(), labels.slice().reverse())).toBe(
          averagePrecision(scores, labels),
        );
        expect(
          areaUnderRoc(
            scores.map((score) => -score),
            labels,
          ),
        ).toBeCloseTo(1 - areaUnderRoc(scores, labels), 12);
      }),
      { numRuns: 300 },
    );
  });
});
