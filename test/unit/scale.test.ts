import { describe, expect, it } from 'vitest';
import { type ScaleRun, scaleRows, tenfold, tenfoldMost, wholeSeconds } from '../support/scale.ts';
import { scalePlot } from '../support/scale-plot.ts';

/** Resolve grows as the records, contacts as their square. */
const run = (world: string, records: number): ScaleRun => ({
  world,
  records,
  persons: records / 10,
  steps: [
    { step: 'resolve', seconds: 99, processorSeconds: records / 1e5, peakResidentMb: 100, reused: false },
    {
      step: 'contacts',
      seconds: 99,
      processorSeconds: (records / 1e6) ** 2,
      peakResidentMb: 200,
      reused: false,
      parts: [{ part: 'pairs', seconds: 99, processorSeconds: records / 1e9, peakResidentMb: 200 }],
    },
  ],
});
const runs = [run('demo', 1e6), run('medium', 6e6), run('large', 30e6)];
const [, medium, large] = runs as [ScaleRun, ScaleRun, ScaleRun];

describe('ten times the records', () => {
  it('take ten times as long where a stage grows with them, and a hundred times where it grows with the square', () => {
    expect(tenfold(medium, large, ({ records }) => records / 1e5)).toBeCloseTo(10, 9);
    expect(tenfold(medium, large, ({ records }) => (records / 1e6) ** 2)).toBeCloseTo(100, 9);
    expect(tenfold(medium, large, wholeSeconds)).toBeGreaterThan(tenfoldMost);
  });

  it('are not guessed from a stage of less than a second', () => {
    expect(tenfold(medium, large, ({ records }) => records / 1e9)).toBeUndefined();
    expect(tenfold(medium, large, () => undefined)).toBeUndefined();
  });
});

it('the table has a row a stage and part, and what the whole took', () => {
  const rows = scaleRows(runs);
  expect(rows.find(([stage]) => stage === 'resolve')).toEqual(['resolve', '10.0', '60.0', '300.0', '10.0']);
  expect(rows.find(([stage]) => stage === 'contacts')).toEqual(['contacts', '1.0', '36.0', '900.0', '100.0']);
  expect(rows.find(([stage]) => stage === 'contacts / pairs')).toEqual(['contacts / pairs', '0.0', '0.0', '0.0', '']);
  expect(rows.find(([stage]) => stage === 'records to ranking')?.slice(1, 4)).toEqual(['11.0', '96.0', '1200.0']);
  expect(rows.find(([stage]) => stage === 'peak resident MB')?.[3]).toBe('200');
});

it('the plot has a line a stage, inside its frame', () => {
  const plot = scalePlot(runs);
  for (const stage of ['resolve', 'contacts', 'all']) expect(plot).toContain(`>${stage}</text>`);
  const points = [...plot.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(points).toHaveLength(9);
  for (const [x = 0, y = 0] of points) {
    expect(x).toBeGreaterThan(64);
    expect(x).toBeLessThan(590);
    expect(y).toBeGreaterThan(24);
    expect(y).toBeLessThan(412);
  }
});
