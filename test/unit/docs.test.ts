import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemCodes } from '../../api/contract/problems.ts';
import { tableByName, tableNames, ties, truth } from '../../data/schema/index.ts';
import { featureRegistry } from '../../engine/index.ts';
import { ingestCodesPage } from '../../scripts/docs/ingest-codes-page.ts';
import { differences, generatedPages, repositoryRoot, writePages } from '../../scripts/docs/pages.ts';

const root = repositoryRoot(import.meta.dirname);
const pages = generatedPages(root);
const text = (name: string): string => pages.get(name) ?? '';
const rowsOf = (page: string): readonly string[] => page.split('\n').filter((line) => line.startsWith('| `'));

describe('generated pages', () => {
  it('name every field of every table once', () => {
    const fields = [...tableNames.map(tableByName), truth, ties].flatMap((one) => Object.keys(one.fields));
    expect(rowsOf(text('contract.md')).map((row) => row.split('`')[1])).toEqual(fields);
  });

  it('name every feature once', () => {
    const names = rowsOf(text('features.md')).map((row) => row.split('`')[1]);
    expect([...names].sort()).toEqual(featureRegistry.map((feature) => feature.name).sort());
  });

  it('name every problem, and why each dependency is forbidden', () => {
    const problems = rowsOf(text('problems.md')).map((row) => row.split('`')[1]);
    expect(problems.slice(0, problemCodes.length)).toEqual(problemCodes);
    for (const row of rowsOf(text('dependency-rules.md'))) expect(row).toMatch(/ \| \S.{15,}\. \|$/);
  });

  it('have tables whose rows all have the width of the header', () => {
    const page = ingestCodesPage({ odd: { outcome: 'stop', sentence: 'a | b\nc', advice: 'back\\slash' } });
    for (const one of [...pages.values(), page])
      for (const block of one.split('\n\n').filter((part) => part.startsWith('|')))
        expect(
          new Set(
            block
              .trim()
              .split('\n')
              .map((line) => line.split(/(?<!\\)\|/).length),
          ).size,
        ).toBe(1);
  });

  it('are the ones in the repository', () => {
    expect(differences(join(root, 'docs', 'generated'), pages)).toEqual([]);
  });
});

describe('the comparison', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'excavator-docs-'));
    writePages(folder, pages);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is content with what was written', () => {
    expect(differences(folder, pages)).toEqual([]);
  });

  it('finds a changed, a missing and a stale file, and says where', () => {
    const changed = text('features.md').split('\n');
    changed[4] = 'edited by hand';
    writeFileSync(join(folder, 'features.md'), changed.join('\n'));
    rmSync(join(folder, 'problems.md'));
    writeFileSync(join(folder, 'old.md'), '');
    expect(differences(folder, pages)).toEqual([
      'features.md differs from the code, first in line 5.',
      'problems.md is missing.',
      'old.md is no longer generated: remove it.',
    ]);
  });

  it('finds a line too many and a folder that is not there', () => {
    writeFileSync(join(folder, 'contract.md'), `${text('contract.md')}more\n`);
    expect(differences(folder, pages)).toHaveLength(1);
    expect(differences(join(folder, 'none'), pages)).toHaveLength(pages.size);
  });
});

/** The built command; `npm test` builds it first. */
const built = join(root, 'dist', 'scripts', 'docs.js');
describe.skipIf(!existsSync(built))('the command', () => {
  const run = (...options: string[]) => spawnSync(process.execPath, [built, ...options], { encoding: 'utf8' });

  it('checks the repository and refuses what it does not know', () => {
    expect(run('--check')).toMatchObject({ status: 0, stderr: '' });
    expect(run('--chekc').status).toBe(2);
    expect(readFileSync(join(root, 'docs', 'generated', 'contract.md'), 'utf8')).toBe(text('contract.md'));
  });
});
