import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type GraphReport,
  type MeasureOptions,
  measureGraph,
  type PathOptions,
  type PathReport,
  pathInFile,
} from '../../engine/graph/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { allPaths, chains, type Meeting } from '../oracles/graph-paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'graph-timed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const seed = Number(process.env.EXCAVATOR_TEST_SEED ?? 20_261_125);
let files = 0;

function edgeFile(content: string): string {
  const file = join(folder, `edges${files++}.csv`);
  writeFileSync(file, content);
  return file;
}

async function measured(
  edges: string,
  measures: string,
  options: Partial<MeasureOptions> = {},
): Promise<{ report: GraphReport; text: string }> {
  const out = join(folder, `out${files++}.csv`);
  const report = await measureGraph({ edges, out, measures: measures.split(','), ...options });
  return { report, text: readFileSync(out, 'utf8') };
}

const path = (content: string, options: Partial<PathOptions> = {}): Promise<PathReport> =>
  pathInFile({ edges: edgeFile(content), from: 'a', to: 'c', ...options });

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as { fault?: { code: string; where?: string; got?: string } }).fault,
  );

const motifs = 'fan_in,fan-out,scatter_gather,cycles,relay,successive_phones';

describe('motifs of an edge file', () => {
  it('a column a motif, in the window asked for, whichever way the instants are written', async () => {
    const rows = (times: readonly string[]): string =>
      `source,target,time\n${['s,a', 's,b', 'a,g', 'b,g', 'g,s'].map((pair, i) => `${pair},${times[i]}`).join('\n')}\n`;
    const epoch = rows(['1000', '1060', '2000', '2060', '3000.5']);
    const { report, text } = await measured(edgeFile(epoch), motifs, { directed: true, windowSeconds: 2500 });
    expect(text.startsWith('id,fan_in,fan_out,scatter,gather,cycle,relay_chain,contacts_taken_up')).toBe(true);
    expect(text.split('\n').find((row) => row.startsWith('s,'))).toBe('s,1,2,2,1,2.0,0.0,0,0');
    expect(
      text
        .split('\n')
        .find((row) => row.startsWith('g,'))
        ?.split(',')
        .slice(1, 5),
    ).toEqual(['2', '1', '0', '2']);
    expect(report.findings.window_seconds).toBe(2500);
    const short = await measured(edgeFile(epoch), motifs, { directed: true, windowSeconds: 500 });
    expect(short.text.split('\n').find((row) => row.startsWith('s,'))).toBe('s,1,2,0,0,0.0,0.0,0,0');
    const iso = rows([
      '1970-01-01T00:16:40Z',
      '1970-01-01T08:17:40+08:00',
      '1969-12-31T19:33:20-05:00',
      '1970-01-01 00:34:20+00:00',
      '3000.5',
    ]);
    const again = await measured(edgeFile(iso), motifs, { directed: true, windowSeconds: 2500 });
    expect(again.text).toBe(text);
  });

  it('the default window is a day; `all` has motifs where there is a time, and nothing else changes', async () => {
    const timed = await measured(edgeFile('source,target,time\na,b,0\nb,c,86400\nc,d,172801\n'), 'all');
    expect(timed.report.findings.window_seconds).toBe(86400);
    expect(timed.report.columns).toContain('relay_chain');
    const plain = await measured(edgeFile('source,target\na,b\nb,c\nc,d\n'), 'all');
    expect(plain.report.columns).not.toContain('relay_chain');
    expect(timed.report.columns.filter((name) => plain.report.columns.includes(name))).toEqual(plain.report.columns);
    const ignored = await measured(edgeFile('source,target,time\na,b,some day\n'), 'degree');
    expect(ignored.report.ignoredColumns).toEqual(['time']);
  });

  it(`relay chains of random files are those of a slow reader, at any number of threads (seed ${seed})`, async () => {
    const rng = createRng(seed);
    const list = Array.from({ length: 60 }, (): Meeting => [rng.int(9), rng.int(9), rng.int(50)]);
    const file = edgeFile(`source,target,time\n${list.map((row) => row.join()).join('\n')}\n`);
    const one = await measured(file, motifs, { directed: true, windowSeconds: 8, threads: 1 });
    const two = await measured(file, motifs, { directed: true, windowSeconds: 8, threads: 2 });
    expect(two.text).toBe(one.text);
    const found = chains(
      list.filter(([a, b]) => a !== b),
      2,
      8,
    ).filter(([first, last]) => first[0] !== last[1]);
    for (const row of one.text.trim().split('\n').slice(1)) {
      const cells = row.split(',');
      expect([cells[0], Number(cells[6])]).toEqual([
        cells[0],
        found.filter(([first]) => first[1] === Number(cells[0])).length,
      ]);
    }
  });

  it('Parquet: whole numbers, fractions and timestamps', async () => {
    const lake = await openLake({ threads: 1, memoryLimitMb: 500, tempDir: join(folder, 'tmp') });
    const texts: string[] = [];
    for (const time of ['i * 60', 'i * 60.0', "timestamp '1970-01-01' + to_seconds(i * 60)"]) {
      const file = join(folder, `timed${files++}.parquet`);
      await lake.run(
        `copy (select i % 5 as source, (i * 3) % 5 as target, ${time} as time from range(40) as t(i)) to ${sql.text(file)}`,
      );
      texts.push((await measured(file, motifs, { windowSeconds: 300 })).text);
    }
    lake.close();
    expect(new Set(texts).size).toBe(1);
  });
});

