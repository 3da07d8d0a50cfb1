import { decileShares, stabilityIndex } from '../kernel/stability-index.ts';
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

/** Adds how far each group is from all of them, so that later drift can be told from what worlds differ by anyway. */
export function withUsualDrift(
  summary: FeatureSummary,
  column: Float32Array,
  group: Int32Array,
  groups: number,
): FeatureSummary {
  if (groups < 2) return summary;
  const drifts = Array.from({ length: groups }, (_, g) => {
    const own = column.filter((_value, r) => group[r] === g);
    const { before, now } = decileShares(summary.deciles, summary.missingShare, own);
    return own.length === 0 ? 0 : stabilityIndex(before, now);
  });
  return { ...summary, usualDrift: Number(Math.max(...drifts).toPrecision(3)) };
}
