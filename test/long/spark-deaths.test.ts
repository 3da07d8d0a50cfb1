import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { installationRoot } from '../../engine/config/index.ts';
import { commitFolder, type Lake } from '../../engine/lake/index.ts';
import { withFolder, withLake } from '../support/home.ts';
import { openTestSpark, python, smallConf, whyNoSpark } from '../support/spark.ts';
import { driverOf, until } from '../support/spark-cluster.ts';

const reason = whyNoSpark();
if (reason !== undefined) console.log(`deaths of the driver: ${reason}`);

/** Two steps and a file, with something that may happen between them. */
const filling =
  (lake: Lake, between: () => void = () => undefined) =>
  async (folder: string): Promise<number> => {
    const { keep, joined } = lake.dialect;
    const record = "'r' || cast(n as STRING)";
    await lake.run(
      keep('met', `select n % 97 as a, n % 13 as b, n as moment, ${record} as record from range(0, 5000) as r(n)`),
    );
    between();
    const records = joined('record', ' ', 'moment');
    await lake.run(keep('pair', `select a, b, count(*) as n, ${records} as records from met group by a, b`));
    return lake.writeParquet('select * from pair order by a, b', join(folder, 'pair.parquet'));
  };

test.skipIf(reason !== undefined)('the driver killed: a clean error, nothing visible, then the same bytes', () =>
  withLake(async (local, dir) => {
    const [plain, spread] = [join(dir, 'plain'), join(dir, 'spread')];
    await commitFolder(plain, 'key', filling(local));

    const first = await openTestSpark(local, dir, 'local[2]');
    const killed = filling(first, () => process.kill(first.driverPid, 'SIGKILL'));
    await expect(commitFolder(spread, 'key', killed)).rejects.toMatchObject({ code: 'spark_lost', kind: 'resource' });
    expect([spread, `${spread}.partial`].filter((path) => existsSync(path))).toEqual([]);
    await expect(first.rows('select 1 as n')).rejects.toMatchObject({ code: 'spark_lost' });
    first.close();

    const second = await openTestSpark(local, dir, 'local[2]');
    try {
      await commitFolder(spread, 'key', filling(second));
    } finally {
      second.close();
    }
    expect(existsSync(join(dir, 'spark-work'))).toBe(false);
    const bytes = (folder: string): string => readFileSync(join(folder, 'pair.parquet')).toString('hex');
    expect(bytes(spread)).toBe(bytes(plain));
  }),
);

test.skipIf(reason !== undefined)('this process killed in the middle of a statement: the driver ends by itself', () =>
  withFolder(async (dir) => {
    const door = pathToFileURL(join(installationRoot(), 'dist', 'engine', 'lake', 'index.js')).href;
    const options = { workDir: join(dir, 'work'), logFile: join(dir, 'spark.log'), master: 'local[1]', python };
    const code = `
      const { openLake, openSparkLake } = await import(${JSON.stringify(door)});
      const local = await openLake({ threads: 1, memoryLimitMb: 256, tempDir: ${JSON.stringify(join(dir, 'spill'))} });
      const lake = await openSparkLake({ local, ...${JSON.stringify({ ...options, conf: smallConf })} });
      const endless = lake.rows('select count(*) as n from range(0, 1000000000000) as r(n) where n % 7 = 8');
      process.stdout.write('working');
      await endless;`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
    });
    await until(() => said === 'working' || child.exitCode !== null, 600, 'the statement');
    const driver = driverOf(child.pid as number) as number;
    expect(existsSync(`/proc/${driver}`)).toBe(true);
    child.kill('SIGKILL');
    await until(() => !existsSync(`/proc/${driver}`), 60, 'the end of the driver');
  }),
);
