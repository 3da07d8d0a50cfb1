import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { measureGraph } from '../../engine/graph/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'graph-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function parquet(name: string, query: string): Promise<string> {
  const file = join(folder, name);
  const lake = await openLake({ threads: 2, memoryLimitMb: 1500, tempDir: join(folder, 'tmp') });
  await lake.run(`copy (${query}) to ${sql.text(file)} (format parquet)`);
  lake.close();
  return file;
}

it('refuses 2^31 edges before it reads them', async () => {
  const edges = await parquet('huge.parquet', "select 'a' as source, 'b' as target from range(2147483648)");
  const out = join(folder, 'out.csv');
  await expect(measureGraph({ edges, out, measures: ['degree'] })).rejects.toMatchObject({
    code: 'edge_file_too_large',
    fault: { got: '2147483648 edges' },
  });
});

it('reads 20 million edges of text ids while the SQL engine has one gigabyte', async () => {
  const id = (factor: number): string => `'P-' || cast((i * ${factor}) % 1999993 as varchar)`;
  const edges = await parquet(
    'large.parquet',
    `select ${id(7919)} as source, ${id(104729)} as target from range(20000000) as t(i)`,
  );
  const out = join(folder, 'large-out.parquet');
  const measures = ['component', 'k_core', 'pagerank'];
  const report = await measureGraph({ edges, out, measures, memoryLimitMb: 1000 });
  expect(report.nodes).toBe(1_999_993);
  expect(report.edges + report.parallelsMerged + report.loopsDropped).toBe(20_000_000);
  const lake = await openLake({ threads: 1, memoryLimitMb: 500, tempDir: join(folder, 'tmp') });
  const [rows] = await lake.rows(`select count(*) as n, count(distinct id) as ids, round(sum(pagerank), 6) as mass
    from ${sql.parquet([out])}`);
  lake.close();
  expect(rows).toEqual({ n: 1_999_993, ids: 1_999_993, mass: 1 });
});
