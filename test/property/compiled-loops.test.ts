import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Booster } from '../../engine/kernel/booster.ts';
import { defaultBoosterOptions } from '../../engine/kernel/booster-options.ts';
import { ClassBooster } from '../../engine/kernel/class-booster.ts';
import { binColumns, chooseBins } from '../../engine/kernel/feature-bins.ts';
import type { Tree } from '../../engine/kernel/forest.ts';
import { createGrowState } from '../../engine/kernel/grow-state.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { isCompiled } from '../../engine/model/threads/compiled.ts';
import { createMemory } from '../../engine/model/threads/memory.ts';
import { createTeam } from '../../engine/model/threads/team.ts';
import { runs } from '../support/seed.ts';

const built = isCompiled();
if (!built) process.stderr.write('compiled loops test skipped: dist is not built (node scripts/setup.mjs)\n');

/** What decides which loops run over which rows: blocks of 1,024 rows, four features a word, four words a row. */
const shape = fc.record({
  seed: fc.nat(),
  rows: fc.oneof(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 1000, max: 2100 })),
  features: fc.integer({ min: 1, max: 23 }),
  leaves: fc.constantFrom(2, 6, 31),
  missing: fc.constantFrom(0, 0.3),
  featureFraction: fc.constantFrom(1, 0.5),
  baggingFraction: fc.constantFrom(1, 0.7),
  weighted: fc.boolean(),
  kind: fc.constantFrom('binary', 'unlabelled', 'classes'),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function grow({ seed, rows, features, leaves, missing, weighted, kind, ...fractions }: Shape, memoryBytes?: number) {
  const rng = createRng(seed);
  const columns = Array.from({ length: features }, () =>
    Float32Array.from({ length: rows }, () => (rng.uniform() < missing ? NaN : rng.uniform())),
  );
  const labels = Uint8Array.from({ length: rows }, (_, r) =>
    Number(rng.uniform() < 0.3 + 0.4 * (columns[0]?.[r] as number)),
  );
  const weights = weighted ? Float64Array.from({ length: rows }, () => 0.1 + 5 * rng.uniform()) : undefined;
  const memory = createMemory(memoryBytes);
  const bins = columns.map((column) => chooseBins(column));
  // One column is made constant after its words are packed, as local learning does with what it may not use.
  const barred =
    features > 4 ? bins.map((one, f) => (f === 2 ? { ...one, bins: 1, edges: new Float64Array(0) } : one)) : bins;
  const binned = { ...binColumns(columns, bins, memory.allocate, memory.reach() !== undefined), features: barred };
  const options = { ...defaultBoosterOptions, numLeaves: leaves, minDataInLeaf: 3, seed: 3, ...fractions };
  const state = createGrowState(binned, options, memory.allocate);
  const team = createTeam(state, 1, memory);
  const all = Int32Array.from(labels.keys());
  const more = weights === undefined ? {} : { weights };
  const booster =
    kind === 'classes'
      ? new ClassBooster({ binned, labels, rows: all, classes: 3, ...more }, options, state, team)
      : new Booster(
          { binned, labels, rows: all, ...more, ...(kind === 'unlabelled' ? { classPrior: 0.2 } : {}) },
          options,
          state,
          team,
        );
  for (let round = 0; round < 3; round++) booster.step();
  return { trees: booster.trees, scores: booster.scores, compiled: memory.reach() !== undefined };
}

const bytes = (tree: Tree) =>
  Object.values(tree).map((one) =>
    ArrayBuffer.isView(one) ? Buffer.from(one.buffer).toString('base64') : String(one),
  );

describe.skipIf(!built)('compiled loops', () => {
  it('leave the trees and scores of the plain ones, to the last bit', () => {
    let grown = 0;
    fc.assert(
      fc.property(shape, (one) => {
        const plain = grow(one, 0);
        const swift = grow(one);
        expect([plain.compiled, swift.compiled]).toEqual([false, true]);
        expect(swift.trees.map(bytes)).toEqual(plain.trees.map(bytes));
        expect(Buffer.from(swift.scores.buffer).equals(Buffer.from(plain.scores.buffer))).toBe(true);
        grown += plain.trees.length;
      }),
      runs(60),
    );
    expect(grown).toBeGreaterThan(100);
  });
});
