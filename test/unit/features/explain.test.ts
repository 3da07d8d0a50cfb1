import { expect, test } from 'vitest';
import { explainRow, featureRegistry, inWords } from '../../../engine/features/index.ts';
import { rankedFacts } from '../../../engine/features/registry.ts';
import type { FeatureTable } from '../../../engine/features/types.ts';

/** A table of missing values but for the columns given. */
function tableOf(names: readonly string[], rows: number, given: Readonly<Record<string, number[]>>): FeatureTable {
  const missing = new Array<number>(rows).fill(NaN);
  return { rows, names, columns: names.map((name) => Float32Array.from(given[name] ?? missing)) };
}

const rows = 6;
const features = tableOf(
  featureRegistry.map(({ name }) => name),
  rows,
  { night_share: [1, 0, 0, 0.5, NaN, 0.25], stays_rate_rank: [0.9, 0.5, 0.1, 0.2, NaN, 0.3] },
);
const facts = tableOf(
  rankedFacts.map(({ name }) => name),
  rows,
  { stays_rate: [6, NaN, NaN, 1, NaN, 90], gyration_km: [NaN, 3, 4, 5, NaN, 6] },
);
const lines = explainRow(features, facts, 0, Int32Array.of(0, 1, 2, 3, 4));
const line = (name: string) => lines.find((one) => one.name === name);

test('ranks are shown as what they are of, against the peers given and nobody else', () => {
  expect(line('stays_rate_rank')).toBeUndefined();
  expect(line('stays_rate_area_rank')).toBeUndefined();
  expect(line('stays_rate')).toMatchObject({ value: 6, peersMedian: 0, peersHigh: 6, among: 0.9, unit: 'per 30 days' });
  expect(line('night_share')).toMatchObject({ value: 1, peersMedian: 0, peersHigh: 1, among: 0.875 });
});

test('words, in both languages; what is missing is said to be missing', () => {
  const of = (name: string, language: 'en' | 'zh'): string =>
    inWords(line(name) as (typeof lines)[number], 'A03', language);
  expect(of('stays_rate', 'en')).toBe('stays: 6 per 30 days; in A03 half have at most 0, nine in ten at most 6');
  expect(of('stays_rate', 'zh')).toBe('stays_rate: 6次/30天；A03半数人不超过0，九成人不超过6');
  expect(of('gyration_km', 'en')).toBe('gyration km: no record; in A03 half have at most 4, nine in ten at most 5');
  expect(of('calls_rate', 'en')).toBe('calls: no record');
});

test('the most unusual stands first, the unknown last', () => {
  expect(lines.slice(0, 2).map(({ name }) => name)).toEqual(['stays_rate', 'night_share']);
  expect(lines.at(-1)?.among).toBeNull();
  expect(lines).toHaveLength(
    featureRegistry.filter(({ name }) => !/_rank$/.test(name) || /^(neighbours|second|deviation|roommates)/.test(name))
      .length + rankedFacts.length,
  );
});
