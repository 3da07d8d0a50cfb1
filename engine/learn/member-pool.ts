import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type MemberTask, type ResultOf, runMember } from './members.ts';

/** Threads that learn members. What a member is does not depend on where it is learned. */
export interface MemberPool {
  run<T extends MemberTask>(task: T): Promise<ResultOf<T>>;
  /** Ends the workers. The pool is not used afterwards. */
  close(): void;
}

/** What goes to a worker and what comes back. */
export interface MemberCall {
  readonly id: number;
  readonly task: MemberTask;
}
export interface MemberAnswer {
  readonly id: number;
  readonly result: unknown;
}

interface Waiting {
  readonly call: MemberCall;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** One thread: the caller's own, where fewer than two are wanted or the compiled worker is not there. */
export function createPool(threads: number): MemberPool {
  const script = threads < 2 ? undefined : workerScript();
  if (script === undefined) return { run: async (task) => runMember(task), close: () => undefined };
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const running = new Map<number, Waiting>();
  const next = (): void => {
    while (idle.length > 0 && queue.length > 0) {
      const waiting = queue.shift() as Waiting;
      running.set(waiting.call.id, waiting);
      (idle.pop() as Worker).postMessage(waiting.call);
    }
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(script);
    worker.on('message', ({ id, result }: MemberAnswer) => {
      running.get(id)?.resolve(result as never);
      running.delete(id);
      idle.push(worker);
      next();
    });
    worker.on('error', (error) => {
      for (const waiting of [...running.values(), ...queue]) waiting.reject(error);
    });
    return worker;
  });
  idle.push(...workers);
  let calls = 0;
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ call: { id: calls++, task }, resolve, reject });
        next();
      }),
    close: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** Node 20 runs no TypeScript: from the sources (tests) the worker below `dist` is taken, which the set-up builds. */
function workerScript(): URL | undefined {
  const own = import.meta.url;
  const script = own.endsWith('.ts')
    ? new URL('../../dist/engine/learn/member-worker.js', own)
    : new URL('./member-worker.js', own);
  return existsSync(fileURLToPath(script)) ? script : undefined;
}
