import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, steps } from '../fixtures/outbox-model.ts';

const seed = Number(process.env.EXCAVATOR_SEED ?? Date.now() % 1_000_000);

describe(`the outbox under crashes, leases and clock jumps (seed ${seed})`, () => {
  it('loses nothing, tells in order, comes to rest', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        expect(play(sequence)).toBeUndefined();
      }),
      { seed, numRuns: 150 },
    );
  });

  it('is found out when it settles before it sends', () => {
    const broken = fc.check(
      fc.property(steps, (sequence) => play(sequence, { settlesBeforeSending: true }) === undefined),
      { seed, numRuns: 150 },
    );
    expect(broken.failed).toBe(true);
  });
});
