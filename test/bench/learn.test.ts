import { describe, expect, test } from 'vitest';
import { createRng } from '../../engine/kernel/rng.ts';
import { learnClasses } from '../../engine/learn/index.ts';
import { plantedGraph, problemOf } from '../unit/learn-worlds.ts';

/** 50,000 nodes, 1.5 M edges, 100 columns, 30,000 labels: the size of the public fraud graphs. */
describe('learn', () => {
  test('a large graph', async () => {
    const rng = createRng(3);
    const planted = plantedGraph('homophilous', 50_000, 30_000, 5);
    const noise = Array.from({ length: 94 }, () => Float32Array.from({ length: 50_000 }, () => rng.uniform()));
    const problem = { ...problemOf(planted), columns: [...planted.columns, ...noise] };
    const steps = new Map<string, number>();
    const start = performance.now();
    const { report } = await learnClasses(
      problem,
      1,
      ({ step }) => {
        steps.set(step, performance.now() - start);
      },
      2,
    );
    const seconds = (ms: number): string => (ms / 1000).toFixed(1);
    const ends = [...steps].map(([step, ms]) => `${step} until ${seconds(ms)} s`).join(', ');
    process.stdout.write(
      `learn, 50,000 nodes x 100 columns, ${problem.graph.size} edges: ${seconds(performance.now() - start)} s (${ends}), peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, AUPRC out of fold ${report.averagePrecision.toFixed(4)}\n`,
    );
    expect(report.averagePrecision).toBeGreaterThan(0.5);
  });
});
