import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { computeFeatures, writeFeatures } from '../../engine/features/index.ts';
import type { Part } from '../../engine/features/types.ts';
import { communities, FrozenGraph, readContacts, readGraph } from '../../engine/graph/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { readEstablished, resolvedTables } from '../../engine/resolve/index.ts';
import { publish } from '../fixtures/bench.ts';

/**
 * All features of a home that has run before, family by family, in processor seconds, so that a busy machine does not
 * decide. EXCAVATOR_BENCH_HOME names the home; for the goal, one of `excavator world --name medium`.
 */
const home = process.env.EXCAVATOR_BENCH_HOME;
const skipped = home === undefined ? ' (skipped: EXCAVATOR_BENCH_HOME names no home)' : '';

it.skipIf(home === undefined)(`every family of features${skipped}`, async () => {
  const lakeDir = join(home ?? '', 'lake');
  const manifests = readdirSync(lakeDir).filter((name) => name.startsWith('ranking-'));
  const [newest] = manifests
    .map((name) => join(lakeDir, name, 'manifest.json'))
    .sort((x, y) => statSync(y).mtimeMs - statSync(x).mtimeMs);
  const { content } = JSON.parse(readFileSync(newest ?? '', 'utf8')) as {
    content: Record<'resolve' | 'contacts', string>;
  };
  const scratch = mkdtempSync(join(tmpdir(), 'features-bench-'));
  const lake = await openLake({ threads: 2, memoryLimitMb: 2048, tempDir: join(scratch, 'spill') });
  const rows: (string | number)[][] = [];
  const part: Part = async (name, work, rowsOf) => {
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    const result = await work();
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000;
    rows.push([name, ((user + system) / 1e6).toFixed(2), seconds.toFixed(2), rowsOf?.(result) ?? '']);
    return result;
  };
  const table = (name: string): string => join(lakeDir, content.resolve, `${name}.parquet`);
  for (const name of resolvedTables)
    await lake.run(lake.dialect.view(name, `select * from ${sql.parquet([table(name)])}`));
  await lake.run(lake.dialect.view('identity_finding', `select * from ${sql.parquet([table('finding')])}`));
  const [count] = await lake.rows<{ persons: number; days: number }>(
    'select count(*) as persons, (select cast(count(distinct check_in // 86400) as BIGINT) from stay) as days from person',
  );
  const { persons = 0, days = 1 } = count ?? {};
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const graph = await part(
    'read graph',
    () => readGraph(lake, persons, join(lakeDir, content.contacts, 'edge.parquet')),
    ({ size }) => size,
  );
  const contacts = await part(
    'read contacts',
    () => readContacts(lake, join(lakeDir, content.contacts, 'contact.parquet')),
    ({ a }) => a.length,
  );
  const { byRole } = await readEstablished(lake, table('established'));
  const seeds = { user: [...byRole.user], retailer: [...byRole.retailer], supplier: [...byRole.supplier] };
  const community = await part('communities', () => communities(new FrozenGraph(graph), 1).of);
  const features = await computeFeatures({ lake, graph, contacts, community, seeds, days, part });
  await part('write', () => writeFeatures(join(scratch, 'features.bin'), features));
  const { user, system } = process.cpuUsage(cpu);
  rows.push(['total', ((user + system) / 1e6).toFixed(2), ((performance.now() - start) / 1000).toFixed(2), persons]);
  lake.close();
  rmSync(scratch, { recursive: true });
  publish('features', {
    title: `All ${features.names.length} features of ${persons.toLocaleString('en')} persons, ${contacts.a.length.toLocaleString('en')} contacts, ${days} days`,
    columns: ['part', 'processor seconds', 'seconds', 'rows'],
    rows,
    note: `Peak resident memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB. Goal on the medium world: 60 seconds and 4,096 MB or less. Two threads in the SQL engine.`,
  });
});
