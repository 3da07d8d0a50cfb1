import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classFlow } from '../../engine/kernel/class-flow.ts';
import { neighbourSummary } from '../../engine/kernel/neighbour-summary.ts';
import { classShares } from '../../engine/kernel/prevalence.ts';
import { edgeLists, graphOf, matrixOf } from '../support/graphs.ts';
import { runs, seed } from '../support/seed.ts';

const noted = (): string => `seed ${seed}`;

describe(`learn, ${noted()}`, () => {
  test('neighbour summary agrees with the obvious form', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN)), {
      minLength: 14,
      maxLength: 14,
    });
    fc.assert(
      fc.property(edgeLists, values, ({ order, edges }, drawn) => {
        const column = Float32Array.from(drawn.slice(0, order));
        const summary = neighbourSummary(graphOf(order, edges), [column]);
        const weights = matrixOf(order, edges);
        for (let i = 0; i < order; i++) {
          const around = weights[i]
            .map((w, j) => [w, column[j]] as const)
            .filter(([w, x]) => w > 0 && !Number.isNaN(x));
          const mass = around.reduce((sum, [w]) => sum + w, 0);
          if (mass === 0) {
            expect(summary.mean[0][i]).toBeNaN();
            continue;
          }
          const mean = around.reduce((sum, [w, x]) => sum + w * x, 0) / mass;
          const variance = around.reduce((sum, [w, x]) => sum + w * (x - mean) ** 2, 0) / mass;
          expect(summary.mean[0][i]).toBeCloseTo(mean, 3);
          expect(summary.variance[0][i]).toBeCloseTo(variance, 2);
          expect(summary.most[0][i]).toBe(Math.max(...around.map(([, x]) => x)));
        }
      }),
      runs(150),
    );
  });

  test("a labelled neighbour's share is what counting says, and never a node's own label", () => {
    const labels = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(edgeLists, labels, ({ order, edges }, drawn) => {
        const known = Int32Array.from(drawn.slice(0, order));
        const flow = classFlow(graphOf(order, edges), known, 3);
        const weights = matrixOf(order, edges);
        for (let i = 0; i < order; i++) {
          const mass = weights[i].reduce((sum, w, j) => sum + (known[j] >= 0 ? w : 0), 0);
          expect(flow.nearMass[i]).toBeCloseTo(mass, 4);
          const heard = [0, 1, 2].reduce((sum, c) => sum + flow.near[c][i], 0);
          if (known.some((c) => c >= 0)) expect(heard).toBeCloseTo(1, 4);
          const other = known.slice();
          other[i] = known[i] < 0 ? -1 : (known[i] + 1) % 3;
          expect(classFlow(graphOf(order, edges), other, 3).nearMass[i]).toBe(flow.nearMass[i]);
        }
      }),
      runs(60),
    );
  });

  test('class shares add up to 1 and follow the classes when they are renamed', () => {
    const row = fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (rows, share) => {
          const there = Float64Array.from(rows.flatMap(([a, b]) => [a / (a + b), b / (a + b)]));
          const renamed = Float64Array.from(rows.flatMap(([a, b]) => [b / (a + b), a / (a + b)]));
          const found = classShares(there, Float64Array.of(1 - share, share));
          const back = classShares(renamed, Float64Array.of(share, 1 - share));
          expect(found[0] + found[1]).toBeCloseTo(1, 9);
          expect(back[0]).toBeCloseTo(found[1], 9);
        },
      ),
      runs(100),
    );
  });
});
