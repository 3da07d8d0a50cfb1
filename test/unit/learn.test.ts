import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ExcavatorError } from '../../engine/kernel/errors.ts';
import { averagePrecision } from '../../engine/kernel/ranking-metrics.ts';
import { type LearnReport, learnClasses, learnGraph } from '../../engine/learn/index.ts';
import { withFolder, withLake } from '../support/home.ts';
import { plantedGraph, problemOf, writeFiles } from './learn-worlds.ts';

const planted = plantedGraph('homophilous', 240, 60, 21);
const memoryLimitMb = 512;

const run = (dir: string, extra: object = {}): Promise<LearnReport> =>
  learnGraph({
    nodes: join(dir, 'nodes.csv'),
    edges: join(dir, 'edges.csv'),
    out: join(dir, 'out.csv'),
    memoryLimitMb,
    threads: 1,
    ...extra,
  });

/** A tiny graph of which one thing may be wrong. */
const tiny = (dir: string, change: { nodes?: string; edges?: string } = {}): Promise<LearnReport> => {
  const rows = Array.from({ length: 12 }, (_, i) => `n${i},${i},${i % 5},${i % 2},${i < 8 ? 'train' : 'test'}`);
  writeFileSync(join(dir, 'nodes.csv'), change.nodes ?? ['id,x,y,label,split', ...rows, ''].join('\n'));
  writeFileSync(join(dir, 'edges.csv'), change.edges ?? 'source,target\nn0,n1\nn2,n3\n');
  return run(dir);
};

const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof ExcavatorError)) throw new Error(`expected a refusal, got ${String(error)}`);
  expect(error.fault.advice).not.toBe('');
  return error.code;
};

describe('learn', () => {
  test('labels of test rows change nothing, byte for byte; labels of train rows do', async () => {
    await withFolder(async (dir) => {
      writeFiles(dir, planted);
      const report = await run(dir);
      const first = readFileSync(join(dir, 'out.csv'), 'utf8');
      const odd = ['zebra', '7', '', 'a', 'b', '-1e9'];
      writeFiles(dir, planted, (_, node) => odd[node % odd.length]);
      await run(dir, { threads: 2 }); // threads change nothing either
      expect(readFileSync(join(dir, 'out.csv'), 'utf8')).toBe(first);

      expect(report.nodes).toBe(240);
      expect([report.train, report.valid]).toEqual([40, 20]);
      const lines = first.trimEnd().split('\n');
      expect(lines[0]).toBe('id,p_a,p_b');
      expect(lines).toHaveLength(241);
      const rows = lines.slice(1).map((line) => line.split(','));
      for (const [id, a, b] of rows) {
        expect(id).toMatch(/^n\d+$/);
        expect(Number(a) + Number(b)).toBeCloseTo(1, 6);
      }
      const isTest = planted.truth.map((_, i) => (planted.labelled.includes(i) ? 0 : 1));
      const unseen = rows.filter((_, i) => isTest[i] === 1);
      const scores = Float64Array.from(unseen, ([, , b]) => Number(b));
      const truth = Uint8Array.from(planted.truth.filter((_, i) => isTest[i] === 1));
      expect(averagePrecision(scores, truth)).toBeGreaterThan(0.7);

      const flipped = { ...planted, truth: planted.truth.map((c, i) => (i === planted.labelled[0] ? 1 - c : c)) };
      writeFiles(dir, flipped);
      await run(dir);
      expect(readFileSync(join(dir, 'out.csv'), 'utf8')).not.toBe(first);
    });
  }, 60_000);

  test('workers learn what the calling thread learns, byte for byte', async () => {
    const large = plantedGraph('heterophilous', 2500, 50, 8);
    const wide = { ...large, columns: Array.from({ length: 20 }, (_, k) => large.columns[k % 6]) };
    const [alone, together] = await Promise.all(
      [1, 2].map((threads) => learnClasses(problemOf(wide), 1, () => undefined, threads)),
    );
    expect(together).toEqual(alone);
  });

  test('CSV, NDJSON and Parquet say the same', async () => {
    await withLake(async (lake, dir) => {
      await tiny(dir);
      const csv = readFileSync(join(dir, 'out.csv'), 'utf8');
      const nodes = `read_csv('${join(dir, 'nodes.csv')}')`;
      const edges = `read_csv('${join(dir, 'edges.csv')}')`;
      await lake.run(`copy (select * from ${nodes}) to '${join(dir, 'nodes.parquet')}' (format parquet)`);
      await lake.run(`copy (select * from ${edges}) to '${join(dir, 'edges.parquet')}' (format parquet)`);
      await lake.run(
        `copy (select *, cast(label as DOUBLE) as l from ${nodes}) to '${join(dir, 'nodes.ndjson')}' (format json)`,
      );
      await run(dir, { nodes: join(dir, 'nodes.parquet'), edges: join(dir, 'edges.parquet') });
      expect(readFileSync(join(dir, 'out.csv'), 'utf8')).toBe(csv);

      await run(dir, { out: join(dir, 'out.parquet') });
      const back = await lake.rows<{ id: string; p_1: number }>(
        `select id, p_1 from read_parquet('${join(dir, 'out.parquet')}')`,
      );
      expect(back.map(({ id, p_1 }) => [id, p_1])).toEqual(
        csv
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((line) => [line.split(',')[0], Number(line.split(',')[2])]),
      );
    });
  });

  test('what cannot be used is left out, counted and said', async () => {
    await withFolder(async (dir) => {
      const rows = Array.from({ length: 12 }, (_, i) =>
        [
          `n${i}`,
          i === 3 ? 'inf' : i,
          7,
          '',
          i % 3 === 0 ? 'red' : 'blue',
          i === 1 ? '' : i % 2,
          i < 8 ? 'train' : '',
        ].join(','),
      );
      const report = await tiny(dir, {
        nodes: ['id,x,same,nothing,colour,label,split', ...rows, ''].join('\n'),
        edges: 'source,target\nn0,n1\nn1,n0\nn2,n2\nn2,stranger\nn3,\nn4,n5\n',
      });
      const said = report.notices.join('\n');
      expect(said).toContain('Infinite values count as missing: x (1)');
      expect(said).toContain('Columns with one value or none were left out: same, nothing');
      expect(said).toContain('Columns of words became columns of 0 and 1: colour=blue, colour=red');
      expect(said).toContain('2 of 6 edges name an id that is not among the nodes');
      expect(said).toContain('1 edges lead from a node to itself');
      expect(said).toContain('1 edges repeat a pair of nodes: they count once');
      expect(said).toContain('4 nodes have no split');
      expect(said).toContain('1 nodes of train and valid have no label');
      expect(report.edges).toBe(2);
    });
  });

  test('nodes without columns are learned from the graph alone, nodes without edges from their columns', async () => {
    await withFolder(async (dir) => {
      const rows = Array.from({ length: 30 }, (_, i) => `n${i},${i < 10 ? 1 : 0},${i % 3 === 0 ? 'test' : 'train'}`);
      const ring = Array.from({ length: 10 }, (_, i) => Array.from({ length: i }, (_, j) => `n${i},n${j}`)).flat();
      const graphOnly = await tiny(dir, {
        nodes: ['id,label,split', ...rows, ''].join('\n'),
        edges: ['source,target', ...ring, 'n20,n21', ''].join('\n'),
      });
      expect(graphOnly.averagePrecision).toBeGreaterThan(0.9);
      const looped = await tiny(dir, { edges: 'source,target\nn0,n0\n' });
      expect(looped.sets.map(({ groups }) => groups)).toEqual([['own']]);
    });
  });

  test('weights are used with --weights only', async () => {
    await withFolder(async (dir) => {
      const edges = 'source,target,weight\nn0,n1,1\nn1,n2,50\nn2,n3,0\nn3,n4,x\nn4,n5,2\nn0,n5,9\n';
      await tiny(dir, { edges });
      const plain = readFileSync(join(dir, 'out.csv'), 'utf8');
      const report = await run(dir, { weights: true });
      expect(report.notices.join('\n')).toContain('2 of 6 edges have a weight that is not a number above zero');
      writeFileSync(join(dir, 'edges.csv'), 'source,target\nn0,n1\n');
      expect(await faultOf(run(dir, { weights: true }))).toBe('column_missing');
      await tiny(dir, { edges: edges.replaceAll(',50', ',1') });
      expect(readFileSync(join(dir, 'out.csv'), 'utf8')).toBe(plain);
    });
  });
});

