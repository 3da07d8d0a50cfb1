import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { generateWorld } from '../../data/world/index.ts';
import { installationRoot } from '../../engine/config/index.ts';
import { type Engine, openEngine } from '../../engine/index.ts';
import type { Lake } from '../../engine/lake/index.ts';
import { openFolderLake } from '../support/home.ts';
import { lightConf, openTestSpark, python, smallConf, whyNoSpark } from '../support/spark.ts';
import { type Cluster, driverOf, shuffled, startBlindWorker, startCluster, until } from '../support/spark-cluster.ts';

const reason = whyNoSpark();
if (reason !== undefined) console.log(`a Spark cluster: ${reason}`);
const now = 1_900_000_000;
const seed = 3;

let root = '';
let clusters: Cluster[] = [];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'excavator-cluster-'));
});
afterEach(() => {
  for (const cluster of clusters) cluster.stop();
  clusters = [];
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

async function cluster(name: string, workers: number): Promise<Cluster> {
  const started = await startCluster(join(root, name), workers);
  clusters.push(started);
  return started;
}

async function withLocal<T>(work: (local: Lake, dir: string) => Promise<T>): Promise<T> {
  const folder = await openFolderLake();
  try {
    return await work(folder.lake, folder.dir);
  } finally {
    folder.drop();
  }
}

describe.skipIf(reason !== undefined)('a worker that is lost or blind', () => {
  test('killed in the middle of a shuffle: the same rows; when none is left it is said', () =>
    withLocal(async (local, dir) => {
      const started = await cluster('shuffle', 2);
      const spark = await openTestSpark(local, dir, started.master, {
        waitSeconds: 60,
        conf: {
          'spark.sql.shuffle.partitions': '24',
          'spark.sql.adaptive.coalescePartitions.enabled': 'false',
          'spark.default.parallelism': '8',
        },
      });
      try {
        const query = `select k, count(*) as n, count(distinct v) as d, cast(sum(v) as BIGINT) as s
          from (select n % 4001 as k, (n * 7919) % 100003 as v from range(0, 600000) as r(n)) as made group by k order by k`;
        const found = spark.columns(query);
        await until(() => shuffled(started, 1) > 0, 300, 'a shuffle file of worker 1');
        started.killWorker(1);
        expect(await found).toEqual(await local.columns(query));
        expect(readFileSync(join(dir, 'spark.log'), 'utf8')).toMatch(/Lost executor/);
        started.killWorker(2);
        await expect(spark.columns(query)).rejects.toMatchObject({ code: 'spark_no_executor' });
      } finally {
        spark.close();
      }
    }));

  test('no worker at all is said within the waiting time; one that does not see the home is found out', () =>
    withLocal(async (local, dir) => {
      const started = await cluster('blind', 0);
      await expect(openTestSpark(local, dir, started.master, { waitSeconds: 3 })).rejects.toMatchObject({
        code: 'spark_no_executor',
      });
      const blind = startBlindWorker(started, dir);
      if (blind === undefined) {
        console.log('a blind worker: skipped, the system gives no mount namespace');
        return;
      }
      try {
        await expect(openTestSpark(local, dir, started.master)).rejects.toMatchObject({ code: 'spark_unseen' });
      } finally {
        process.kill(-(blind.pid as number), 'SIGKILL');
      }
    }));
});

/** Every file below the open lake and the sealed half of resolve, by content. */
function filesOf(home: string): Readonly<Record<string, string>> {
  const below = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
      const path = join(dir, entry.name);
      return entry.isDirectory() ? below(path) : [path];
    });
  const sealed = join(home, 'sealed');
  const resolved = readdirSync(sealed).filter((name) => name.startsWith('resolve-'));
  const paths = [join(home, 'lake'), ...resolved.map((name) => join(sealed, name))].flatMap(below).sort();
  const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(paths.map((path) => [path.slice(home.length), hash(path)]));
}

describe.skipIf(reason !== undefined)('a run on a cluster', () => {
  async function homeOf(name: string, world: string): Promise<{ readonly home: string; open(): Promise<Engine> }> {
    const home = join(root, name);
    const open = (): Promise<Engine> => openEngine({ home, now, demoSeed: seed, memoryLimitMb: 1024 });
    const engine = await open();
    await engine.ingest(world);
    engine.close();
    return { home, open };
  }

  /** Statements of the run so far that Spark has kept or read. */
  const said = (home: string, pid: number): number => {
    const dir = join(home, 'sealed', 'tmp', String(pid), 'spark');
    return existsSync(dir) ? Number(readdirSync(dir).sort().at(-1)?.replace(/\D/g, '') ?? 0) : 0;
  };

  const killed = (child: ChildProcess): Promise<void> =>
    new Promise((gone) => {
      child.once('exit', () => gone());
      child.kill('SIGKILL');
    });

  test('Node killed, then the driver, then a worker: in the end the bytes of a run without Spark', async () => {
    const world = join(root, 'world');
    const truth = join(root, 'truth.csv');
    await generateWorld({
      people: 800,
      days: 20,
      seed,
      out: world,
      truth,
      format: 'parquet',
      onProgress: () => undefined,
    });
    const plain = await homeOf('plain', world);
    const wanted = await plain.open();
    const report = await wanted.run();
    wanted.close();

    const { master, killWorker } = await cluster('run', 2);
    const { home, open } = await homeOf('spread', world);
    const lake = { engine: 'spark', master, python, conf: { ...smallConf, ...lightConf }, waitSeconds: 120 };
    writeFileSync(join(home, 'lake.json'), JSON.stringify(lake));

    const command = ['dist/scripts/cli.js', '--home', home, 'run'];
    const child = spawn(process.execPath, command, { cwd: installationRoot(), stdio: ['ignore', 'ignore', 'inherit'] });
    const twenty = (): boolean => child.exitCode !== null || said(home, child.pid as number) > 20;
    await until(twenty, 600, 'twenty statements of resolve');
    expect(child.exitCode).toBe(null);
    const orphan = driverOf(child.pid as number) as number;
    await killed(child);
    await until(() => !existsSync(`/proc/${orphan}`), 30, 'the end of the driver of a killed process');

    const engine = await open();
    const first = engine.run().catch((error: unknown) => error);
    await until(() => readdirSync(join(home, 'lake')).some((name) => name.startsWith('contacts-')), 900, 'contacts');
    process.kill(driverOf(process.pid) as number, 'SIGKILL');
    expect(await first).toMatchObject({ code: 'spark_lost', kind: 'resource' });
    engine.close();
    expect(readdirSync(join(home, 'lake')).filter((name) => !name.startsWith('resolve-'))).toEqual([]);

    const again = await open();
    const second = again.run();
    await until(() => said(home, process.pid) > 40, 600, 'forty statements of contacts');
    killWorker(2);
    expect((await second).runId).toBe(report.runId);
    again.close();
    expect(filesOf(home)).toEqual(filesOf(plain.home));
    expect(Object.keys(filesOf(home)).length).toBeGreaterThan(20);
  });
});
