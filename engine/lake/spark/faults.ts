import { type ErrorKind, ExcavatorError } from '../../kernel/errors.ts';

interface Words {
  readonly kind: ErrorKind;
  readonly what: string;
  readonly expected?: string;
  readonly advice: string;
}

const again = 'then run the same command again; nothing is half-written.';

/** What can be wrong with Spark, before it starts and while it works. */
const words: Readonly<Record<string, Words>> = Object.freeze({
  settings: {
    kind: 'usage',
    what: 'The settings of the lake cannot be used.',
    advice: 'Correct lake.json in the home, or remove it to work on this machine alone (docs/scale.md).',
  },
  java_missing: {
    kind: 'usage',
    what: 'Spark needs Java, and there is none.',
    expected: 'Java 17 or later, by JAVA_HOME or on the PATH',
    advice: 'Install it (Debian: `apt-get install openjdk-17-jre-headless`) or set JAVA_HOME.',
  },
  java_version: {
    kind: 'usage',
    what: 'This Java is too old for Spark 4.',
    expected: 'Java 17 or later',
    advice: 'Install Java 17 and set JAVA_HOME to it.',
  },
  python_missing: {
    kind: 'usage',
    what: 'The Python that should reach Spark cannot be started.',
    expected: 'Python 3.10 or later with pyspark 4',
    advice: 'Name it as `python` in lake.json or in EXCAVATOR_PYTHON.',
  },
  client_missing: {
    kind: 'usage',
    what: 'This Python has no pyspark.',
    expected: 'pyspark of the version of the cluster, 4.x',
    advice: 'Install it (`python3 -m venv DIR && DIR/bin/pip install pyspark`) and name DIR/bin/python in lake.json.',
  },
  client_version: {
    kind: 'usage',
    what: 'This pyspark is of another version.',
    expected: '4.x, the version of the cluster',
    advice: 'Install the version that the cluster runs.',
  },
  master_unreachable: {
    kind: 'usage',
    what: 'Nobody answers at the address of the Spark master.',
    advice: 'Start the cluster, or correct `master` in lake.json; `scripts/spark-cluster start` gives one to try with.',
  },
  no_executor: {
    kind: 'resource',
    what: 'There is no worker of Spark to work with.',
    expected: 'at least one executor within the waiting time',
    advice:
      'Look at the page of the master: a worker must be alive, free, of the same Spark version, and have the memory asked for.',
  },
  unseen: {
    kind: 'usage',
    what: 'The workers of Spark do not see the folder of the home.',
    expected: 'the same folder at the same path on this machine and on every worker, readable and writable',
    advice: 'Put the home on a path that all of them mount (NFS, CephFS, Lustre), and name it with --home.',
  },
  lost: {
    kind: 'resource',
    what: 'The Spark driver or its cluster went away.',
    advice: `See why in the log named above, ${again}`,
  },
  memory: {
    kind: 'resource',
    what: 'The memory given to Spark is not enough for this step.',
    advice: `Raise spark.driver.memory or spark.executor.memory in \`conf\` of lake.json, ${again}`,
  },
  disk_full: {
    kind: 'resource',
    what: 'There is no room left on a disk that Spark writes to.',
    advice: `Free some space on the shared path and on the workers' spark.local.dir, ${again}`,
  },
  statement: {
    kind: 'internal',
    what: 'Spark refused a statement or failed at it.',
    advice: `See the log named above, ${again}`,
  },
});

/** An error by its name, `spark_<name>`; the text of the cause is not repeated, it may quote values of the records. */
export function sparkFault(
  fault: string,
  {
    where: file,
    master,
    logFile,
    got,
  }: {
    readonly where?: string;
    readonly master?: string;
    readonly logFile?: string;
    readonly got?: string | undefined;
  },
): ExcavatorError {
  const { kind, what, expected, advice } = words[fault] ?? (words.statement as Words);
  const where = [file, master, logFile === undefined ? undefined : `log ${logFile}`].filter((one) => one !== undefined);
  return new ExcavatorError({
    code: `spark_${fault}`,
    kind,
    what,
    ...(where.length === 0 ? {} : { where: where.join(', ') }),
    ...(got === undefined ? {} : { got }),
    ...(expected === undefined ? {} : { expected }),
    advice,
  });
}
