import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { ProblemError } from '../problem-error.ts';
import { programme } from './programme.ts';
import type { Job, JobAsked, JobEnd, JobKind, JobTold } from './types.ts';

export { createTasks, type RunTask } from './tasks.ts';

export interface Jobs {
  /** @throws ProblemError conflict while another one works: a home has one writer */
  start(what: JobKind, by: string, at: number, more?: Pick<JobAsked, 'model' | 'folder' | 'map'>): Job;
  /** Resolves when the job that works now has ended. */
  ended(): Promise<JobEnd>;
  list(): readonly Job[];
  get(id: string): Job | undefined;
  /** Stops a run, which goes on where its last manifest stands; an ingest is let finish, as it was accepted. */
  close(): void;
}

const kept = 50;
const died: JobEnd = Object.freeze({ kind: 'failed', cause: 'process_ended' });

/** Long work, one at a time, each in a process of its own, so that the service goes on answering. */
export function createJobs(home: string, now: () => number): Jobs {
  const jobs: Job[] = [];
  let working: { readonly process: ReturnType<typeof fork>; readonly end: Promise<JobEnd> } | undefined;
  const put = (id: string, change: Partial<Job>): void => {
    const place = jobs.findIndex((job) => job.id === id);
    const before = jobs[place];
    if (before?.state === 'working') jobs[place] = Object.freeze({ ...before, ...change });
  };
  return {
    start: (what, by, at, more = {}) => {
      if (working !== undefined)
        throw new ProblemError('conflict', { detail: 'Another run works on this home.', cause: 'home_busy' });
      const worker = fork(programme('job'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
      const job = newJob(what, by, at);
      jobs.unshift(job);
      jobs.length = Math.min(jobs.length, kept);
      const end = endOf(worker, ({ step, done, of }) => put(job.id, { step, done, of })).then((told) => {
        working = undefined;
        if (told.kind === 'done')
          put(job.id, { state: 'done', ended_at: now(), result: told.result, compared: told.compared ?? null });
        else put(job.id, { state: 'failed', ended_at: now(), cause: told.cause });
        return told;
      });
      working = { process: worker, end };
      const asked: JobAsked = { home, what, by, now: at, ...more };
      worker.send(asked, () => undefined);
      return job;
    },
    ended: () => working?.end ?? Promise.resolve(died),
    list: () => [...jobs],
    get: (id) => jobs.find((job) => job.id === id),
    close: () => {
      if (jobs[0]?.what !== 'ingest') working?.process.kill('SIGTERM');
    },
  };
}

function newJob(what: JobKind, by: string, at: number): Job {
  const none = { step: null, done: null, of: null, ended_at: null, cause: null, result: null, compared: null };
  return Object.freeze({ id: randomBytes(8).toString('hex'), what, by, state: 'working', started_at: at, ...none });
}

/**
 * What the process said last, once it is gone (a home has one writer, so the next one waits for that) and all that it said
 * has been heard: the two come in either order.
 */
function endOf(
  worker: ReturnType<typeof fork>,
  onProgress: (told: Extract<JobTold, { kind: 'progress' }>) => void,
): Promise<JobEnd> {
  return new Promise((ended) => {
    let last = died;
    worker.on('message', (told: JobTold) => {
      if (told.kind === 'progress') onProgress(told);
      else last = told;
    });
    let open = 2;
    const over = (): void => {
      open -= 1;
      if (open === 0) ended(last);
    };
    worker.once('exit', over);
    worker.once('disconnect', over);
    // It did not even start.
    worker.once('error', () => ended(last));
  });
}
