import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commitFolder, type Manifest, readManifest } from './lake/index.ts';
import type { Progress, StepUse } from './types.ts';

/** Collects what each step of a run cost. */
export interface StepLog {
  readonly steps: readonly StepUse[];
  /** Runs a step whose result is a committed folder; a folder with the same key is taken as it is. */
  folder<T>(step: FolderStep<T>): Promise<Stored<T>>;
  /** Runs a step whose result stays in memory. */
  memory<T>(step: string, work: () => Promise<T> | T, rows?: (result: T) => number): Promise<T>;
}

export interface Stored<T> {
  readonly dir: string;
  readonly content: T;
}

export interface FolderStep<T> {
  readonly step: string;
  readonly parent: string;
  /** Names everything the result depends on. */
  readonly key: string;
  readonly fill: (dir: string) => Promise<T>;
  readonly rows: (content: T) => number;
}

export function createStepLog(onProgress: ((progress: Progress) => void) | undefined): StepLog {
  const steps: StepUse[] = [];
  const timed = async <T>(
    step: string,
    work: () => Promise<{ result: T; rows?: number; reused: boolean }>,
  ): Promise<T> => {
    onProgress?.({ step, done: steps.length, unit: 'steps' });
    const start = performance.now();
    const { result, rows, reused } = await work();
    steps.push({
      step,
      seconds: Math.round(performance.now() - start) / 1000,
      peakResidentMb: Math.round(process.resourceUsage().maxRSS / 1024),
      ...(rows === undefined ? {} : { rows }),
      reused,
    });
    return result;
  };
  return {
    steps,
    folder: ({ step, parent, key, fill, rows }) =>
      timed(step, async () => {
        const dir = join(parent, `${step}-${key}`);
        const found = readManifest<Awaited<ReturnType<typeof fill>>>(dir);
        const { content } = found ?? (await commitNew(dir, key, fill));
        return { result: { dir, content }, rows: rows(content), reused: found !== undefined };
      }),
    memory: (step, work, rows) =>
      timed(step, async () => {
        const result = await work();
        return { result, reused: false, ...(rows === undefined ? {} : { rows: rows(result) }) };
      }),
  };
}

/** A folder without a manifest is not ours to trust: somebody copied half of it. */
async function commitNew<T>(dir: string, key: string, fill: (dir: string) => Promise<T>): Promise<Manifest<T>> {
  if (existsSync(dir)) rmSync(dir, { recursive: true });
  return commitFolder(dir, key, fill);
}
