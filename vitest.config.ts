import { defineConfig } from 'vitest/config';

/** `long` and `bench` are run on request only; everything else belongs to `npm test`. */
const project = (name: string, include: readonly string[], timeoutSeconds: number) => ({
  extends: true as const,
  test: { name, include: [...include], testTimeout: timeoutSeconds * 1000, hookTimeout: timeoutSeconds * 1000 },
});

export default defineConfig({
  test: {
    environment: 'node',
    // Native modules (DuckDB, SQLite) hold state per process: a fork a file keeps the files apart.
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/fixtures/known-homes.ts'],
    projects: [
      project('unit', ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/fault/**/*.test.ts'], 60),
      project('property', ['test/property/**/*.test.ts'], 120),
      project('golden', ['test/golden/**/*.test.ts'], 120),
      project('e2e', ['test/e2e/**/*.test.ts'], 300),
      project('long', ['test/long/**/*.test.ts'], 3600),
      project('bench', ['test/bench/**/*.test.ts'], 3600),
    ],
  },
});
