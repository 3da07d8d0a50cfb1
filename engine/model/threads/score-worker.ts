import { workerData } from 'node:worker_threads';
import type { Forest } from '../../kernel/forest.ts';
import { scorePart } from './score.ts';

/** One thread's share of the rows; columns, results and `done` are shared memory. */
export interface ScoreTask {
  readonly forests: readonly Forest[];
  readonly columns: readonly Float32Array[];
  readonly results: readonly Float64Array[];
  readonly done: Int32Array;
  readonly from: number;
  readonly to: number;
}

const { forests, columns, results, done, from, to } = workerData as ScoreTask;
scorePart(forests, columns, results, from, to);
Atomics.add(done, 0, 1);
Atomics.notify(done, 0);
