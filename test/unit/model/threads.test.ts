import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Booster } from '../../../engine/kernel/booster.ts';
import { defaultBoosterOptions } from '../../../engine/kernel/booster-options.ts';
import { binColumns, chooseBins } from '../../../engine/kernel/feature-bins.ts';
import { constantTree } from '../../../engine/kernel/forest.ts';
import { scoreForest } from '../../../engine/kernel/forest-score.ts';
import { createGrowState } from '../../../engine/kernel/grow-state.ts';
import { teamOfOne } from '../../../engine/kernel/grow-team.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { binShared } from '../../../engine/model/threads/bins.ts';
import { createMemory } from '../../../engine/model/threads/memory.ts';
import { scoreForests } from '../../../engine/model/threads/score.ts';
import { createTeam } from '../../../engine/model/threads/team.ts';

const built = existsSync(new URL('../../../dist/engine/model/threads/worker.js', import.meta.url));
if (!built) process.stderr.write('threads test skipped: dist is not built (node scripts/setup.mjs)\n');

describe.skipIf(!built)('scoring on threads', () => {
  it('gives the numbers of one thread, whatever their number, for rows in any order', () => {
    const rng = createRng(8);
    const columns = Array.from({ length: 6 }, () =>
      Float32Array.from({ length: 90_000 }, () => (rng.uniform() < 0.1 ? NaN : rng.uniform())),
    );
    const tree = {
      ...constantTree(0, 1),
      leaves: 3,
      splitFeature: Int32Array.of(0, 4),
      splitGain: Float64Array.of(1, 1),
      threshold: Float64Array.of(0.4, 0.7),
      decision: Uint8Array.of(10, 8),
      leftChild: Int32Array.of(-1, -2),
      rightChild: Int32Array.of(1, -3),
      leafValue: Float64Array.of(0.1, -0.2, 0.3),
    };
    const forest = { outputs: 1, featureNames: [], featureRanges: [], trees: Array(200).fill(tree), sigmoid: 1 };
    const rows = Int32Array.from({ length: 80_000 }, (_, i) => 89_999 - i);
    const alone = scoreForest(forest, columns, rows);
    for (const threads of [2, 3]) {
      const [one, two] = scoreForests([forest, forest], columns, rows, threads);
      expect(one.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(Buffer.from(one.buffer).equals(Buffer.from(alone.buffer))).toBe(true);
      expect(Buffer.from(two.buffer).equals(Buffer.from(alone.buffer))).toBe(true);
    }
  });
});

describe.skipIf(!built)('binning on threads', () => {
  it('gives the bins and the packed words of one thread, with missing, constant and infinite columns', () => {
    const rng = createRng(5);
    const rows = 110_000;
    const columns = Array.from({ length: 38 }, (_, f) =>
      Float32Array.from({ length: rows }, () => (rng.uniform() < 0.1 ? NaN : rng.uniform() * (f % 5))),
    );
    columns[17]?.fill(NaN);
    columns[33]?.fill(Infinity, 0, 500);
    const alone = binColumns(
      columns,
      columns.map((column) => chooseBins(column)),
      undefined,
      true,
    );
    const bytes = (words: Uint32Array | undefined) => Buffer.from(words?.slice().buffer as ArrayBuffer);
    for (const threads of [1, 2, 3]) {
      const found = binShared(columns, threads, createMemory());
      expect(found.features).toEqual(alone.features);
      expect(
        found.groups.map((words) => bytes(words).equals(bytes(alone.groups[found.groups.indexOf(words)]))),
      ).toEqual(alone.groups.map(() => true));
      expect(bytes(found.byRow).equals(bytes(alone.byRow))).toBe(true);
    }
  });
});

describe.skipIf(!built)('a team of threads', () => {
  const rng = createRng(2);
  const rows = 30_000;
  const columns = Array.from({ length: 37 }, () =>
    Float32Array.from({ length: rows }, () => (rng.uniform() < 0.1 ? NaN : rng.uniform())),
  );
  const labels = Uint8Array.from(columns[0], (x, r) => Number(rng.uniform() < 0.4 * x + 0.4 * columns[9][r]));
  const bins = columns.map((column) => chooseBins(column));

  const grow = (threads: number, bytesAtMost?: number) => {
    const memory = createMemory(bytesAtMost);
    const binned = binColumns(columns, bins, memory.allocate, memory.reach() !== undefined);
    const options = { ...defaultBoosterOptions, baggingFraction: 0.8, featureFraction: 0.7, seed: 4 };
    const state = createGrowState(binned, options, memory.allocate);
    const team = createTeam(state, threads, memory);
    const booster = new Booster({ binned, labels, rows: Int32Array.from(labels.keys()) }, options, state, team);
    for (let round = 0; round < 4; round++) booster.step();
    team.close();
    const isAlone = team.sumLeaf.toString() === teamOfOne(state).sumLeaf.toString();
    return { trees: booster.trees, isAlone, isCompiled: memory.reach() !== undefined };
  };

  it('grows the same trees as one thread, to the last bit', () => {
    const one = grow(1);
    expect(one.trees.length).toBe(4);
    expect(one.isCompiled).toBe(true);
    for (const threads of [2, 3]) {
      const many = grow(threads);
      expect(many.isAlone).toBe(false);
      expect(many.trees).toEqual(one.trees);
    }
  });

  it('grows the same trees with plain loops where not everything fits the memory that compiled ones reach', () => {
    const few = grow(2, 1_000_000);
    expect(few.isAlone).toBe(false);
    expect(few.isCompiled).toBe(false);
    expect(few.trees).toEqual(grow(1).trees);
  });
});
