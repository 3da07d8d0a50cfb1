import type { GrowLoops } from '../../kernel/grow-loops.ts';
import type { GrowState } from '../../kernel/grow-state.ts';
import { gradientPart, settlePart } from '../../kernel/grow-team.ts';
import { type LeafTask, workGroups } from '../../kernel/leaf-work.ts';

/** Memory through which the threads of a team talk. */
export interface Board {
  /** Places below. */
  readonly flags: Int32Array;
  /** Numbers of the job at hand. */
  readonly numbers: Float64Array;
  /** How many rows went left, one entry a thread. */
  readonly lefts: Int32Array;
  /** Two sums a thread. */
  readonly sums: Float64Array;
}

/** Places in `flags`: the number of the job (-1 ends the workers), how many workers are done, what to do. */
export const job = 0;
export const done = 1;
export const kind = 2;
/** A waiting thread looks this often before it sleeps: jobs follow each other within microseconds. */
export const looks = 2000;
export const kinds = Object.freeze({ leaf: 0, separate: 1, settle: 2, gradients: 3, root: 4, scores: 5 });

export function createBoard(threads: number): Board {
  return {
    flags: new Int32Array(new SharedArrayBuffer(16)),
    numbers: new Float64Array(new SharedArrayBuffer(8 * 24)),
    lefts: new Int32Array(new SharedArrayBuffer(4 * threads)),
    sums: new Float64Array(new SharedArrayBuffer(16 * threads)),
  };
}

export function writeLeaf({ numbers }: Board, task: LeafTask): void {
  const { small, large } = task;
  numbers.set([task.from, task.to, task.slot, task.largerSlot, Number(task.searchSmall), Number(task.searchLarge)]);
  numbers.set([task.gradientUnit, task.hessianUnit, task.rowStep], 6);
  numbers.set([small.gradient, small.rows, small.lower, small.upper], 9);
  numbers.set([large.gradient, large.rows, large.lower, large.upper], 13);
}

function readLeaf({ numbers }: Board): LeafTask {
  const at = (place: number): number => numbers[place] as number;
  const sums = (from: number) => ({ gradient: at(from), rows: at(from + 1), lower: at(from + 2), upper: at(from + 3) });
  return {
    from: at(0),
    to: at(1),
    slot: at(2),
    largerSlot: at(3),
    searchSmall: at(4) === 1,
    searchLarge: at(5) === 1,
    gradientUnit: at(6),
    hessianUnit: at(7),
    rowStep: at(8),
    small: sums(9),
    large: sums(13),
  };
}

/** Where part `part` of `parts` of a range begins. */
export function boundOf(from: number, to: number, part: number, parts: number): number {
  return from + Math.floor(((to - from) * part) / parts);
}

/** Does one thread's part of the job on the board. */
export function workPart(state: GrowState, loops: GrowLoops, board: Board, part: number, parts: number): void {
  const [from = 0, to = 0, third = 0, fourth = 0, fifth = 0] = board.numbers;
  const start = boundOf(from, to, part, parts);
  const end = boundOf(from, to, part + 1, parts);
  switch (board.flags[kind]) {
    case kinds.leaf: {
      // Groups in fours, as the copy by rows needs them.
      const count = state.binned.groups.length;
      const fours = Math.ceil(count / 4);
      const first = 4 * boundOf(0, fours, part, parts);
      workGroups(state, loops, first, Math.min(4 * boundOf(0, fours, part + 1, parts), count), readLeaf(board));
      break;
    }
    case kinds.separate:
      board.lefts[part] = loops.separate(start, end, { feature: third, bin: fourth, missingLeft: fifth === 1 });
      break;
    case kinds.settle:
      settlePart(loops, from, to, start, end, part, board.lefts, third);
      break;
    case kinds.gradients:
      board.sums[2 * part] = gradientPart(state, start, end, to, third, fourth === 1);
      break;
    case kinds.root: {
      const { gradient, rows } = loops.openRoot(start, end, third, fourth);
      board.sums[2 * part] = gradient;
      board.sums[2 * part + 1] = rows;
      break;
    }
    default:
      loops.addScores(start, end, third);
  }
}
