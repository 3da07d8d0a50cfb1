import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '..', '..', '.ci', 'closing-line.mjs');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'excavator-ci-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function close(text: string | undefined): { line: string; status: number | null } {
  const file = join(folder, 'tests.json');
  if (text !== undefined) writeFileSync(file, text);
  const { stdout, status } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  return { line: stdout, status };
}

function report(passed: number, failed: number, skipped: number, unloaded = 0): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults: [
      { status: failed > 0 ? 'failed' : 'passed', assertionResults: failed > 0 ? [{ status: 'failed' }] : [] },
      ...Array.from({ length: unloaded }, () => ({ status: 'failed', assertionResults: [] })),
    ],
  });
}

describe('the closing line of .ci/run', () => {
  it.each([
    ['good', report(12, 0, 3), '12 passed, 0 failed, 3 skipped\n', 0],
    ['a failure', report(12, 2, 0), '12 passed, 2 failed, 0 skipped\n', 1],
    ['a file that does not load', report(12, 0, 0, 1), '12 passed, 1 failed, 0 skipped\n', 1],
    ['nothing ran', report(0, 0, 5), '0 passed, 0 failed, 5 skipped\n', 1],
    ['no report', undefined, '0 passed, 0 failed, 0 skipped\n', 1],
    ['half a report', '{"numPassedTests": 4', '0 passed, 0 failed, 0 skipped\n', 1],
  ])('%s', (_name, text, line, status) => {
    expect(close(text)).toEqual({ line, status });
  });
});
