import { expect, test } from 'vitest';
import { createRng } from '../../../engine/kernel/rng.ts';
import { type StrangerLadder, seenStrangers } from '../../../engine/kernel/stranger-pairs.ts';

/** A ladder of `many` strangers with p spread evenly over (0, 1). */
function even(many: number): StrangerLadder {
  const steps = 200;
  return {
    logP: Float64Array.from({ length: steps }, (_, i) => Math.log((i + 1) / steps)),
    number: Float64Array.from({ length: steps }, (_, i) => (many * (i + 1)) / steps),
  };
}

const total = ({ number }: StrangerLadder): number => number.at(-1) as number;
const uniform = (many: number, seed: number): Float64Array => {
  const rng = createRng(seed);
  return Float64Array.from({ length: many }, () => Math.log(1 - rng.uniform()));
};

test('as many strangers as the large p show: a third of those expected', () => {
  const ties = Float64Array.from({ length: 500 }, () => -20);
  const found = Float64Array.from([...uniform(2000, 3), ...ties]);
  const ladder = seenStrangers(even(6000), found);
  expect(total(ladder)).toBeGreaterThan(1900);
  expect(total(ladder)).toBeLessThan(2100);
});

test('negative control: what is tied has small p and does not count; without strangers there are none', () => {
  expect(total(seenStrangers(even(6000), new Float64Array(5000).fill(-20)))).toBe(0);
});

test('never brought up, and left alone where few are expected', () => {
  const ladder = even(6000);
  expect(seenStrangers(ladder, uniform(9000, 4)).number).toEqual(ladder.number);
  const few = even(90);
  expect(seenStrangers(few, new Float64Array(0))).toEqual(few);
  expect(seenStrangers({ logP: new Float64Array(0), number: new Float64Array(0) }, uniform(5, 1)).number).toHaveLength(
    0,
  );
});
