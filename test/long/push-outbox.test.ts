import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play, steps } from '../fixtures/outbox-model.ts';

const seed = Number(process.env.EXCAVATOR_SEED ?? Date.now() % 1_000_000);

test(`the outbox over 10,000 sequences (seed ${seed})`, () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      expect(play(sequence)).toBeUndefined();
    }),
    { seed, numRuns: 10_000 },
  );
});
