import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { ExcavatorError } from '../../../engine/kernel/errors.ts';
import { lakeSettings, openSparkLake } from '../../../engine/lake/index.ts';
import { spark } from '../../../engine/lake/spark/dialect.ts';
import { withLake } from '../../support/home.ts';

/** What is missing is said in words before Java or Python is started; none of this needs Spark. */

afterEach(() => vi.unstubAllEnvs());

/** A program that stands for another one, as a shell script. */
function program(dir: string, name: string, script: string): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const java = (version: string): string => `echo 'openjdk version "${version}" 2024-01-01' >&2`;

interface Given {
  readonly master?: string;
  readonly java?: string;
  readonly python?: string;
  readonly home?: string;
}

/** The error of opening a lake where everything but what is given is in order. */
async function refusal(given: Given): Promise<ExcavatorError['fault']> {
  return withLake(async (local, dir) => {
    const bin = join(dir, 'bin');
    if (given.java !== '') program(bin, 'java', given.java ?? java('17.0.2'));
    vi.stubEnv('JAVA_HOME', '');
    vi.stubEnv('PATH', `${bin}${delimiter}/usr/bin${delimiter}/bin`);
    if (given.java === '') vi.stubEnv('JAVA_HOME', join(dir, 'nowhere'));
    const python = given.python === undefined ? 'echo 4.0.0' : given.python;
    const home = join(dir, given.home ?? 'home');
    mkdirSync(home);
    const opened = openSparkLake({
      local,
      workDir: join(home, 'work'),
      logFile: join(home, 'spark.log'),
      master: given.master ?? 'local[1]',
      python: python === '' ? join(dir, 'no-python') : program(bin, 'python', python),
      waitSeconds: 5,
    });
    const error = await opened.then(() => undefined).catch((caught: unknown) => caught);
    if (!(error instanceof ExcavatorError)) throw new Error(`not refused in words: ${String(error)}`);
    return error.fault;
  });
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

test.each<[string, Given, string, RegExp]>([
  ['no Java', { java: '' }, 'spark_java_missing', /openjdk-17/],
  ['an old Java', { java: java('11.0.22') }, 'spark_java_version', /Java 17/],
  ['a very old Java', { java: java('1.8.0_392') }, 'spark_java_version', /Java 17/],
  ['no Python', { python: '' }, 'spark_python_missing', /EXCAVATOR_PYTHON/],
  ['pyspark 3', { python: 'echo 3.5.6' }, 'spark_client_version', /version that the cluster runs/],
  ['a Python that ends at once', { python: '[ "$1" = -c ] && echo 4.0.0' }, 'spark_lost', /nothing is half-written/],
  ['a master that is no address', { master: 'localhost:7077' }, 'spark_settings', /lake\.json/],
  ['a master without a port', { master: 'spark://node1' }, 'spark_settings', /lake\.json/],
  ['a home with braces', { home: 'a{b}' }, 'spark_settings', /lake\.json/],
])('%s', async (_, given, code, advice) => {
  const fault = await refusal(given);
  expect(fault.code).toBe(code);
  expect(fault.advice).toMatch(advice);
});

test('a master that nobody answers for is said within seconds', async () => {
  const master = `spark://127.0.0.1:${await closedPort()}`;
  const start = performance.now();
  expect(await refusal({ master })).toMatchObject({ code: 'spark_master_unreachable', where: master });
  expect(performance.now() - start).toBeLessThan(6000);
});

test('negative control: with a master that answers, it goes on to start the driver', async () => {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const { port } = server.address() as { port: number };
    const python = '[ "$1" = -c ] && echo 4.0.0';
    expect((await refusal({ master: `spark://127.0.0.1:${port}`, python })).code).toBe('spark_lost');
  } finally {
    server.close();
  }
});

test('a Python without pyspark is named by the driver itself', async () => {
  // -S leaves out what is installed beside Python.
  const fault = await refusal({ python: '[ "$1" = -c ] && exit 1\nexec python3 -S "$@"' });
  expect(fault).toMatchObject({ code: 'spark_client_missing', advice: expect.stringContaining('pip install pyspark') });
});

test.each([
  ['no JSON', '{', 'no JSON object'],
  ['a list', '[]', 'no JSON object'],
  ['an unknown engine', '{"engine":"hive"}', 'neither duckdb nor spark'],
  ['no master', '{"engine":"spark"}', 'no master'],
  ['a key misspelt', '{"engine":"spark","master":"local[1]","pyhton":"x"}', 'a key pyhton'],
  [
    'a setting that is none of Spark',
    '{"engine":"spark","master":"local[1]","conf":{"memory":"1g"}}',
    'begin with spark.',
  ],
  [
    'a setting that is no text',
    '{"engine":"spark","master":"local[1]","conf":{"spark.cores.max":2}}',
    'begin with spark.',
  ],
  ['a time below zero', '{"engine":"spark","master":"local[1]","waitSeconds":-1}', 'no number above 0'],
])('lake.json with %s is refused in words', (_, json, got) =>
  withLake(async (_lake, dir) => {
    writeFileSync(join(dir, 'lake.json'), json);
    expect(() => lakeSettings(dir, undefined)).toThrow(ExcavatorError);
    expect(() => lakeSettings(dir, undefined)).toThrow(got);
  }),
);

test('lake.json says the engine; without it, it is DuckDB; the caller goes before', () =>
  withLake(async (_lake, dir) => {
    expect(lakeSettings(dir, undefined)).toEqual({ engine: 'duckdb' });
    const settings = { engine: 'spark', master: 'yarn', conf: { 'spark.executor.memory': '4g' } } as const;
    writeFileSync(join(dir, 'lake.json'), JSON.stringify(settings));
    expect(lakeSettings(dir, undefined)).toEqual(settings);
    expect(lakeSettings(dir, { engine: 'duckdb' })).toEqual({ engine: 'duckdb' });
  }));

test('nothing is started and nothing kept where something is missing', () =>
  withLake(async (local, dir) => {
    const [workDir, logFile] = [join(dir, 'work'), join(dir, 'spark.log')];
    const master = `spark://127.0.0.1:${await closedPort()}`;
    const python = program(dir, 'python', `echo "$@" >> ${join(dir, 'asked')}; echo 4.0.0`);
    program(dir, 'java', java('21'));
    vi.stubEnv('PATH', `${dir}${delimiter}/usr/bin${delimiter}/bin`);
    vi.stubEnv('JAVA_HOME', '');
    await expect(openSparkLake({ local, workDir, logFile, master, python })).rejects.toThrow('Nobody answers');
    expect([workDir, logFile].filter((path) => existsSync(path))).toEqual([]);
    expect(readFileSync(join(dir, 'asked'), 'utf8')).not.toContain('driver.py');
  }));

test('paths to Spark: signs that have a meaning there are taken literally, several files are one relation', () => {
  expect(spark.parquet(['/a/b c.parquet'])).toBe('parquet.`file:///a/b c.parquet`');
  expect(spark.parquet(['/a/x*[1],?.parquet'])).toBe('parquet.`file:///a/x\\*\\[1\\]\\,\\?.parquet`');
  expect(spark.parquet(['/a/1', '/b`/2'])).toBe('parquet.`file:///{a/1,b``/2}`');
});
