import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Forest } from '../../kernel/forest.ts';
import type { ScoreTask } from './score-worker.ts';
import { scoreSwiftly } from './swift-scores.ts';
import { threadSilent, workerScript } from './worker-script.ts';

/** Trees times rows below which starting threads takes longer than scoring. */
const fewestWalks = 30_000_000;
const longestWaitMs = 600_000;

/**
 * Raw scores of several forests for the rows given, as `scoreForest` for each, to the bit; rows are shared out between threads. The
 * numbers do not depend on how many there are.
 * @param threads default the machine's, at most 8
 */
export function scoreForests(
  forests: readonly Forest[],
  columns: readonly Float32Array[],
  rows: Int32Array,
  threads = Math.min(8, availableParallelism()),
): readonly Float64Array[] {
  const trees = forests.reduce((sum, { trees: own }) => sum + own.length, 0);
  const script = workerScript('score-worker');
  if (threads < 2 || trees * rows.length < fewestWalks || script === undefined)
    return forests.map((forest) => scoreSwiftly(forest, columns, rows));
  const shared = columns.map((column) => sharedPart(column, rows));
  const results = forests.map(({ outputs }) => sharedDoubles(rows.length * outputs));
  const done = new Int32Array(new SharedArrayBuffer(4));
  const bound = (part: number): number => Math.floor((rows.length * part) / threads);
  for (let part = 1; part < threads; part++) {
    const task: ScoreTask = { forests, columns: shared, results, done, from: bound(part), to: bound(part + 1) };
    new Worker(script, { workerData: task }).unref();
  }
  scorePart(forests, shared, results, 0, bound(1));
  for (let ready = Atomics.load(done, 0); ready < threads - 1; ready = Atomics.load(done, 0))
    if (Atomics.wait(done, 0, ready, longestWaitMs) === 'timed-out')
      throw threadSilent('scoring', longestWaitMs / 60_000);
  return results;
}

/** Scores rows `from` to `to` of columns that hold nothing but the rows wanted. */
export function scorePart(
  forests: readonly Forest[],
  columns: readonly Float32Array[],
  results: readonly Float64Array[],
  from: number,
  to: number,
): void {
  const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
  for (const [f, forest] of forests.entries())
    results[f]?.set(scoreSwiftly(forest, columns, rows), from * forest.outputs);
}

function sharedPart(column: Float32Array, rows: Int32Array): Float32Array {
  const part = new Float32Array(new SharedArrayBuffer(4 * rows.length));
  for (let i = 0; i < rows.length; i++) part[i] = column[rows[i] as number] as number;
  return part;
}

function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}
