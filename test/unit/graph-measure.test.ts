import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type GraphReport, graphMeasures, type MeasureOptions, measureGraph } from '../../engine/graph/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { openLake, sql } from '../../engine/lake/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'graph-measure-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function edgeFile(content: string | Uint8Array): string {
  const file = join(folder, `edges${files++}.csv`);
  writeFileSync(file, content);
  return file;
}

async function measured(
  content: string | Uint8Array,
  measures: string,
  options: Partial<MeasureOptions> = {},
): Promise<{ report: GraphReport; rows: string[]; text: string }> {
  const out = join(folder, `out${files++}.csv`);
  const report = await measureGraph({ edges: edgeFile(content), out, measures: measures.split(','), ...options });
  const text = readFileSync(out, 'utf8');
  return { report, rows: text.trimEnd().split('\n').slice(1), text };
}

const refusal = (content: string | Uint8Array, measures = 'degree') =>
  measured(content, measures).then(
    () => undefined,
    (error: unknown) => (error as { fault?: { code: string; where?: string; got?: string } }).fault,
  );

describe('excavator graph: what is written', () => {
  it('a measure that does not settle leaves its columns empty and says so; the others are there', async () => {
    const line = Array.from({ length: 300 }, (_, i) => `${i},${i + 1}`);
    const { report, rows } = await measured(`source,target\n${line.join('\n')}\n`, 'degree,hits,pagerank');
    expect(report.columns).toEqual(['id', 'degree', 'hub', 'authority', 'pagerank']);
    expect(report.notices.join(' ')).toContain('hub and authority are left empty');
    expect(rows.every((row) => /^\d+,[12],,,0\.\d+(e-\d+)?$/.test(row))).toBe(true);
    // The control: where they settle they are numbers.
    const star = await measured('source,target\nm,a\nm,b\nm,c\n', 'hits');
    expect(star.report.notices).toEqual([]);
    expect(star.rows.every((row) => !row.includes(',,'))).toBe(true);
  });

  it('one row a node in the order of the ids as text, a column a measure', async () => {
    const { report, text } = await measured('source,target\nb,a\n10,9\n9,b\n', 'degree,component,k-core');
    expect(text).toBe('id,degree,component,k_core\n10,1,0,1\n9,2,0,1\na,1,0,1\nb,2,0,1\n');
    expect(report).toMatchObject({ nodes: 4, edges: 3, directed: false, weighted: false, findings: { components: 1 } });
  });

  it('keeps any text as an id: zeros in front, commas, quotes, line breaks, other scripts', async () => {
    const { text } = await measured('source,target\n007,"a,b"\n"x ""y""","line\nbreak"\n7,挖掘机\n', 'degree');
    expect(text).toBe('id,degree\n007,1\n7,1\n"a,b",1\n"line\nbreak",1\n"x ""y""",1\n挖掘机,1\n');
  });

  it('drops loops, merges repeats in both directions and counts both', async () => {
    const edges = 'source,target,weight\na,b,1\nb,a,2\na,b,0.5\nc,c,9\na,c,1\n';
    const { report, rows } = await measured(edges, 'degree,strength');
    expect(rows).toEqual(['a,2,4.5', 'b,1,3.5', 'c,1,1.0']);
    expect(report).toMatchObject({ loopsDropped: 1, parallelsMerged: 2, edges: 2, weighted: true });
    const directed = await measured(edges, 'degree,strength', { directed: true });
    expect(directed.rows).toEqual(['a,1,2,2.0,2.5', 'b,1,1,1.5,2.0', 'c,1,0,1.0,0.0']);
    expect(directed.report).toMatchObject({ loopsDropped: 1, parallelsMerged: 1, edges: 3 });
  });

  it('reads a mark of byte order, CRLF, mixed line endings, empty lines, other columns in any order', async () => {
    const plain = (await measured('source,target\na,b\nb,c\n', 'degree')).text;
    for (const variant of [
      '\uFEFFsource,target\na,b\nb,c\n',
      'source,target\r\na,b\r\nb,c\r\n',
      'source,target\na,b\r\nb,c',
      'source,target\n\na,b\n\n\nb,c\n\n',
      '"source","target"\n"a","b"\nb,c\n',
    ])
      expect((await measured(variant, 'degree')).text, JSON.stringify(variant)).toBe(plain);
    const more = await measured('when,target,note,source\n5,b,,a\n6,c,"x,y",b\n', 'degree');
    expect(more.text).toBe(plain);
    expect(more.report.ignoredColumns).toEqual(['when', 'note']);
    const nameless = await measured('source,target,,we"ight\na,b,,1\nb,c,x,2\n', 'degree');
    expect(nameless.text).toBe(plain);
    expect(nameless.report.ignoredColumns).toEqual(['column 3', 'we"ight']);
  });

  it('finds the resolution at which a ring of 40 cliques falls apart, which 1 is not (Fortunato & Barthélemy 2007)', async () => {
    const cliques = 40;
    const lines = ['source,target'];
    for (let clique = 0; clique < cliques; clique++) {
      for (let a = 0; a < 5; a++) for (let b = 0; b < a; b++) lines.push(`${clique}-${a},${clique}-${b}`);
      lines.push(`${clique}-0,${(clique + 1) % cliques}-1`);
    }
    const groups = async (options: Partial<MeasureOptions>) =>
      (await measured(`${lines.join('\n')}\n`, 'community,louvain,community_levels', options)).report.findings;
    expect((await groups({ resolution: 1 })).community_count).toBeLessThan(cliques);
    expect(await groups({})).toMatchObject({ community_count: cliques, louvain_count: cliques });
    expect((await groups({})).community_coarse_count).toBeLessThanOrEqual(cliques);
  });

  it('gives an empty table for a header alone', async () => {
    for (const measures of ['all', 'pagerank']) {
      const { report, rows } = await measured('source,target\n', measures);
      expect(rows).toEqual([]);
      expect(report).toMatchObject({ nodes: 0, edges: 0 });
    }
  });

  it('computes every measure on corner cases without a number that is none', async () => {
    for (const edges of ['a,a', 'a,b', 'a,b\nc,d', 'a,b\nb,c\nc,a']) {
      for (const directed of [false, true]) {
        const { report, text } = await measured(`source,target\n${edges}\n`, 'all', { directed, restart: ['a'] });
        expect(text).not.toMatch(/nan|inf/i);
        const untimed = graphMeasures.filter(({ timed }) => !timed);
        expect(report.columns.length).toBeGreaterThan(untimed.length - 2);
      }
    }
  });

  it('reads and writes Parquet with the same numbers', async () => {
    const lake = await openLake({ threads: 1, memoryLimitMb: 500, tempDir: join(folder, 'tmp') });
    const edges = join(folder, 'edges.parquet');
    const out = join(folder, 'out.parquet');
    await lake.run(
      `copy (select i as source, (i * 7) % 11 as target, 1.5 as weight from range(11) as t(i)) to ${sql.text(edges)}`,
    );
    const report = await measureGraph({ edges, out, measures: ['degree', 'pagerank'] });
    const rows = await lake.rows(`select id, degree, round(pagerank, 6) as p from ${sql.parquet([out])} limit 3`);
    lake.close();
    expect(report).toMatchObject({ nodes: 11, loopsDropped: 1, edges: 10, parallelsMerged: 0 });
    expect(rows).toEqual([
      { id: '0', degree: 0, p: expect.any(Number) },
      { id: '1', degree: 2, p: expect.any(Number) },
      { id: '10', degree: 2, p: expect.any(Number) },
    ]);
  });

  it('same bytes at any number of threads, whatever the order of the edges', async () => {
    const rng = createRng(11);
    const lines = Array.from({ length: 5000 }, () => `n${rng.int(400)},n${rng.int(400)},${rng.uniform() + 0.01}`);
    const one = await measured(`source,target,weight\n${lines.join('\n')}\n`, 'all', { threads: 1, samples: 50 });
    const two = await measured(`source,target,weight\n${lines.join('\n')}\n`, 'all', { threads: 4, samples: 50 });
    const turned = await measured(`source,target,weight\n${lines.reverse().join('\n')}\n`, 'all', {
      threads: 2,
      samples: 50,
    });
    expect(two.text).toBe(one.text);
    expect(turned.text).toBe(one.text);
  });
});

