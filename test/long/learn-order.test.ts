import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { learnGraph } from '../../engine/learn/index.ts';
import { withFolder } from '../support/home.ts';

// Several threads of the SQL engine handed out the rows of a file of 38 MB in another order.
test('rows come out in the order of a large file', async () => {
  await withFolder(async (dir) => {
    const count = 120_000;
    const filler = '0.123456789,'.repeat(25);
    const lines = Array.from({ length: count }, (_, i) => {
      const split = i % 2000 === 0 ? 'train' : 'test';
      return `n${i},${i % 97},${filler}${i % 4000 === 0 ? 1 : 0},${split}`;
    });
    const head = ['id', 'x', ...Array.from({ length: 25 }, (_, k) => `c${k}`), 'label', 'split'].join(',');
    writeFileSync(join(dir, 'nodes.csv'), `${[head, ...lines].join('\n')}\n`);
    writeFileSync(join(dir, 'edges.csv'), 'source,target\nn0,n1\nn2,n3\n');
    const out = join(dir, 'out.csv');
    await learnGraph({ nodes: join(dir, 'nodes.csv'), edges: join(dir, 'edges.csv'), out, threads: 2 });
    const ids = readFileSync(out, 'utf8').trimEnd().split('\n').slice(1);
    expect(ids).toHaveLength(count);
    expect(ids.findIndex((line, i) => !line.startsWith(`n${i},`))).toBe(-1);
  });
});
