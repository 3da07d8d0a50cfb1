import { describe, expect, it } from 'vitest';
import { evaluateRanking, type RankingTruth } from '../../../engine/evaluate/index.ts';
import { createRng } from '../../../engine/kernel/rng.ts';

/** Ten people: who they are, whether known, whether scored, and their score as supplier. */
const people = [
  ['supplier', null, 1, 1, 0.99],
  ['supplier', null, 0, 1, 0.9],
  ['none', 'driver', 0, 1, 0.8],
  ['supplier', null, 0, 1, 0.7],
  ['retailer', null, 0, 1, 0.6],
  ['none', 'driver', 0, 1, 0.2],
  ['none', 'trader', 0, 1, 0.1],
  ['none', null, 0, 1, 0.1],
  ['supplier', null, 0, 0, NaN],
  ['none', 'driver', 1, 1, 0.95],
] as const;

function truth(): RankingTruth {
  const zeros = new Float64Array(people.length);
  return {
    role: people.map(([role]) => role),
    lookalike: people.map(([, lookalike]) => lookalike),
    known: Uint8Array.from(people, ([, , known]) => known),
    scored: Uint8Array.from(people, ([, , , scored]) => scored),
    scores: { user: zeros, retailer: zeros, supplier: Float64Array.from(people, (person) => person[4]) },
  };
}

describe('evaluateRanking', () => {
  it('leaves known people out on both sides and counts unscored ones as never found', () => {
    const { supplier } = evaluateRanking(truth()).roles;
    expect(supplier).toMatchObject({ positives: 3, scoredPositives: 2, ranked: 7, prevalence: 2 / 7 });
    // Found at places 1 and 3 of three: (1/1 + 2/3) / 3.
    expect(supplier.auprc).toBeCloseTo((1 + 2 / 3) / 3, 12);
    expect(supplier.auroc).toBeCloseTo(9 / 10, 12);
    const [ten] = supplier.atK;
    expect(ten).toMatchObject({ k: 10, precision: 2 / 7, recall: 2 / 3, lift: 1, innocent: 4 });
    expect(ten.precisionLow).toBeLessThan(2 / 7);
    expect(ten.precisionHigh).toBeGreaterThan(2 / 7);
  });

  it('counts innocent look-alikes among the flagged, per kind, with an interval', () => {
    const { wrongfulByLookalike, notices } = evaluateRanking(truth(), { flagged: 2 });
    // The two first names as supplier are people 1 and 2; as user and retailer (all zero) also 1 and 2.
    expect(wrongfulByLookalike.map(({ lookalike, people: n, flagged }) => [lookalike, n, flagged])).toEqual([
      ['driver', 2, 1],
      ['none', 1, 0],
      ['trader', 1, 0],
    ]);
    expect(notices).toContain('1 of 3 people who are a supplier were not scored; they count as never found.');
    expect(notices).toContain('The truth holds no user who was not known; recall and AUPRC are not defined.');
  });

  it('suspects a leak where the ranking is too good, and not where it is good', () => {
    const rng = createRng(1);
    const role = Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? ('user' as const) : ('none' as const)));
    const ranked = (noise: number) =>
      evaluateRanking({
        role,
        lookalike: role.map(() => null),
        known: new Uint8Array(400),
        scored: new Uint8Array(400).fill(1),
        scores: {
          user: Float64Array.from(role, (own) => ((own === 'user' ? 0.5 : 0) + noise * rng.uniform()) / (1 + noise)),
          retailer: new Float64Array(400),
          supplier: new Float64Array(400),
        },
      }).notices.filter((notice) => notice.includes('leak'));
    expect(ranked(0.1).length).toBe(2);
    expect(ranked(1.5)).toEqual([]);
  });

  it('answers with numbers, not NaN, when nobody was ranked', () => {
    const empty = evaluateRanking({ ...truth(), scored: new Uint8Array(people.length) });
    expect(JSON.stringify(empty)).not.toContain('null,"auroc"');
    expect(
      Object.values(empty.roles.supplier).filter((value) => typeof value === 'number' && Number.isNaN(value)),
    ).toEqual([]);
    expect(empty.notices).toContain('Nobody was ranked as supplier; nothing could be measured.');
  });
});