describe('refused in words', () => {
  const head = 'id,x,y,label,split';
  const rows = (of: (i: number) => string): string =>
    [head, ...Array.from({ length: 12 }, (_, i) => of(i)), ''].join('\n');
  const cases: readonly (readonly [string, { nodes?: string; edges?: string }])[] = [
    ['column_missing', { nodes: 'id,x,label\na,1,0\n' }],
    ['column_missing', { edges: 'from,to\nn0,n1\n' }],
    ['one_label_only', { nodes: rows((i) => `n${i},${i},1,yes,train`) }],
    ['labels_missing', { nodes: rows((i) => `n${i},${i},1,${i % 2},test`) }],
    ['labels_missing', { nodes: rows((i) => `n${i},${i},1,${i % 2},valid`) }],
    ['label_too_rare', { nodes: rows((i) => `n${i},${i},1,${i === 0 ? 'b' : 'a'},train`) }],
    ['id_repeated', { nodes: rows((i) => `n${i % 11},${i},1,${i % 2},train`) }],
    ['id_empty', { nodes: rows((i) => `${i === 5 ? '' : `n${i}`},${i},1,${i % 2},train`) }],
    ['split_unknown', { nodes: rows((i) => `n${i},${i},1,${i % 2},${i === 3 ? 'holdout' : 'train'}`) }],
    ['edges_unknown', { edges: 'source,target\n1,2\n3,4\n' }],
    ['file_empty', { edges: '' }],
    ['file_empty', { nodes: `${head}\n` }],
    [
      'column_not_numeric',
      { nodes: [head, ...Array.from({ length: 40 }, (_, i) => `n${i},${i},word${i},${i % 2},train`), ''].join('\n') },
    ],
  ];
  test.each(cases)('%s', async (code, change) => {
    await withFolder(async (dir) => {
      expect(await faultOf(tiny(dir, change))).toBe(code);
    });
  });

  test('files that are not there or of no known kind', async () => {
    await withFolder(async (dir) => {
      await tiny(dir);
      expect(await faultOf(run(dir, { nodes: join(dir, 'absent.csv') }))).toBe('file_not_found');
      expect(await faultOf(run(dir, { nodes: join(dir, 'nodes.xlsx') }))).toBe('file_not_found');
      expect(await faultOf(run(dir, { out: join(dir, 'out.xlsx') }))).toBe('file_kind_unknown');
    });
  });
});
