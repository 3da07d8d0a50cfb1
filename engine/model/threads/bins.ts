import { Worker } from 'node:worker_threads';
import {
  type BinnedColumns,
  chooseBins,
  emptyGroups,
  type FeatureBins,
  packGroups,
} from '../../kernel/feature-bins.ts';
import type { BinsTask } from './bins-worker.ts';
import type { SharedMemory } from './memory.ts';
import { threadSilent, workerScript } from './worker-script.ts';

/** Values below which starting threads takes longer than binning. */
const fewestValues = 4_000_000;
const longestWaitMs = 600_000;
/** Numbers of one feature on the board: bins, low, high, edges. */
export const boardStride = 258;

/**
 * Chooses bins and packs the columns into shared memory, groups of columns shared out between threads. The bins do not
 * depend on how many there are.
 */
export function binShared(
  columns: readonly Float32Array[],
  threads: number,
  memory: SharedMemory,
  maxBins = 255,
): BinnedColumns {
  const rows = columns[0]?.length ?? 0;
  const empty = emptyGroups(rows, columns.length, memory.allocate, memory.reach() !== undefined);
  const fours = Math.ceil(empty.groups.length / 4);
  const script = workerScript('bins-worker');
  const wanted = script === undefined || rows * columns.length < fewestValues ? 1 : threads;
  const parts = Math.max(1, Math.min(wanted, fours));
  const bound = (part: number): number => Math.min(4 * Math.floor((fours * part) / parts), empty.groups.length);
  const board = new Float64Array(new SharedArrayBuffer(8 * boardStride * columns.length));
  const done = new Int32Array(new SharedArrayBuffer(4));
  for (let part = 1; part < parts && script !== undefined; part++) {
    const own = columns.map((column, f) => (f >> 2 >= bound(part) && f >> 2 < bound(part + 1) ? shared(column) : none));
    const task: BinsTask = { columns: own, empty, board, done, maxBins, from: bound(part), to: bound(part + 1) };
    new Worker(script, { workerData: task }).unref();
  }
  binPart({ columns, empty, board, done, maxBins, from: 0, to: bound(1) });
  for (let ready = Atomics.load(done, 0); ready < parts - 1; ready = Atomics.load(done, 0))
    if (Atomics.wait(done, 0, ready, longestWaitMs) === 'timed-out')
      throw threadSilent('binning', longestWaitMs / 60_000);
  return { ...empty, features: columns.map((_, f) => readBins(board, f)) };
}

/** One thread's share: bins go on the board, packed columns into the shared groups. */
export function binPart({ columns, empty, board, maxBins, from, to }: BinsTask): void {
  const features = columns.map((column, f) => {
    if (f >> 2 < from || f >> 2 >= to) return unread;
    const found = chooseBins(column, maxBins);
    board.set([found.bins, found.low, found.high, ...found.edges], f * boardStride);
    return found;
  });
  packGroups(columns, { ...empty, features }, from, to);
}

function readBins(board: Float64Array, f: number): FeatureBins {
  const [bins = 1, low = Infinity, high = -Infinity] = board.subarray(f * boardStride, f * boardStride + 3);
  const first = f * boardStride + 3;
  return { bins, low, high, edges: board.slice(first, first + Math.max(bins - 2, 0)) };
}

const none = new Float32Array(0);
const unread: FeatureBins = Object.freeze({ edges: new Float64Array(0), bins: 1, low: Infinity, high: -Infinity });

function shared(column: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
