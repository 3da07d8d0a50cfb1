import { type Forest, missingKind, missingKinds } from '../../kernel/forest.ts';
import { scoreForest } from '../../kernel/forest-score.ts';
import { fitsTables } from '../../kernel/forest-tables.ts';
import { startLoops } from './compiled.ts';
import { createMemory } from './memory.ts';
import { layForWalking, layTables, slotOf } from './swift-trees.ts';

/** Rows of a block: what 60 features of them take stays in the nearest cache. Said in `compiled/scores.ts` as well. */
const blockRows = 64;
const runBytes = 4 * blockRows;

/** Raw scores as `scoreForest`, to the bit, by compiled loops where they are built and know every node. */
export function scoreSwiftly(forest: Forest, columns: readonly Float32Array[], rows: Int32Array): Float64Array {
  const memory = createMemory();
  const reach = knowsAll(forest) ? memory.reach() : undefined;
  const loops = reach === undefined ? undefined : startLoops(reach);
  if (loops === undefined) return scoreForest(forest, columns, rows);
  const { outputs } = forest;
  const slots = [...new Set(forest.trees.flatMap((tree) => [...tree.splitFeature.keys()].map((n) => slotOf(tree, n))))];
  const placeOf = new Map(slots.map((slot, i) => [slot, i]));
  const block = memory.allocate(runBytes * Math.max(slots.length, 1));
  const runOf = (slot: number): number => block.at + runBytes * (placeOf.get(slot) as number);
  const addBlock = fitsTables(forest)
    ? layTables(forest, memory.allocate, runOf, loops)
    : layForWalking(forest, memory.allocate, runOf, block.at, loops);
  const sums = memory.allocate(8 * blockRows * outputs);
  if (memory.reach() === undefined) return scoreForest(forest, columns, rows);
  const scores = new Float64Array(sums.buffer, sums.at, blockRows * outputs);
  const runs = slots.map((slot) => new Float32Array(block.buffer, runOf(slot), blockRows));
  const result = new Float64Array(rows.length * outputs);
  for (let from = 0; from < rows.length; from += blockRows) {
    const to = Math.min(from + blockRows, rows.length);
    for (const [i, slot] of slots.entries())
      copyRun(
        columns[slot >> 1] as Float32Array,
        rows,
        from,
        to,
        (slot & 1) === 1 ? -Infinity : NaN,
        runs[i] as Float32Array,
      );
    scores.fill(0);
    addBlock(Math.ceil((to - from) / 8), sums.at);
    result.set(scores.subarray(0, (to - from) * outputs), from * outputs);
  }
  return result;
}

/** A node that takes zero as missing is known to the plain loops alone. */
function knowsAll({ trees }: Forest): boolean {
  return trees.every(({ decision }) => decision.every((bits) => missingKind(bits) !== missingKinds.zero));
}

function copyRun(
  column: Float32Array,
  rows: Int32Array,
  from: number,
  to: number,
  missing: number,
  run: Float32Array,
): void {
  for (let i = from; i < to; i++) {
    const value = column[rows[i] as number] as number;
    run[i - from] = Number.isNaN(value) ? missing : value;
  }
}
