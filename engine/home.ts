import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Book, type Follow, openBook, openSigner, type Signer } from './audit/index.ts';
import { ExcavatorError } from './kernel/errors.ts';
import { type Lake, lakeSettings, openLake } from './lake/index.ts';
import { type Ledger, lockHome, openLedger } from './ledger/index.ts';
import { lineLake } from './line/index.ts';
import { openRunBook, type RunBook } from './run-book.ts';
import type { EngineConfig, RunReport } from './types.ts';
import { homeKey } from './vault/index.ts';

/** What a home holds, opened: raw identifiers below `sealedDir` only, pseudonymous tables below `lakeDir`. */
export interface Home {
  readonly config: EngineConfig;
  readonly sealedDir: string;
  readonly lakeDir: string;
  readonly lake: Lake;
  /** Of the SQL engine and of local learning; no result depends on them. */
  readonly threads: number;
  /** Where the statements of resolve, contacts and features run: `lake`, or Spark, which is started when first asked for. */
  lineLake(): Promise<Lake>;
  readonly ledger: Ledger;
  /** Signs heads of the log, and knows how long the log was when it last did. */
  readonly signer: Signer;
  /** Through it everything is done that the log covers. */
  readonly book: Book;
  readonly runs: RunBook<RunReport>;
  /** From now on somebody hears of every covered row, in the transaction that writes it. */
  follow(hear: Follow): void;
  /** Now, in epoch seconds. */
  readonly clock: () => number;
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
  makeHome(home);
  const settings = lakeSettings(home, config.lake);
  const key = homeKey(
    home,
    config.demoSeed === undefined ? { kind: 'random' } : { kind: 'demo', seed: config.demoSeed },
  );
  const ledger = openLedger(home);
  const signer = openSigner(process.env.EXCAVATOR_SIGNER ?? join(home, 'keys', 'audit'));
  const hearing: Follow[] = [];
  const book = openBook(
    ledger.database,
    join(home, 'ledger.sqlite'),
    () => signer.last()?.size ?? 0,
    (table, row, at) => {
      for (const hear of hearing) hear(table, row, at);
    },
  );
  // What DuckDB spills may hold raw rows, so it stays in the sealed zone.
  const tempDir = join(home, 'sealed', 'tmp', String(process.pid));
  const threads = config.threads ?? Math.min(8, availableParallelism());
  const lake = await openLake({
    threads,
    memoryLimitMb: config.memoryLimitMb ?? defaultMemoryMb(),
    tempDir,
  });
  const line = lineLake(settings, lake, join(home, 'sealed'));
  return {
    config,
    lineLake: line.open,
    sealedDir: join(home, 'sealed'),
    lakeDir: join(home, 'lake'),
    lake,
    threads,
    ledger,
    signer,
    book,
    runs: openRunBook<RunReport>(book, ledger.changes),
    follow: (hear) => {
      hearing.push(hear);
    },
    clock: config.clock ?? (() => config.now),
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
      line.close();
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

/**
 * Makes the folder and those above it, one by one: a recursive mkdir below a file system that lets nobody create
 * a folder (such as /proc) tries for ever.
 */
function makeHome(home: string): void {
  const folder = resolve(home);
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory())
      throw homeUnusable(folder, 'a file', 'a folder, or a path where one can be made');
    return;
  }
  makeHome(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw homeUnusable(
      folder,
      (error as NodeJS.ErrnoException).code ?? 'an error',
      'a folder that may be made and written',
      error,
    );
  }
}

function homeUnusable(where: string, got: string, expected: string, cause?: unknown): ExcavatorError {
  return new ExcavatorError(
    {
      code: 'home_unusable',
      kind: 'usage',
      what: 'The home cannot be opened.',
      where,
      got,
      expected,
      advice: 'Name another folder with --home.',
    },
    { cause },
  );
}
