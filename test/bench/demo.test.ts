import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { EvaluationMetrics, RunReport } from '../../engine/index.ts';
import { publish } from '../fixtures/bench.ts';
import { cliJson, scratch } from '../fixtures/cli.ts';

const space = scratch();
afterAll(() => space.drop());

interface Demo {
  readonly worldSeconds: number;
  readonly ingestSeconds: number;
  readonly ingest: { readonly accepted: number };
  readonly run: RunReport;
  readonly metrics: EvaluationMetrics;
}

it('the demo: 20,000 people, 60 days, from nothing to three rankings', () => {
  const start = performance.now();
  const demo = cliJson<Demo>(
    '--home',
    join(space.dir, 'home'),
    '--threads',
    '2',
    'demo',
    '--people',
    '20000',
    '--days',
    '60',
    '--no-serve',
  );
  const wall = (performance.now() - start) / 1000;
  const peak = Math.max(...demo.run.steps.map(({ peakResidentMb }) => peakResidentMb));
  publish('demo', {
    title: 'Demo world (20,000 people, 60 days), from an empty home to three rankings',
    columns: ['step', 'seconds', 'peak resident MB', 'rows'],
    rows: [
      ['world', demo.worldSeconds.toFixed(1), '', ''],
      ['ingest', demo.ingestSeconds.toFixed(1), '', demo.ingest.accepted],
      ...demo.run.steps.map((step) => [step.step, step.seconds.toFixed(1), step.peakResidentMb, step.rows ?? '']),
      ['the whole command', wall.toFixed(1), peak, ''],
    ],
    note: 'One process, two threads. Goal: 60 seconds and 2,048 MB or less.',
  });
  expect(demo.run.scored).toBeGreaterThan(0);
});
