import type { FeatureSummary } from './types.ts';

/** Missing share, finite range and deciles of a column: what later data are compared with (drift). */
export function summariseFeature(name: string, column: Float32Array): FeatureSummary {
  const values = column.filter((value) => !Number.isNaN(value)).sort();
  const finite = values.filter((value) => Number.isFinite(value));
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  const held = (value: number): number => Math.min(Math.max(value, -3.4e38), 3.4e38);
  return {
    name,
    missingShare: 1 - values.length / column.length,
    low: finite[0] ?? null,
    high: finite.at(-1) ?? null,
    deciles: values.length === 0 ? [] : Array.from({ length: 11 }, (_, d) => held(at(d / 10))),
  };
}
