import { type Forest, missingGoesLeft, type Tree } from '../../kernel/forest.ts';
import { tableOf } from '../../kernel/forest-tables.ts';
import type { Allocate } from '../../kernel/memory.ts';
import type { CompiledLoops } from './compiled.ts';

/** Where the values of a slot (twice the feature, plus 1 where missing ones go left) lie in a block. */
type RunOf = (slot: number) => number;
/** Adds a forest's values for the block: so many groups of eight rows, scores from this address on. */
export type AddBlock = (eights: number, scores: number) => void;

const nodeBytes = 16;
const leafBytes = 32;

export function slotOf(tree: Tree, node: number): number {
  return 2 * (tree.splitFeature[node] as number) + Number(missingGoesLeft(tree, node));
}

/** Trees laid out for walking: all nodes, then all leaves where one bit of the address tells them apart. */
export function layForWalking(
  { trees, outputs }: Forest,
  allocate: Allocate,
  runOf: RunOf,
  anyRun: number,
  loops: CompiledLoops,
): AddBlock {
  const leaves = trees.reduce((sum, tree) => sum + tree.leaves, 0);
  const leafBit = 2 ** Math.ceil(Math.log2(Math.max(nodeBytes, leafBytes) * leaves));
  const room = allocate(4 * leafBit);
  const base = Math.ceil(room.at / (2 * leafBit)) * 2 * leafBit;
  const ints = new Int32Array(room.buffer, base, leafBit / 2);
  const singles = new Float32Array(room.buffer, base, leafBit / 2);
  const doubles = new Float64Array(room.buffer, base, leafBit / 4);
  const roots = allocate(4 * trees.length);
  const rootOf = new Int32Array(roots.buffer, roots.at, trees.length);
  let nodesBefore = 0;
  let leavesBefore = 0;
  for (const [t, tree] of trees.entries()) {
    const placeOf = (child: number): number =>
      child < 0 ? leafBit + leafBytes * (leavesBefore + ~child) : nodeBytes * (nodesBefore + child);
    const nodes = tree.splitFeature.length;
    for (let n = 0; n < nodes; n++) {
      const at = placeOf(n) / 4;
      singles[at] = singleBelow(tree.threshold[n] as number);
      ints.set(
        [runOf(slotOf(tree, n)), ...[tree.rightChild, tree.leftChild].map((to) => base + placeOf(to[n] as number))],
        at + 1,
      );
    }
    for (let leaf = 0; leaf < tree.leaves; leaf++) {
      const at = placeOf(~leaf);
      ints.set([0, anyRun, base + at, base + at], at / 4);
      doubles[at / 8 + 2] = tree.leafValue[leaf] as number;
    }
    rootOf[t] = base + placeOf(nodes > 0 ? 0 : ~0);
    nodesBefore += nodes;
    leavesBefore += tree.leaves;
  }
  return (eights, scores) => loops.walkTrees(roots.at, trees.length, leafBit, eights, scores, outputs);
}

/** Small trees laid out as their tests and the values that the outcomes lead to. */
export function layTables(
  { trees, outputs }: Forest,
  allocate: Allocate,
  runOf: RunOf,
  loops: CompiledLoops,
): AddBlock {
  const tables = trees.map(tableOf);
  const tests = allocate(tables.reduce((sum, { slot }) => sum + 8 + 8 * slot.length, 0));
  const values = allocate(8 * tables.reduce((sum, one) => sum + one.values.length, 0));
  let at = tests.at;
  let valuesAt = values.at;
  for (const { slot, threshold, values: own } of tables) {
    new Int32Array(tests.buffer, at, 2).set([slot.length, valuesAt]);
    at += 8;
    for (const [n, one] of slot.entries()) {
      new Int32Array(tests.buffer, at, 1)[0] = runOf(one);
      new Float32Array(tests.buffer, at + 4, 1)[0] = singleBelow(threshold[n] as number);
      at += 8;
    }
    new Float64Array(values.buffer, valuesAt, own.length).set(own);
    valuesAt += 8 * own.length;
  }
  return (eights, scores) => loops.lookUpTrees(tests.at, trees.length, eights, scores, outputs);
}

/** Largest single-precision number at or below a limit: a single-precision value is at or below both or neither. */
export function singleBelow(limit: number): number {
  const near = Math.fround(limit);
  if (near <= limit) return near;
  if (near === 0) return -(2 ** -149);
  const single = Float32Array.of(near);
  const bits = new Int32Array(single.buffer);
  bits[0] = (bits[0] as number) + (near > 0 ? -1 : 1);
  return single[0] as number;
}
