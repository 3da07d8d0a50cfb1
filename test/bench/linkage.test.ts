import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linkRecords } from '../../engine/linkage/index.ts';
import { febrlWithTruth, linkageData } from '../fixtures/linkage-data.ts';
import { makePeople, writePeople } from '../fixtures/linkage-people.ts';

/** Side by side with Splink on one machine, two threads each; Splink's import of Python modules is not counted. */
const python = process.env.EXCAVATOR_BENCH_PYTHON;
const threads = 2;
const repeats = 3;

interface Peer {
  readonly splink: string;
  readonly seconds: number;
  readonly f1AtHalf: number;
  readonly f1Best: number;
}

async function ours(fileA: string, id: string): Promise<{ seconds: number; f1: number }> {
  const out = join(mkdtempSync(join(tmpdir(), 'linkage-bench-')), 'pairs.csv');
  let seconds = Number.POSITIVE_INFINITY;
  let f1 = 0;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    const report = await linkRecords({ fileA, id, truth: 'cluster', out, threads });
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
    f1 = report.truth?.f1 ?? 0;
  }
  return { seconds, f1 };
}

function splink(name: string, file: string): Peer | undefined {
  if (!python || !existsSync(python)) return undefined;
  const script = join(import.meta.dirname, 'linkage-splink.py');
  const runs = Array.from({ length: repeats }, () => {
    const printed = execFileSync(python, [script, name, file, String(threads)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as Peer;
  });
  return runs.sort((x, y) => x.seconds - y.seconds)[0];
}

test('FEBRL3 and fake_1000 beside Splink', async () => {
  const data = linkageData();
  if (!data) return console.log('skipped: ../shared/data/linkage is not there');
  if (!python) console.log('Splink is left out: EXCAVATOR_BENCH_PYTHON does not name a Python that has it');
  const rows: Record<string, string>[] = [];
  for (const [name, file, raw, id] of [
    ['febrl3', febrlWithTruth(data.febrl3), data.febrl3, 'rec_id'],
    ['fake_1000', data.fake1000, data.fake1000, 'unique_id'],
  ] as const) {
    const mine = await ours(file, id);
    const peer = splink(name, raw);
    rows.push({
      data: name,
      'F1, blind': mine.f1.toFixed(4),
      seconds: mine.seconds.toFixed(2),
      'Splink F1 at 0.5': peer?.f1AtHalf.toFixed(4) ?? '',
      'Splink best F1': peer?.f1Best.toFixed(4) ?? '',
      'Splink seconds': peer?.seconds.toFixed(2) ?? '',
      Splink: peer?.splink ?? 'absent',
    });
    expect(mine.f1).toBeGreaterThan(name === 'febrl3' ? 0.996 : 0.87);
  }
  console.table(rows);
});

test('time against records on synthetic people', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linkage-bench-'));
  const rows: Record<string, string | number>[] = [];
  for (const people of [5_000, 20_000, 80_000]) {
    const made = makePeople({ seed: 1, people, repeats: 1, errorRate: 0.15, missingRate: 0.05, language: 'western' });
    const file = join(folder, `${people}.csv`);
    writePeople(file, made);
    const start = performance.now();
    const report = await linkRecords({ fileA: file, id: 'ref', truth: 'who', out: join(folder, 'pairs.csv'), threads });
    rows.push({
      records: report.recordsA,
      pairs: report.comparedPairs,
      seconds: ((performance.now() - start) / 1000).toFixed(1),
      f1: report.truth?.f1.toFixed(4) ?? '',
    });
  }
  console.table(rows);
  writeFileSync(join(folder, 'done'), '');
  expect(readFileSync(join(folder, 'done'), 'utf8')).toBe('');
});
