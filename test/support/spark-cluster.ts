import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { installationRoot } from '../../engine/config/index.ts';
import { python } from './spark.ts';

/** A master and workers on loopback by scripts/spark-cluster, in a folder of their own. */
export interface Cluster {
  readonly master: string;
  /** Logs, process ids and what the workers spill. */
  readonly dir: string;
  /** Kills a worker with its executor, as a power cut does. */
  killWorker(number: number): void;
  stop(): void;
}

export async function startCluster(dir: string, workers: number): Promise<Cluster> {
  const port = await freePort();
  const script = join(installationRoot(), 'scripts', 'spark-cluster');
  const env = {
    ...process.env,
    EXCAVATOR_PYTHON: python,
    SPARK_CLUSTER_DIR: dir,
    SPARK_CLUSTER_PORT: String(port),
    SPARK_CLUSTER_WORKERS: String(workers),
  };
  const started = spawnSync(script, ['start'], { env, encoding: 'utf8' });
  const stop = (): void => {
    spawnSync(script, ['stop'], { env });
  };
  if (started.status !== 0) {
    stop();
    throw new Error(started.stderr);
  }
  return {
    master: started.stdout.trim(),
    dir,
    killWorker: (number) => process.kill(-Number(readFileSync(join(dir, `worker-${number}.pid`), 'utf8')), 'SIGKILL'),
    stop,
  };
}

/** A worker that has an empty folder where the others have `hidden`; undefined where the system forbids it. */
export function startBlindWorker(cluster: Cluster, hidden: string): ChildProcess | undefined {
  if (spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', hidden]).status !== 0) return undefined;
  const home = spawnSync(python, ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'], {
    encoding: 'utf8',
  }).stdout.trim();
  const worker = [
    `"${home}/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g`,
    `--webui-port 0 --work-dir "${cluster.dir}/blind" ${cluster.master}`,
  ].join(' ');
  return spawn('unshare', ['-Urm', 'sh', '-c', `mount -t tmpfs none "${hidden}" && exec ${worker}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1', SPARK_LOCAL_DIRS: cluster.dir },
  });
}

/** Whole shuffle files that a worker has written so far. */
export function shuffled(cluster: Cluster, worker: number): number {
  const names = readdirSync(join(cluster.dir, `worker-${worker}`), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /shuffle_\d+_\d+_\d+\.data$/.test(name)).length;
}

/** The driver that a process has started. */
export function driverOf(pid: number): number | undefined {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid), '-f', 'driver.py'], { encoding: 'utf8' });
  const found = Number(stdout.split('\n')[0]);
  return found > 0 ? found : undefined;
}

export async function until(holds: () => boolean, seconds: number, what: string): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
