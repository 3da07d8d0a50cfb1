import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linkRecords } from '../../engine/linkage/index.ts';
import { febrlWithTruth, linkageData } from '../fixtures/linkage-data.ts';

const data = linkageData();
if (!data) process.stderr.write('skipped: ../shared/data/linkage is not there\n');
const out = join(mkdtempSync(join(tmpdir(), 'linkage-public-')), 'pairs.csv');

test.skipIf(!data)('FEBRL3: F1 of 0.996 or more, threshold chosen blind', async () => {
  const fileA = febrlWithTruth(data?.febrl3 ?? '');
  const report = await linkRecords({ fileA, id: 'rec_id', truth: 'cluster', out, threads: 2 });
  expect(report.truth).toMatchObject({ truePairs: 6538 });
  expect(report.truth?.f1).toBeGreaterThanOrEqual(0.996);
  // The model's own forecast is of the size of what is true.
  expect(Math.abs(report.expectedF1 - (report.truth?.f1 ?? 0))).toBeLessThan(0.01);
});

test.skipIf(!data)('fake_1000: F1 of 0.87 or more, threshold chosen blind', async () => {
  const report = await linkRecords({ fileA: data?.fake1000 ?? '', id: 'unique_id', truth: 'cluster', out, threads: 2 });
  expect(report.truth).toMatchObject({ truePairs: 2031 });
  expect(report.truth?.f1).toBeGreaterThanOrEqual(0.87);
});
