import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commitFolder, type Manifest, readManifest } from '../lake/index.ts';
import type { PartUse, Progress, StepUse } from '../types.ts';

/** Runs a named part of a step and notes what it took. */
export type RunPart = <T>(name: string, work: () => T | Promise<T>, rows?: (result: T) => number) => Promise<T>;

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
  /** May run its work in named parts, which the log then shows one by one. */
  readonly fill: (dir: string, part: RunPart) => Promise<T>;
  readonly rows: (content: T) => number;
}

export function createStepLog(onProgress: ((progress: Progress) => void) | undefined): StepLog {
  const steps: StepUse[] = [];
  const timed = async <T>(
    step: string,
    work: (part: RunPart) => Promise<{ result: T; rows?: number; bytes?: number; reused: boolean }>,
  ): Promise<T> => {
    onProgress?.({ step, done: steps.length, unit: 'steps' });
    const parts: PartUse[] = [];
    const start = started();
    const { result, rows, bytes, reused } = await work(partsInto(parts));
    steps.push({
      step,
      ...useSince(start),
      ...(rows === undefined ? {} : { rows }),
      ...(bytes === undefined ? {} : { bytes }),
      reused,
      ...(parts.length === 0 ? {} : { parts }),
    });
    return result;
  };
  return {
    steps,
    folder: ({ step, parent, key, fill, rows }) =>
      timed(step, async (part) => {
        const dir = join(parent, `${step}-${key}`);
        const found = readManifest<Awaited<ReturnType<typeof fill>>>(dir);
        const { content } = found ?? (await commitNew(dir, key, (to) => fill(to, part)));
        return { result: { dir, content }, rows: rows(content), bytes: bytesBelow(dir), reused: found !== undefined };
      }),
    memory: (step, work, rows) =>
      timed(step, async () => {
        const result = await work();
        return { result, reused: false, ...(rows === undefined ? {} : { rows: rows(result) }) };
      }),
  };
}

/** Bytes of all files of a folder. */
function bytesBelow(dir: string): number {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function partsInto(parts: PartUse[]): RunPart {
  return async (part, work, rows) => {
    const start = started();
    const result = await work();
    const use = useSince(start);
    parts.push({ part, ...use, ...(rows === undefined ? {} : { rows: rows(result) }) });
    return result;
  };
}

interface Started {
  readonly at: number;
  readonly processor: NodeJS.CpuUsage;
}

const started = (): Started => ({ at: performance.now(), processor: process.cpuUsage() });

/** Time since a start, of the clock and of the processor, and the most memory the process ever had. */
function useSince({
  at,
  processor,
}: Started): Required<Pick<PartUse, 'seconds' | 'processorSeconds' | 'peakResidentMb'>> {
  const { user, system } = process.cpuUsage(processor);
  return {
    seconds: Math.round(performance.now() - at) / 1000,
    processorSeconds: Math.round((user + system) / 1000) / 1000,
    peakResidentMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** A folder without a manifest is not ours to trust: somebody copied half of it. */
async function commitNew<T>(dir: string, key: string, fill: (dir: string) => Promise<T>): Promise<Manifest<T>> {
  if (existsSync(dir)) rmSync(dir, { recursive: true });
  return commitFolder(dir, key, fill);
}
