import { describe, expect, it } from 'vitest';
import { aurocOf, type SignalRow, stratifiedAuroc } from '../../../scripts/world-check/placement.ts';
import { seeded } from '../../../scripts/world-check/random.ts';

const random = seeded(5);
const draw = (n: number, levels: number): number[] => Array.from({ length: n }, () => Math.floor(random() * levels));

/** Every pair counted. */
function slowAuroc(positives: readonly number[], others: readonly number[]): number {
  let wins = 0;
  for (const p of positives) for (const o of others) wins += p > o ? 1 : p === o ? 0.5 : 0;
  return wins / (positives.length * others.length);
}

describe('AUROC by placements (seed 5)', () => {
  it('agrees with counting every pair, with ties and missing values', () => {
    for (const levels of [2, 5, 1000]) {
      const [positives, others] = [draw(40, levels), draw(130, levels)];
      const found = aurocOf([...positives, Number.NaN], [...others, Number.NaN]);
      expect(found.auroc).toBeCloseTo(slowAuroc(positives, others), 12);
      expect([found.positives, found.others]).toEqual([40, 130]);
    }
  });

  it('has the standard error of Hanley & McNeil 1982: 0.032 for 0.893 of 51 and 58', () => {
    const others = Array.from({ length: 58 }, (_, i) => i);
    const positives = Array.from({ length: 51 }, (_, i) => (i < 40 ? 58 : 29.02 - 0.0001 * i));
    const { auroc, standardError } = aurocOf(positives, others);
    expect(auroc).toBeCloseTo(0.89, 1);
    expect(standardError).toBeCloseTo(0.032, 2);
  });

  it('is not a number where a side is empty', () => {
    expect(aurocOf([], [1]).auroc).toBeNaN();
    expect(aurocOf([Number.NaN], [1]).auroc).toBeNaN();
  });
});

const row = (value: number, guilty: boolean, person: number, stratum = '', network = ''): SignalRow => ({
  value,
  guilty,
  person,
  stratum,
  network,
});

describe('AUROC within strata (seed 5)', () => {
  it('is the plain one when there is one stratum', () => {
    const [positives, others] = [draw(30, 9), draw(90, 9)];
    const rows = [...positives.map((v, i) => row(v, true, i)), ...others.map((v, i) => row(v, false, 100 + i))];
    expect(stratifiedAuroc(rows).auroc).toBeCloseTo(slowAuroc(positives, others), 12);
  });

  it('does not take a difference between strata for a signal', () => {
    const rows: SignalRow[] = [];
    for (let i = 0; i < 2000; i++) {
      const guilty = i % 10 === 0;
      const night = random() < (guilty ? 0.9 : 0.2);
      rows.push(row((night ? 100 : 0) + random(), guilty, i, night ? 'night' : 'day'));
    }
    const plain = stratifiedAuroc(rows.map((one) => ({ ...one, stratum: '' })));
    const within = stratifiedAuroc(rows);
    expect(plain.auroc).toBeGreaterThan(0.75);
    expect(Math.abs(within.auroc - 0.5)).toBeLessThan(3 * within.standardError);
  });

  it('trusts a hundred rows of one network less than a hundred people', () => {
    const others = Array.from({ length: 400 }, (_, i) => row(random(), false, 1000 + i));
    const value = draw(10, 100).map((v) => v / 100);
    const alone = Array.from({ length: 100 }, (_, i) => row(random(), true, i));
    const together = Array.from({ length: 100 }, (_, i) => row(value[i % 10] as number, true, i, '', `N${i % 10}`));
    const error = (guilty: readonly SignalRow[]): number => stratifiedAuroc([...guilty, ...others]).standardError;
    expect(error(together)).toBeGreaterThan(2 * error(alone));
  });
});
