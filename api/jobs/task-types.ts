import type { Fault, Oversight, Principal } from '../../engine/index.ts';

/** Long work that a request waits for; what it is asked for never stands in a command line. */
export type Task =
  | { readonly what: 'verify' }
  | { readonly what: 'purge'; readonly who: Principal; readonly at: number }
  | {
      readonly what: 'erase';
      readonly who: Principal;
      readonly at: number;
      readonly record: Parameters<Oversight['eraseRecord']>[2];
    }
  | {
      readonly what: 'correct';
      readonly who: Principal;
      readonly at: number;
      readonly record: Parameters<Oversight['correctRecord']>[2];
    };

export interface TaskResults {
  readonly verify: ReturnType<Oversight['verify']>;
  readonly purge: Awaited<ReturnType<Oversight['purge']>>;
  readonly erase: Awaited<ReturnType<Oversight['eraseRecord']>>;
  readonly correct: Awaited<ReturnType<Oversight['correctRecord']>>;
}

export interface TaskAsked {
  readonly home: string;
  readonly task: Task;
  /** Epoch seconds. */
  readonly now: number;
}

export type TaskTold =
  | { readonly kind: 'done'; readonly result: TaskResults[keyof TaskResults] }
  | { readonly kind: 'refused'; readonly fault: Fault };
