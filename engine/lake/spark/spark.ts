import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parquet } from '../sql.ts';
import type { Cell, ColumnTable, Lake } from '../types.ts';
import { checkBefore } from './check.ts';
import { settingsOf } from './conf.ts';
import { spark as dialect } from './dialect.ts';
import { type Driver, startDriver } from './driver.ts';
import { sparkFault } from './faults.ts';
import type { SparkLake, SparkOptions } from './types.ts';

/** Test files an executor, so that hardly any is left out when Spark hands them round. */
const probesEach = 8;

/**
 * A lake whose statements run on Spark. Results come back as Parquet on the shared path and are read, and written to their
 * final files, by the local lake: the same rows in the same order are the same bytes whichever engine found them.
 * @throws ExcavatorError spark_… when something is missing, before anything is computed
 */
export async function openSparkLake(options: SparkOptions): Promise<SparkLake> {
  const { local, workDir, master, conf = {}, waitSeconds = 60, logFile } = options;
  const python = options.python ?? process.env.EXCAVATOR_PYTHON ?? 'python3';
  if (/[{}]/.test(workDir)) throw sparkFault('settings', { where: workDir, got: 'a home with braces in its path' });
  await checkBefore(master, python);
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  const driver = await startDriver({
    python,
    master,
    work: workDir,
    conf: settingsOf(master, workDir, conf),
    waitSeconds,
    logFile,
  });
  try {
    await checkShared(driver, local, master);
  } catch (error) {
    driver.close();
    throw error;
  }
  return lakeOver(driver, local, workDir);
}

/** Every executor writes to the shared path; whose files are not found here writes somewhere else. */
async function checkShared(driver: Driver, local: Lake, master: string): Promise<void> {
  const parts = probesEach * driver.started.executors;
  const probe = await driver.ask<Parts>('probe', parts);
  const found = probe.files.filter((file) => existsSync(file));
  const [seen] =
    found.length === 0 ? [] : await local.rows<{ n: number }>(`select count(*) as n from ${parquet(found)}`);
  rmSync(probe.folder, { recursive: true, force: true });
  if (seen?.n !== parts)
    throw sparkFault('unseen', { master, got: `${seen?.n ?? 0} of ${parts} test rows written by the workers` });
}

interface Parts {
  readonly folder: string;
  readonly files: readonly string[];
}

function lakeOver(driver: Driver, local: Lake, workDir: string): SparkLake {
  const inTurn = turns();
  let made = 0;
  /** Runs a query on Spark and gives its files, which are gone afterwards. */
  const through = <T>(query: string, read: (relation: string) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const { folder, files } = await driver.ask<Parts>('files', literals(query));
      try {
        return await read(`select * from ${parquet(files)}`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  return {
    dialect,
    driverPid: driver.pid,
    started: driver.started,
    run: (statement) => inTurn(() => driver.ask('run', literals(statement))),
    rows: <R extends Readonly<Record<string, Cell>>>(query: string) =>
      inTurn(() => driver.ask<R[]>('rows', literals(query))),
    columns: (query) => through(query, local.columns),
    writeParquet: (query, file) => through(query, (relation) => local.writeParquet(relation, file)),
    createTable: (table, data) =>
      inTurn(() => putTable(driver, local, table, data, join(workDir, `n${++made}.parquet`))),
    close: () => {
      driver.close();
      rmSync(workDir, { recursive: true, force: true });
    },
  };
}

/** Flat columns become a Parquet file on the shared path, and a name over it. */
async function putTable(driver: Driver, local: Lake, table: string, data: ColumnTable, file: string): Promise<void> {
  await local.createTable('spark_input', data);
  await local.writeParquet('select * from spark_input', file);
  await local.run(local.dialect.drop('spark_input'));
  await driver.ask('name', table, null, file);
}

/** Spark reads a backslash within a text as the beginning of an escape, other engines as itself. */
function literals(statement: string): string {
  return statement.replace(/`[^`]*`|'(?:[^']|'')*'/g, (part) =>
    part[0] === '`' ? part : part.replaceAll('\\', '\\\\'),
  );
}

function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
