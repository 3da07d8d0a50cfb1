import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { ProblemError } from '../problem-error.ts';
import { programme } from './programme.ts';
import type { Job, JobAsked, JobKind, JobTold } from './types.ts';

export { createTasks, type RunTask } from './tasks.ts';

export interface Jobs {
  /** @throws ProblemError conflict while another one works: a home has one writer */
  start(what: JobKind, by: string, at: number, model?: string): Job;
  list(): readonly Job[];
  get(id: string): Job | undefined;
  /** Stops what works; the line goes on where its last manifest stands. */
  close(): void;
}

const kept = 50;

/** Long work, one at a time, each in a process of its own, so that the service goes on answering. */
export function createJobs(home: string, now: () => number): Jobs {
  const jobs: Job[] = [];
  let child: ReturnType<typeof fork> | undefined;
  const put = (id: string, change: Partial<Job>): void => {
    const place = jobs.findIndex((job) => job.id === id);
    const before = jobs[place];
    if (before?.state === 'working') jobs[place] = Object.freeze({ ...before, ...change });
  };
  return {
    start: (what, by, at, model) => {
      if (child !== undefined)
        throw new ProblemError('conflict', { detail: 'Another run works on this home.', cause: 'home_busy' });
      const none = { step: null, done: null, of: null, ended_at: null, cause: null, result: null };
      const job: Job = Object.freeze({
        id: randomBytes(8).toString('hex'),
        what,
        by,
        state: 'working',
        started_at: at,
        ...none,
      });
      jobs.unshift(job);
      jobs.length = Math.min(jobs.length, kept);
      const worker = fork(programme('job'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
      child = worker;
      worker.on('message', (told: JobTold) => {
        if (told.kind === 'progress') put(job.id, { step: told.step, done: told.done, of: told.of });
        if (told.kind === 'done') put(job.id, { state: 'done', ended_at: now(), result: told.result });
        if (told.kind === 'failed') put(job.id, { state: 'failed', ended_at: now(), cause: told.cause });
      });
      worker.on('exit', () => {
        child = undefined;
        put(job.id, { state: 'failed', ended_at: now(), cause: 'process_ended' });
      });
      worker.on('error', () => put(job.id, { state: 'failed', ended_at: now(), cause: 'process_ended' }));
      const asked: JobAsked = { home, what, by, now: at, ...(model === undefined ? {} : { model }) };
      worker.send(asked, () => undefined);
      return job;
    },
    list: () => [...jobs],
    get: (id) => jobs.find((job) => job.id === id),
    close: () => {
      child?.kill('SIGTERM');
    },
  };
}
