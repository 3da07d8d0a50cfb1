import fc from 'fast-check';
import { expect } from 'vitest';
import { grantHome } from './grant-home.ts';
import { type Deed, hands, type Move, play, unlawful } from './interleavings.ts';
import { at0 } from './lead-home.ts';

const [investigators, supervisors, anybody] = [fc.nat(1), fc.integer({ min: 2, max: 3 }), fc.nat(hands.length - 1)];
const doing = (hand: fc.Arbitrary<number>, ...moves: readonly Move['move'][]): fc.Arbitrary<Move> =>
  fc.record({
    hand,
    move: fc.constantFrom(...moves),
    grant: fc.nat(2),
    seconds: fc.constantFrom(0, 1, 600, 3000),
    together: fc.boolean(),
  });

/** Moves by whoever has the right to them come often enough for reads to happen; the others come too. */
const move = fc.oneof(
  { weight: 3, arbitrary: doing(investigators, 'request', 'read', 'read') },
  { weight: 3, arbitrary: doing(supervisors, 'approve') },
  { weight: 3, arbitrary: doing(anybody, 'request', 'approve', 'read') },
  { weight: 1, arbitrary: doing(anybody, 'refuse', 'close') },
);

/** @returns how many reads there were in all: a test that never reads proves nothing */
export async function playMany(home: string, numRuns: number, seed: number): Promise<number> {
  const all = grantHome(home);
  let [start, reads] = [at0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 24 }), async (moves) => {
      start += 200_000;
      const deeds: readonly Deed[] = await play(all, moves, start);
      reads += deeds.filter(({ did }) => did === 'read').length;
      expect(unlawful(deeds)).toEqual([]);
    }),
    { numRuns, seed },
  );
  return reads;
}