describe('what is refused', () => {
  it('motifs and paths in time without the column, with what to do', async () => {
    const plain = edgeFile('source,target\na,b\n');
    expect(await faultOf(measured(plain, 'fan_in'))).toMatchObject({ code: 'edge_time_missing' });
    expect(await faultOf(path('source,target\na,c\n', { timeRespecting: true }))).toMatchObject({
      code: 'edge_time_missing',
    });
  });

  it.each(['', 'noon', '2026-03-01', '2026-03-01T08:00:00', 'NaN', 'inf', '2026-13-01T00:00:00Z', '08:00'])(
    'the instant %j, with its line',
    async (time) => {
      const fault = await faultOf(measured(edgeFile(`source,target,time\na,b,1\nb,c,${time}\n`), 'fan_in'));
      expect(fault).toMatchObject({ code: 'edge_time_refused', where: expect.stringMatching(/line 3$/) });
    },
  );

  it('ends that are not in the file, without naming them; options that contradict each other', async () => {
    const fault = await faultOf(path('source,target\na,b\n', { to: 'SECRET' }));
    expect(fault).toMatchObject({ code: 'path_end_unknown', where: '--to' });
    expect(JSON.stringify(fault)).not.toContain('SECRET');
    expect(await faultOf(path('source,target,time\na,c,1\n', { timeRespecting: true, k: 2 }))).toMatchObject({
      code: 'path_option_refused',
    });
  });
});

describe('paths of an edge file', () => {
  it('the best by hops and by weight are among all paths, the cheapest first', async () => {
    const rng = createRng(seed + 1);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const list = Array.from({ length: 9 }, () => [rng.int(5), rng.int(5), 1 + rng.int(4)] as const);
    const matrix = names.map((_, i) =>
      names.map((__, j) =>
        list
          .filter(([a, b]) => i !== j && ((a === i && b === j) || (a === j && b === i)))
          .reduce((sum, row) => sum + row[2], 0),
      ),
    );
    const rows = [
      ...names.map((name) => `${name},${name},1`),
      ...list.map(([a, b, w]) => `${names[a]},${names[b]},${w}`),
    ];
    for (const by of ['hops', 'weight'] as const) {
      const all = allPaths(matrix, 0, 2, (weight) => (by === 'hops' ? 1 : 1 / weight));
      const { paths } = await path(`source,target,weight\n${rows.join('\n')}\n`, { k: 4, by });
      expect(paths.length).toBe(Math.min(4, all.length));
      for (const [i, { cost, ids, weights }] of paths.entries()) {
        expect(cost).toBeCloseTo(all[i]?.cost ?? -1, 9);
        expect(all.map(({ nodes }) => nodes.map((node) => names[node]).join())).toContain(ids.join());
        expect(weights).toEqual(
          ids.slice(1).map((id, at) => matrix[names.indexOf(ids[at] ?? '')]?.[names.indexOf(id)]),
        );
      }
    }
  });

  it('in order of time: over meetings that follow each other, undirected ones both ways', async () => {
    const rows = 'source,target,time\nb,a,10\nb,c,20\na,d,30\nd,c,25\n';
    const both = await path(rows, { timeRespecting: true });
    expect(both.paths).toEqual([{ ids: ['a', 'b', 'c'], seconds: [10, 20], cost: 2 }]);
    expect((await path(rows, { timeRespecting: true, directed: true })).paths).toEqual([]);
    expect((await path(rows, { timeRespecting: true, from: 'c', to: 'a' })).paths).toEqual([
      { ids: ['c', 'd', 'a'], seconds: [25, 30], cost: 2 },
    ]);
    expect((await path(rows, { timeRespecting: true, to: 'a' })).paths).toEqual([]);
  });
});
