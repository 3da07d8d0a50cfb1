import { describe, expect, it } from 'vitest';
import { evaluateRanking, poolWorlds, type RankingTruth } from '../../../engine/evaluate/index.ts';
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

  it('flags nobody on a score below the one from which leads are proposed', () => {
    const flagged = (flaggedFrom: number): number =>
      evaluateRanking(truth(), { flagged: 2, flaggedFrom }).wrongfulByLookalike.reduce(
        (sum, one) => sum + one.flagged,
        0,
      );
    expect(flagged(1.01)).toBe(0);
    // Scores of user and retailer are all zero: only the supplier's first names are left.
    expect(flagged(0)).toBe(1);
    expect(evaluateRanking(truth(), { flaggedFrom: 0.1 }).flaggedFrom).toBe(0.1);
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

  it('says where the loss is by pattern, how many were looked at, and who was flagged by audit group', () => {
    const pattern = people.map(([role], i) => (role === 'supplier' ? (i < 4 ? 'relay' : 'bypass') : null));
    const auditGroup = people.map((_, i) => (i % 2 === 0 ? 'A' : 'B'));
    const found = evaluateRanking({ ...truth(), pattern, auditGroup }, { flagged: 3 });
    expect(found.roles.supplier.patterns).toEqual([
      { pattern: 'relay', people: 2, scored: 2, in50: 2, in500: 2 },
      { pattern: 'bypass', people: 1, scored: 0, in50: 0, in500: 0 },
    ]);
    expect(found.roles.supplier.atK.map(({ looked }) => looked)).toEqual([7, 7, 7, 7]);
    expect(
      found.wrongfulByAuditGroup.map(({ group, people: n, flagged, tooFew }) => [group, n, flagged, tooFew]),
    ).toEqual([
      ['A', 2, 1, true],
      ['B', 2, 0, true],
    ]);
    expect(found.wrongful).toMatchObject({ name: 'innocent_lookalikes_flagged', people: 3, flagged: 1, worst: null });
    expect(found.tradeTogether.precisionAt50).toBeCloseTo(3 / 7, 12);
  });

  it('gives wider intervals to few big networks than to many people alone', () => {
    const rng = createRng(4);
    const role = Array.from({ length: 2000 }, (_, i) => (i % 20 === 0 ? ('user' as const) : ('none' as const)));
    // A network is found as a whole or not at all.
    const network = role.map((own, i) => (own === 'user' ? `N${Math.floor(i / 500)}` : null));
    const luck = [0.5, 0.1, 0.6, 0];
    const score = Float64Array.from(role, (own, i) => {
      const lucky = own === 'user' ? (luck[Math.floor(i / 500)] ?? 0) : 0;
      return (lucky + rng.uniform()) / 2;
    });
    const zeros = new Float64Array(2000);
    const base = {
      role,
      lookalike: role.map(() => null),
      known: new Uint8Array(2000),
      scored: new Uint8Array(2000).fill(1),
      scores: { user: score, retailer: zeros, supplier: zeros },
    };
    const width = ([low, high]: readonly [number, number]) => high - low;
    const alone = evaluateRanking(base).roles.user;
    const together = evaluateRanking({ ...base, network }).roles.user;
    expect(together.auprc).toBe(alone.auprc);
    expect(width(together.intervals.auprc)).toBeGreaterThan(1.3 * width(alone.intervals.auprc));
    expect(alone.intervals.auprc[0]).toBeLessThan(alone.auprc);
    expect(alone.intervals.auprc[1]).toBeGreaterThan(alone.auprc);
  });

  it('has controls that fall to the prevalence, baselines beside it, and a notice where one is better', () => {
    const rng = createRng(6);
    const role = Array.from({ length: 1000 }, (_, i) => (i % 25 === 0 ? ('user' as const) : ('none' as const)));
    const better = Float64Array.from(role, (own) => (own === 'user' ? 1 : rng.uniform()));
    const worse = Float64Array.from(role, (own) => (own === 'user' ? 0.4 : 0) + 0.6 * rng.uniform());
    const zeros = new Float64Array(1000);
    const none = new Map<string, Float64Array>();
    const { roles, notices } = evaluateRanking({
      role,
      lookalike: role.map(() => null),
      known: new Uint8Array(1000),
      scored: new Uint8Array(1000).fill(1),
      scores: { user: worse, retailer: zeros, supplier: zeros },
      baselines: { user: new Map([['degree', better]]), retailer: none, supplier: none },
      shuffled: { user: zeros, retailer: zeros, supplier: zeros },
    });
    expect(roles.user.labelShuffle.auprc).toBeLessThan(0.08);
    expect(roles.user.edgeShuffle).toBeCloseTo(0.04, 6);
    expect(roles.user.baselines[0]?.auprc).toBe(1);
    expect(notices).toContain('The ranking of user is behind a baseline in AUPRC: degree.');
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

describe('poolWorlds', () => {
  it("is the mean with Student's interval over worlds, and none for one world", () => {
    const world = { runId: 'r', asOf: 0, model: 'm', modelSha256: '', shap: { user: [], retailer: [], supplier: [] } };
    const one = { ...world, ...evaluateRanking(truth()) };
    const worse = { ...one, roles: { ...one.roles, supplier: { ...one.roles.supplier, auprc: 0.1 } } };
    expect(poolWorlds([one]).roles.supplier.auprc.interval).toBeNull();
    const { mean, interval, each } = poolWorlds([one, worse]).roles.supplier.auprc;
    expect(each).toEqual([one.roles.supplier.auprc, 0.1]);
    expect(mean).toBeCloseTo((one.roles.supplier.auprc + 0.1) / 2, 12);
    const half = (12.706 * Math.abs(one.roles.supplier.auprc - 0.1)) / 2;
    expect(interval?.[1]).toBeCloseTo(Math.min(1, mean + half), 9);
    expect(interval?.[0]).toBe(0);
  });
});
