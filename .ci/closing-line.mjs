/**
 * Prints `N passed, N failed, N skipped` from vitest's JSON report; exits 1 when a test failed, when none ran
 * or when there is no report. A file that could not be loaded counts as one failed test: its own never ran.
 */
import { readFileSync } from 'node:fs';

const { passed, failed, skipped } = count(process.argv[2] ?? '');
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function count(path) {
  const report = read(path);
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { testResults: [], numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}
