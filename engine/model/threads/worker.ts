import { workerData } from 'node:worker_threads';
import type { GrowState } from '../../kernel/grow-state.ts';
import { type Board, done, job, looks, workPart } from './board.ts';
import { loopsFor } from './swift-loops.ts';

/** What a worker is started with; all arrays that matter are shared memory. */
export interface WorkerTask {
  readonly state: GrowState;
  readonly memory: WebAssembly.Memory | undefined;
  readonly board: Board;
  readonly part: number;
  readonly parts: number;
}

/** Waits for jobs and does its part of each, until the board says -1. */
function serve({ state, memory, board, part, parts }: WorkerTask): void {
  const loops = loopsFor(state, memory);
  const { flags } = board;
  let last = 0;
  for (;;) {
    let next = Atomics.load(flags, job);
    for (let look = 0; next === last && look < looks; look++) next = Atomics.load(flags, job);
    if (next === last) {
      Atomics.wait(flags, job, last);
      continue;
    }
    if (next === -1) return;
    last = next;
    workPart(state, loops, board, part, parts);
    Atomics.add(flags, done, 1);
    Atomics.notify(flags, done);
  }
}

serve(workerData as WorkerTask);
