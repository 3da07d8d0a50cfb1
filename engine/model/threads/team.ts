import { Worker } from 'node:worker_threads';
import type { GrowLoops } from '../../kernel/grow-loops.ts';
import type { GrowState } from '../../kernel/grow-state.ts';
import { type GrowTeam, teamOfOne } from '../../kernel/grow-team.ts';
import type { LeafTask } from '../../kernel/leaf-work.ts';
import type { RootSums } from '../../kernel/open-root.ts';
import { type BinSplit, placesOf } from '../../kernel/row-partition.ts';
import { type Board, createBoard, done, job, kind, kinds, looks, workPart, writeLeaf } from './board.ts';
import type { SharedMemory } from './memory.ts';
import { loopsFor } from './swift-loops.ts';
import type { WorkerTask } from './worker.ts';
import { threadSilent, workerScript } from './worker-script.ts';

export interface ThreadTeam extends GrowTeam {
  /** Ends the workers. The team is not used afterwards. */
  close(): void;
}

/** Smaller ranges are done by the calling thread: waking the others would take longer. */
const fewestRows = 4096;
/** Groups of four features a thread should have at least, times the rows, before threads pay. */
const fewestCells = 200_000;

const longestWaitMs = 60_000;

/**
 * A team of `threads` over a state that lies in `shared`: features are shared out for sums and splits, rows for the
 * rest. The trees are the same as one thread's, byte for byte. One thread where the table is small, or
 * where the compiled worker is not there.
 */
export function createTeam(state: GrowState, threads: number, shared: SharedMemory): ThreadTeam {
  const { groups, rows } = state.binned;
  const script = workerScript('worker');
  const parts = Math.min(threads, Math.ceil(groups.length / 4));
  const memory = shared.reach();
  const loops = loopsFor(state, memory);
  const alone = teamOfOne(state, loops);
  if (parts < 2 || groups.length * rows < fewestCells || script === undefined) return { ...alone, close: () => {} };
  const board = createBoard(parts);
  const workers = Array.from({ length: parts - 1 }, (_, i) =>
    startWorker(script, { state, memory, board, part: i + 1, parts }),
  );
  return teamOf(state, loops, board, parts, alone, () => {
    Atomics.store(board.flags, job, -1);
    Atomics.notify(board.flags, job);
    for (const worker of workers) worker.unref();
  });
}

function teamOf(
  state: GrowState,
  loops: GrowLoops,
  board: Board,
  parts: number,
  alone: GrowTeam,
  close: () => void,
): ThreadTeam {
  const together = (what: number): void => runTogether(state, loops, board, parts, what);
  const added = (place: number): number =>
    Array.from({ length: parts }, (_, part) => board.sums[2 * part + place] as number).reduce(
      (sum, one) => sum + one,
      0,
    );
  return Object.freeze({
    gradients(count: number, weightLimit: number, weighted: boolean): number {
      if (count < fewestRows) return alone.gradients(count, weightLimit, weighted);
      board.numbers.set([0, count, weightLimit, Number(weighted)]);
      together(kinds.gradients);
      return added(0);
    },
    openRoot(count: number, shift: number, rowStep: number): RootSums {
      if (count < fewestRows) return alone.openRoot(count, shift, rowStep);
      board.numbers.set([0, count, shift, rowStep]);
      together(kinds.root);
      return { gradient: added(0), rows: added(1) };
    },
    sumLeaf(task: LeafTask): void {
      writeLeaf(board, task);
      together(kinds.leaf);
    },
    partition(from: number, to: number, split: BinSplit, rowStep: number): number {
      if (to - from < fewestRows) return alone.partition(from, to, split, rowStep);
      board.numbers.set([from, to, split.feature, split.bin, Number(split.missingLeft)]);
      together(kinds.separate);
      const { middle } = placesOf(from, from, 0, board.lefts);
      board.numbers.set([from, to, rowStep]);
      together(kinds.settle);
      return middle;
    },
    addScores(count: number, leaves: number): void {
      if (count < fewestRows) {
        alone.addScores(count, leaves);
        return;
      }
      board.numbers.set([0, count, leaves]);
      together(kinds.scores);
    },
    close,
  });
}

/** Posts a job, does the first part of it here, and waits for the others. */
function runTogether(state: GrowState, loops: GrowLoops, board: Board, parts: number, what: number): void {
  const { flags } = board;
  flags[kind] = what;
  Atomics.store(flags, done, 0);
  Atomics.add(flags, job, 1);
  Atomics.notify(flags, job);
  workPart(state, loops, board, 0, parts);
  // The others end at nearly the same time: to look a while is faster than to be woken.
  for (let look = 0; look < looks && Atomics.load(flags, done) < parts - 1; look++);
  for (let ready = Atomics.load(flags, done); ready < parts - 1; ready = Atomics.load(flags, done)) {
    if (Atomics.wait(flags, done, ready, longestWaitMs) === 'timed-out')
      throw threadSilent('training', longestWaitMs / 60_000);
  }
}

function startWorker(script: URL, task: WorkerTask): Worker {
  const worker = new Worker(script, { workerData: task });
  worker.unref();
  return worker;
}
