import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Lake, openLake } from './lake/index.ts';
import { type Ledger, lockHome, openLedger } from './ledger/index.ts';
import type { EngineConfig, RunReport } from './types.ts';
import { homeKey } from './vault/index.ts';

/** What a home holds, opened: raw identifiers below `sealedDir` only, pseudonymous tables below `lakeDir`. */
export interface Home {
  readonly config: EngineConfig;
  readonly sealedDir: string;
  readonly lakeDir: string;
  readonly lake: Lake;
  readonly ledger: Ledger<RunReport>;
  readonly key: Buffer;
  /** Names the key without giving it away; part of the key of everything that holds pseudonyms. */
  readonly keyPrint: string;
  /** Runs a writer while holding the home's lock. */
  exclusively<T>(write: () => Promise<T>): Promise<T>;
  close(): void;
}

/** @throws ExcavatorError key_damaged, ledger_newer */
export async function openHome(config: EngineConfig): Promise<Home> {
  const { home } = config;
  mkdirSync(home, { recursive: true });
  const key = homeKey(
    home,
    config.demoSeed === undefined ? { kind: 'random' } : { kind: 'demo', seed: config.demoSeed },
  );
  const ledger = openLedger<RunReport>(home);
  // What DuckDB spills may hold raw rows, so it stays in the sealed zone.
  const tempDir = join(home, 'sealed', 'tmp', String(process.pid));
  const lake = await openLake({
    threads: config.threads ?? Math.min(8, availableParallelism()),
    memoryLimitMb: config.memoryLimitMb ?? defaultMemoryMb(),
    tempDir,
  });
  return {
    config,
    sealedDir: join(home, 'sealed'),
    lakeDir: join(home, 'lake'),
    lake,
    ledger,
    key,
    keyPrint: createHash('sha256').update('key print').update(key).digest('hex').slice(0, 16),
    exclusively: async (write) => {
      const unlock = lockHome(home);
      try {
        return await write();
      } finally {
        unlock();
      }
    },
    close: () => {
      lake.close();
      ledger.close();
      rmSync(tempDir, { recursive: true, force: true });
    },
  };
}

function defaultMemoryMb(): number {
  const quarter = Math.floor(totalmem() / 4 / 2 ** 20);
  return Math.min(8192, Math.max(512, quarter));
}
