import { fork } from 'node:child_process';
import { ExcavatorError } from '../../engine/index.ts';
import { ProblemError } from '../problem-error.ts';
import { programme } from './programme.ts';
import type { Task, TaskAsked, TaskResults, TaskTold } from './task-types.ts';

/**
 * Does a task in a process of its own, so that the service goes on answering, and waits for what comes of it. One that
 * reads and one that writes may be under way at a time.
 */
export type RunTask = <T extends Task>(task: T) => Promise<TaskResults[T['what']]>;

export function createTasks(home: string, now: () => number): RunTask {
  const busy = new Set<'reads' | 'writes'>();
  return async <T extends Task>(task: T) => {
    const kind = task.what === 'verify' ? 'reads' : 'writes';
    if (busy.has(kind)) throw new ProblemError('conflict', { detail: 'Such work is under way.', cause: 'home_busy' });
    busy.add(kind);
    try {
      return (await resultOf({ home, task, now: now() })) as TaskResults[T['what']];
    } finally {
      busy.delete(kind);
    }
  };
}

function resultOf(asked: TaskAsked): Promise<TaskResults[keyof TaskResults]> {
  return new Promise((resolve, reject) => {
    const worker = fork(programme('task-process'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    worker.on('message', (told: TaskTold) => {
      if (told.kind === 'done') resolve(told.result);
      else reject(new ExcavatorError(told.fault));
    });
    worker.on('error', reject);
    // After its answer this settles nothing any more.
    worker.on('exit', () => reject(new ProblemError('unavailable', { detail: 'The work ended without an answer.' })));
    worker.send(asked, () => undefined);
  });
}