describe('excavator graph: what is refused, and where', () => {
  it('names missing, repeated and misspelt columns', async () => {
    expect(await refusal('from,to\na,b\n')).toMatchObject({ code: 'edge_column_missing', got: 'from, to' });
    expect(await refusal('source,to\na,b\n')).toMatchObject({ code: 'edge_column_missing' });
    expect(await refusal('source,target,source\na,b,c\n')).toMatchObject({ code: 'edge_column_missing' });
  });

  it.each(['-1', 'NaN', 'nan', 'Infinity', '-inf', '0', '', 'heavy', '1,5', '1e308', '1.01e100', '9e-101', '1e-310'])(
    'weight %s, with its line',
    async (weight) => {
      const quoted = weight.includes(',') ? `"${weight}"` : weight;
      const fault = await refusal(`source,target,weight\na,"b\nb",1\n\nc,d,${quoted}\ne,f,-2\n`);
      expect(fault).toMatchObject({ code: 'edge_weight_refused', where: expect.stringMatching(/line 5 and 1 more$/) });
    },
  );

  it('weights at the bounds give finite numbers everywhere', async () => {
    for (const weights of [
      ['1e100', '1e100', '1e100'],
      ['1e-100', '1e-100', '1e-100'],
      ['1e100', '1e-100', '1'],
    ]) {
      const lines = [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['b', 'a'],
        ['c', 'd'],
      ].map((ends, i) => `${ends.join()},${weights[i % 3]}`);
      const { report, rows } = await measured(`source,target,weight\n${lines.join('\n')}\n`, 'all');
      expect(rows.join()).not.toMatch(/nan|inf/i);
      expect(Object.values(report.findings).filter((value) => !Number.isFinite(value))).toEqual([]);
      const strength = report.columns.indexOf('strength');
      expect(rows.every((row) => Number(row.split(',')[strength]) > 0)).toBe(true);
    }
  });

  it('an edge without an id', async () => {
    expect(await refusal('source,target\na,b\n,c\n')).toMatchObject({
      code: 'edge_id_missing',
      where: expect.stringMatching(/line 3$/),
    });
    expect(await refusal('source,target\na,b\nc,""\n')).toMatchObject({ code: 'edge_id_missing' });
  });

  it('rows with too few or too many fields, open quotes, text after quotes, bytes that are no text', async () => {
    const line = (n: number) => ({
      code: 'edge_file_unreadable',
      where: expect.stringMatching(new RegExp(`line ${n}$`)),
    });
    expect(await refusal('source,target\na,b\nc\n')).toMatchObject(line(3));
    expect(await refusal('source,target\na,b,c\n')).toMatchObject(line(2));
    expect(await refusal('source,target\na,b\n"c,d\n')).toMatchObject(line(3));
    expect(await refusal('source,target\n"a"x,b\n')).toMatchObject(line(2));
    expect(
      await refusal(Buffer.concat([Buffer.from('source,target\na,'), Buffer.from([0xff, 0xfe, 10])])),
    ).toMatchObject({
      code: 'edge_file_unreadable',
    });
  });

  it('never repeats a row in its words', async () => {
    for (const content of [
      'source,target\nSECRET\n',
      'source,target,weight\nSECRET,b,-1\n',
      'source,target\nSECRET,\n',
    ])
      expect(JSON.stringify(await refusal(content))).not.toContain('SECRET');
  });

  it('empty, missing and nameless files, folders, files that are not what they say', async () => {
    expect(await refusal('')).toMatchObject({ code: 'edge_file_empty' });
    expect(await refusal('\n \n')).toMatchObject({ code: 'edge_file_empty' });
    const run = (edges: string, out = join(folder, 'x.csv')) => measureGraph({ edges, out, measures: ['degree'] });
    await expect(run(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'edge_file_missing' });
    await expect(run(folder)).rejects.toMatchObject({ code: 'edge_file_format' });
    await expect(run(join(folder, 'a.txt'))).rejects.toMatchObject({ code: 'edge_file_format' });
    writeFileSync(join(folder, 'false.parquet'), 'source,target\na,b\n');
    await expect(run(join(folder, 'false.parquet'))).rejects.toMatchObject({ code: 'edge_file_unreadable' });
    await expect(run(edgeFile('source,target\na,b\n'), join(folder, 'no', 'x.csv'))).rejects.toMatchObject({
      code: 'out_folder_missing',
    });
  });

  it('unknown measures and starts, and leaves no file behind', async () => {
    expect(await refusal('source,target\na,b\n', 'degree,beauty')).toMatchObject({
      code: 'measure_unknown',
      got: '"beauty"',
    });
    expect(await refusal('source,target\na,b\n', 'ppr')).toMatchObject({ code: 'restart_missing' });
    await expect(measured('source,target\na,b\n', 'ppr', { restart: ['a', 'z'] })).rejects.toMatchObject({
      code: 'restart_unknown',
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});
