import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantTree, defaultLeftBit, type Forest, missingKinds, type Tree } from '../../engine/kernel/forest.ts';
import { scoreForest } from '../../engine/kernel/forest-score.ts';
import { createRng, type Rng } from '../../engine/kernel/rng.ts';
import { isCompiled } from '../../engine/model/threads/compiled.ts';
import { scoreSwiftly } from '../../engine/model/threads/swift-scores.ts';
import { singleBelow } from '../../engine/model/threads/swift-trees.ts';
import { runs } from '../support/seed.ts';

const built = isCompiled();
if (!built) process.stderr.write('compiled scores test skipped: dist is not built (node scripts/setup.mjs)\n');

const features = 5;
/** Limits that values meet exactly, that lie between single-precision numbers, and that nothing or everything passes. */
const limits = [0, 0.25, 0.1, -0.1, 1e-50, -1e-50, 1e300, -1e300, Infinity];
const values = [NaN, Infinity, -Infinity, 0, 0.25, Math.fround(0.1), Math.fround(-0.1), 1, -1];

function randomTree(rng: Rng, leaves: number, knownMissing: boolean): Tree {
  const left: number[] = [];
  const right: number[] = [];
  for (let node = 0; node < leaves - 1; node++) {
    const leaf = rng.int(node + 1);
    const [leftAt, rightAt] = [left.indexOf(~leaf), right.indexOf(~leaf)];
    if (leftAt >= 0) left[leftAt] = node;
    if (rightAt >= 0) right[rightAt] = node;
    left.push(~leaf);
    right.push(~(node + 1));
  }
  const kind = () => (knownMissing && rng.uniform() < 0.8 ? missingKinds.nan << 2 : missingKinds.none);
  return {
    ...constantTree(0, 1),
    leaves,
    splitFeature: Int32Array.from(left, () => rng.int(features)),
    threshold: Float64Array.from(left, () => limits[rng.int(limits.length)] as number),
    decision: Uint8Array.from(left, () => kind() | (rng.uniform() < 0.5 ? defaultLeftBit : 0)),
    leftChild: Int32Array.from(left),
    rightChild: Int32Array.from(right),
    leafValue: Float64Array.from({ length: leaves }, () => rng.uniform() - 0.5),
  };
}

const shape = fc.record({
  seed: fc.nat(),
  rows: fc.integer({ min: 0, max: 150 }),
  trees: fc.integer({ min: 0, max: 9 }),
  leaves: fc.constantFrom(1, 2, 6, 8, 9, 40),
  outputs: fc.constantFrom(1, 3),
  knownMissing: fc.boolean(),
});

describe.skipIf(!built)('compiled scoring', () => {
  it('gives the scores of the plain loops, to the last bit', () => {
    fc.assert(
      fc.property(shape, ({ seed, rows, trees, leaves, outputs, knownMissing }) => {
        const rng = createRng(seed);
        const columns = Array.from({ length: features }, () =>
          Float32Array.from({ length: 200 }, () => values[rng.int(values.length)] as number),
        );
        const order = Int32Array.from({ length: rows }, () => rng.int(200));
        const some = Array.from({ length: trees }, () => randomTree(rng, 1 + rng.int(leaves), knownMissing));
        const forest: Forest = { outputs, featureNames: [], featureRanges: [], trees: some, sigmoid: 1 };
        const plain = scoreForest(forest, columns, order);
        const swift = scoreSwiftly(forest, columns, order);
        expect(Buffer.from(swift.buffer).equals(Buffer.from(plain.buffer))).toBe(true);
      }),
      runs(300),
    );
  });

  it('leaves trees that take zero as missing to the plain loops', () => {
    const tree = { ...randomTree(createRng(1), 20, true), decision: new Uint8Array(19).fill(missingKinds.zero << 2) };
    const forest: Forest = { outputs: 1, featureNames: [], featureRanges: [], trees: [tree], sigmoid: 1 };
    const columns = Array.from({ length: features }, () => Float32Array.from(values));
    const order = Int32Array.from(values.keys());
    expect(scoreSwiftly(forest, columns, order)).toEqual(scoreForest(forest, columns, order));
  });
});

describe('a limit in single precision', () => {
  it('parts single-precision values as the limit does', () => {
    const single = fc.float({ noNaN: true });
    fc.assert(
      fc.property(fc.double({ noNaN: true }), single, (limit, value) => {
        expect(value <= singleBelow(limit)).toBe(value <= limit);
      }),
      runs(2000),
    );
    // Limits close to the value, on both sides of it.
    fc.assert(
      fc.property(single, fc.constantFrom(-1, 0, 1), (value, side) => {
        const limit = value + side * Math.abs(value) * 2 ** -40;
        expect(value <= singleBelow(limit)).toBe(value <= limit);
      }),
      runs(2000),
    );
  });
});
