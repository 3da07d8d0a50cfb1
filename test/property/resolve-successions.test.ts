import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallWorld, callWorld, defaultCallWorld } from '../support/call-world.ts';
import { successionsOf } from '../support/number-activity.ts';
import { runs } from '../support/seed.ts';

const worldOf = (seed: number): CallWorld =>
  callWorld({ ...defaultCallWorld, seed, people: 60, days: 14, successions: 5, leavers: 3, newcomers: 3 });

/** Pairs with probabilities to nine places, in an order of their own. */
function said(call: CallWorld['call'], rename = (name: string): string => name): string[] {
  return successionsOf({ call })
    .pairs.map(({ earlier, later, probability }) => `${rename(earlier)} ${rename(later)} ${probability.toFixed(9)}`)
    .sort();
}

test('the order of the rows, doubled rows, a shift of time and other names change nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: -50_000_000, max: 50_000_000 }),
      (seed, shift) => {
        const { call } = worldOf(seed);
        const plain = said(call);
        expect(said([...call].reverse())).toEqual(plain);
        expect(said([...call, ...call])).toEqual(plain);
        expect(said(call.map((row) => ({ ...row, started_at: row.started_at + shift })))).toEqual(plain);
        const other = (name: string): string => [...name].reverse().join('');
        const renamed = call.map((row) => ({ ...row, caller: other(row.caller), callee: other(row.callee) }));
        expect(said(renamed, other)).toEqual(plain);
      },
    ),
    runs(6),
  );
});

test('successions are one to one, and every probability lies between the reported limit and 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
      const { pairs } = successionsOf(worldOf(seed));
      expect(new Set(pairs.map(({ earlier }) => earlier)).size).toBe(pairs.length);
      expect(new Set(pairs.map(({ later }) => later)).size).toBe(pairs.length);
      for (const { probability } of pairs) {
        expect(probability).toBeGreaterThanOrEqual(0.5);
        expect(probability).toBeLessThanOrEqual(1);
      }
    }),
    runs(6),
  );
});
