import { workerData } from 'node:worker_threads';
import type { BinnedColumns } from '../../kernel/feature-bins.ts';
import { binPart } from './bins.ts';

/** Groups `from` to `to` of the columns; what is written to is shared memory, other groups' columns may be empty. */
export interface BinsTask {
  readonly columns: readonly Float32Array[];
  readonly empty: Omit<BinnedColumns, 'features'>;
  readonly board: Float64Array;
  readonly done: Int32Array;
  readonly maxBins: number;
  readonly from: number;
  readonly to: number;
}

const task = workerData as BinsTask;
binPart(task);
Atomics.add(task.done, 0, 1);
Atomics.notify(task.done, 0);
