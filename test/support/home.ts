import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lake, openLake } from '../../engine/lake/index.ts';

/** A folder of its own that goes when the work is done. */
export async function withFolder<T>(work: (dir: string) => Promise<T> | T): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'excavator-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A folder and a real DuckDB over it. */
export async function withLake<T>(work: (lake: Lake, dir: string) => Promise<T>, threads = 2): Promise<T> {
  return withFolder(async (dir) => {
    const lake = await openLake({ threads, memoryLimitMb: 512, tempDir: join(dir, 'spill') });
    try {
      return await work(lake, dir);
    } finally {
      lake.close();
    }
  });
}

/** The same for as long as the caller wants. */
export async function openFolderLake(
  memoryLimitMb = 512,
): Promise<{ readonly dir: string; readonly lake: Lake; drop(): void }> {
  const dir = mkdtempSync(join(tmpdir(), 'excavator-'));
  const lake = await openLake({ threads: 2, memoryLimitMb, tempDir: join(dir, 'spill') });
  return {
    dir,
    lake,
    drop: () => {
      lake.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
