import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installationRoot } from '../../config/index.ts';
import { sparkFault } from './faults.ts';

/** What the driver is started with. */
export interface DriverStart {
  readonly python: string;
  readonly master: string;
  readonly work: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly waitSeconds: number;
  /** File in the sealed zone: Spark's log may quote records. */
  readonly logFile: string;
}

export interface Driver {
  readonly started: { readonly version: string; readonly executors: number };
  readonly pid: number;
  /** Calls a method of the driver's lake; calls take turns. */
  ask<T>(what: string, ...values: readonly unknown[]): Promise<T>;
  close(): void;
}

interface Answer {
  readonly fault?: string;
  readonly got?: string;
  readonly result?: unknown;
}

/** Starts driver.py and waits until it has workers. @throws ExcavatorError spark_… */
export async function startDriver(options: DriverStart): Promise<Driver> {
  const { python, logFile, ...rest } = options;
  const script = join(installationRoot(), 'engine', 'lake', 'spark', 'driver.py');
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(python, ['-u', script], { stdio: ['pipe', 'pipe', log] });
  closeSync(log);
  const answers = answersOf(child);
  const ask = async (line: unknown): Promise<Answer> => {
    const answer = answers.next();
    child.stdin?.write(`${JSON.stringify(line)}\n`);
    const { fault, ...said } = await answer;
    if (fault !== undefined) throw sparkFault(fault, { master: options.master, logFile, got: said.got });
    return said;
  };
  try {
    const started = (await ask(rest)) as Driver['started'];
    return {
      started,
      pid: child.pid as number,
      ask: async <T>(what: string, ...values: readonly unknown[]) =>
        (await ask({ do: what, with: values })).result as T,
      close: () => child.stdin?.end(),
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** One answer a line; the end of the process answers everything that is still asked. */
function answersOf(child: ChildProcess): { next(): Promise<Answer> } {
  const waiting: ((answer: Answer) => void)[] = [];
  let over = false;
  const end = (): void => {
    over = true;
    for (const give of waiting.splice(0)) give({ fault: 'lost' });
  };
  child.once('error', end);
  child.once('close', end);
  // A write to a dead process fails here as well as in the answer.
  child.stdin?.on('error', end);
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    waiting.shift()?.(JSON.parse(line) as Answer);
  });
  return {
    next: () => (over ? Promise.resolve({ fault: 'lost' }) : new Promise((give) => waiting.push(give))),
  };
}
