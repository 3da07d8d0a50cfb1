import { describe, expect, it } from 'vitest';
import { countsFinding, edgesFinding, labelsFinding } from '../../../scripts/world-check/line-judges.ts';

const learnt = (booster: number, logistic = 0) => ({ booster, logistic, positives: 50, rows: 2500 });

describe('gates 2 and 4', () => {
  it('flag counts that do over 40 % of the full model’s work', () => {
    expect(countsFinding('user', 0.5, learnt(0, 0.19))).toMatchObject({ failed: false, value: 0.38 });
    expect(countsFinding('user', 0.5, learnt(0, 0.21))).toMatchObject({ failed: true, value: 0.42 });
  });

  it('flag a model that learns from shuffled labels, over everybody in reach', () => {
    const prevalence = 50 / 2500;
    const clean = labelsFinding('user', learnt(prevalence * 1.1), 50);
    expect(clean.failed).toBe(false);
    expect(clean.high).toBeGreaterThan(prevalence);
    expect(clean.high).toBeLessThan(3 * prevalence);
    expect(labelsFinding('user', learnt(0.2), 50).failed).toBe(true);
    expect(labelsFinding('user', learnt(0.1), 100).value).toBeCloseTo(0.2, 12);
  });

  it('flag shuffled edges that cost less than a quarter', () => {
    expect(edgesFinding('user', 0.4, 0.29, learnt(0))).toMatchObject({ failed: false });
    expect(edgesFinding('user', 0.4, 0.31, learnt(0))).toMatchObject({ failed: true });
  });
});
