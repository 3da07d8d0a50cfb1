import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Lake, openSparkLake, type SparkLake } from '../../engine/lake/index.ts';

/** Python of the tests: EXCAVATOR_PYTHON, else python3. */
export const python = process.env.EXCAVATOR_PYTHON ?? 'python3';

/** Why Spark cannot be had here; undefined where it can. */
export function whyNoSpark(): string | undefined {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.error !== undefined) return 'skipped: no java on the PATH (Spark 4 needs 17 or later)';
  const found = spawnSync(python, ['-c', 'import importlib.metadata as m; print(m.version("pyspark"))'], {
    encoding: 'utf8',
  });
  if (found.error !== undefined || found.status !== 0)
    return `skipped: ${python} has no pyspark (pip install pyspark, then set EXCAVATOR_PYTHON to that Python)`;
  return found.stdout.startsWith('4.') ? undefined : `skipped: pyspark ${found.stdout.trim()}, the tests need 4.x`;
}

/** Little memory and few partitions: on one machine only that the results are right is looked at. */
export const smallConf = Object.freeze({
  'spark.driver.memory': '1g',
  'spark.executor.memory': '1g',
  'spark.driver.host': '127.0.0.1',
  // Hundreds of short statements: a light compiler and collector cost less than they save later.
  'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
  'spark.executor.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
  'spark.sql.shuffle.partitions': '2',
  'spark.default.parallelism': '2',
});

/** Without what pays off on large data only: hundreds of small statements take half as long. The cluster's tests have it. */
export const lightConf = Object.freeze({
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
});

/** Spark over a folder: `spark-work` is what it keeps, `spark.log` what it says. */
export function openTestSpark(
  local: Lake,
  dir: string,
  master: string,
  more: { readonly waitSeconds?: number; readonly conf?: Readonly<Record<string, string>> } = {},
): Promise<SparkLake> {
  return openSparkLake({
    local,
    workDir: join(dir, 'spark-work'),
    logFile: join(dir, 'spark.log'),
    master,
    python,
    waitSeconds: 120,
    ...more,
    conf: { ...smallConf, ...more.conf },
  });
}
