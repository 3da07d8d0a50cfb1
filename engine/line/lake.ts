import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Lake, type LakeSettings, openSparkLake } from '../lake/index.ts';

/** Where the statements of resolve, contacts and features run; started when first asked for. */
export interface LineLake {
  open(): Promise<Lake>;
  close(): void;
}

/** DuckDB of the home itself, or Spark beside it. Ask for it only while holding the home's lock. */
export function lineLake(settings: LakeSettings, local: Lake, sealedDir: string): LineLake {
  if (settings.engine === 'duckdb') return { open: () => Promise.resolve(local), close: () => undefined };
  let opened: Promise<Lake> | undefined;
  const start = (): Promise<Lake> => {
    const tempDir = join(sealedDir, 'tmp');
    sweepKept(tempDir);
    const workDir = join(tempDir, String(process.pid), 'spark');
    return openSparkLake({ ...settings, local, workDir, logFile: join(sealedDir, 'spark.log') });
  };
  return {
    open: () => {
      opened ??= start();
      return opened;
    },
    close: () => void opened?.then((lake) => lake.close()).catch(() => undefined),
  };
}

/** What a killed run kept holds raw identifiers; whoever holds the lock is the only run, so none of it is in use. */
function sweepKept(tempDir: string): void {
  if (!existsSync(tempDir)) return;
  for (const process of readdirSync(tempDir)) rmSync(join(tempDir, process, 'spark'), { recursive: true, force: true });
}
