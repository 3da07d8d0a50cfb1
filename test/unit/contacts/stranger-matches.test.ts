import { expect, test } from 'vitest';
import { createRng } from '../../../engine/kernel/rng.ts';
import { countMost, strangerPairs } from '../../../engine/kernel/stranger-pairs.ts';

/** Chances of 0, 1, ... coincidences of two people with so many visits each of one cell that has `occasions`. */
function chances(mine: number, theirs: number, occasions: number): readonly number[] {
  const found = strangerPairs(
    { person: Int32Array.of(0, 1), cell: Int32Array.of(0, 0), visits: Float64Array.of(mine, theirs) },
    {
      encounters: Float64Array.of(100 / occasions),
      pairs: Float64Array.of(100),
      slots: Float64Array.of(occasions),
    },
    { priorVisitPairs: 200, globalShare: 0, pairsMost: 10 },
    createRng(1),
  );
  return [...found.mass.subarray(0, countMost + 1)];
}

/** The same by looking at every choice that the second one has, the first one on the first occasions. */
function counted(mine: number, theirs: number, occasions: number): readonly number[] {
  const found = new Array<number>(countMost + 1).fill(0);
  let choices = 0;
  for (let set = 0; set < 2 ** occasions; set++) {
    const taken = [...set.toString(2)].reverse().flatMap((bit, i) => (bit === '1' ? [i] : []));
    if (taken.length !== theirs) continue;
    choices++;
    const both = Math.min(countMost, taken.filter((i) => i < mine).length);
    found[both] = (found[both] as number) + 1;
  }
  return found.map((ways) => ways / choices);
}

test.each([
  [1, 1, 8],
  [4, 4, 10],
  [3, 6, 12],
  [9, 8, 12],
  [14, 13, 15],
])('%d and %d visits of %d nights coincide as nights drawn without replacement do', (mine, theirs, occasions) => {
  const [found, truth] = [chances(mine, theirs, occasions), counted(mine, theirs, occasions)];
  for (const [k, chance] of truth.entries()) expect(found[k]).toBeCloseTo(chance, 10);
});

test('nine visits each of 67 nights meet 1.2 times on average; counting pairs of visits that exclude each other gave 0.96', () => {
  const mean = chances(9, 9, 67.5).reduce((sum, chance, k) => sum + chance * k, 0);
  expect(mean).toBeCloseTo(1.2, 6);
});

test('many visits do not overflow, and more than fit are counted as the most', () => {
  const found = chances(3000, 3000, 9000);
  expect(found.every(Number.isFinite)).toBe(true);
  expect(found.at(-1)).toBeCloseTo(1, 10);
});
