import { describe, expect, it } from 'vitest';
import { lookalikeNames } from '../../../data/world/index.ts';
import { crowdFindings } from '../../../scripts/world-check/motif-counts.ts';
import { looksLike } from '../../../scripts/world-check/motifs.ts';
import { seeded } from '../../../scripts/world-check/random.ts';
import { separationGate } from '../../../scripts/world-check/separation.ts';

/** `guilty` users moved by `shift` spreads against 1,000 innocent people, of whom 300 are couples in day rooms. */
function crowd(guilty: number, shift: number, coupleShift: number) {
  const random = seeded(9);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const people = guilty + 1000;
  const kind = Array.from({ length: people }, (_, i) => (i >= guilty && i < guilty + 300 ? 'couple' : ''));
  const role = Array.from({ length: people }, (_, i) => (i < guilty ? ('user' as const) : ('none' as const)));
  const values = Float64Array.from({ length: people }, (_, i) =>
    i < guilty ? normal() + shift : normal() + (kind[i] === 'couple' ? coupleShift : 0),
  );
  const souls = { people, role, kind, network: kind.map(() => ''), known: new Uint8Array(people) };
  return { souls, features: [{ name: 'it', about: 'a number', values }] };
}

describe('gate 1 (seed 9)', () => {
  it('fails a number over 0.80 against the innocent, and passes one below', () => {
    const strong = crowd(200, 2.3, 1.9);
    const names = (of: typeof strong): readonly string[] =>
      separationGate(of.souls, of.features)
        .findings.filter(({ failed }) => failed)
        .map(({ name }) => name);
    expect(names(strong)).toEqual(['it: user against innocent']);
    expect(names(crowd(200, 0.6, 0.5))).toEqual([]);
    expect(names(crowd(200, 0.9, 0))).toEqual(['it: user against lookalike']);
  });

  it('does not mind the direction', () => {
    const { souls, features } = crowd(200, -2.6, -2.2);
    expect(separationGate(souls, features).verdict).toBe('fail');
  });

  it('allows for few people', () => {
    const { souls, features } = crowd(6, 1.6, 1.2);
    const [first] = separationGate(souls, features).findings;
    expect(first?.value).toBeGreaterThan(0.7);
    expect(first?.failed).toBe(false);
    expect(separationGate(crowd(4, 3, 0).souls, crowd(4, 3, 0).features).findings).toEqual([]);
  });

  it('leaves known people out', () => {
    const { souls, features } = crowd(200, 3, 0);
    const known = { ...souls, known: Uint8Array.from(souls.role, (role) => (role === 'none' ? 0 : 1)) };
    expect(separationGate(known, features).verdict).toBe('skipped');
  });
});

/** Standard normal numbers moved apart so that AUROC is what is asked for (binormal: shift = sqrt(2) times its normal quantile). */
const shiftFor = { 0.5: 0, 0.6: 0.3583, 0.7: 0.7416, 0.9: 1.8124 } as const;

/** How often gate 1 refuses a number that separates `guilty` retailers of `networks` networks with the true AUROC. */
function refusals(
  guilty: number,
  networks: number,
  auroc: keyof typeof shiftFor,
  ofLookalikes: keyof typeof shiftFor,
  doubles = 11,
) {
  const random = seeded(31 + guilty);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const draws = 40;
  let refused = 0;
  for (let draw = 0; draw < draws; draw++) {
    const people = guilty + 3000;
    const kind = Array.from({ length: people }, (_, i) =>
      i >= guilty && i < (1 + doubles) * guilty ? 'card_host' : '',
    );
    const role = kind.map((_, i) => (i < guilty ? ('retailer' as const) : ('none' as const)));
    const network = kind.map((_, i) => (i < guilty ? `N${i % networks}` : ''));
    const values = Float64Array.from({ length: people }, (_, i) => {
      if (i < guilty) return normal() + shiftFor[auroc];
      return kind[i] === '' ? normal() : normal() + shiftFor[auroc] - shiftFor[ofLookalikes];
    });
    const souls = { people, role, kind, network, known: new Uint8Array(people) };
    if (separationGate(souls, [{ name: 'it', about: 'a number', values }]).verdict === 'fail') refused++;
  }
  return refused / draws;
}

describe('the teeth of gate 1 (seed 31)', () => {
  it('refuse a true AUROC of 0.90 against everybody in a mid-size role of the demo (22) and of medium (90)', () => {
    expect(refusals(22, 3, 0.9, 0.9)).toBeGreaterThan(0.85);
    expect(refusals(90, 9, 0.9, 0.9)).toBe(1);
  });

  it('refuse 0.90 against the innocent alone where there are 90, though the look-alikes share it', () => {
    expect(refusals(90, 9, 0.9, 0.5, 1)).toBeGreaterThan(0.85);
  });

  it('leave a world below its limits alone, with 8, 22 or 90 people', () => {
    expect(refusals(8, 3, 0.7, 0.5)).toBeLessThan(0.05);
    expect(refusals(22, 3, 0.7, 0.6)).toBeLessThan(0.05);
    expect(refusals(90, 9, 0.7, 0.6)).toBeLessThan(0.05);
  });
});

describe('the crowd as a whole', () => {
  const souls = crowd(20, 0, 0).souls;

  it('has five innocent ones for each guilty one who shows a motif', () => {
    const found = crowdFindings(souls, [
      { motif: 'convoy', innocent: 49, guilty: 10 },
      { motif: 'night', innocent: 50, guilty: 10 },
      { motif: 'nobody', innocent: 5, guilty: 0 },
    ]);
    const motifs = found.filter(({ name }) => name.startsWith('motif'));
    expect(motifs.map(({ name, failed }) => [name, failed])).toEqual([
      ['motif: convoy', true],
      ['motif: night', false],
    ]);
  });

  it('has ten look-alikes for each positive, of twelve kinds', () => {
    const found = crowdFindings(souls, []);
    expect(found.map(({ name, value, failed }) => [name, value, failed])).toEqual([
      ['look-alikes: user', 15, false],
      ['look-alikes: kinds', 1, true],
    ]);
  });
});

describe('look-alikes', () => {
  it('have one role each; unknown kinds count for all', () => {
    const roles = ['user', 'retailer', 'supplier'] as const;
    for (const name of lookalikeNames)
      expect(
        roles.filter((role) => looksLike(name, role)),
        name,
      ).toHaveLength(1);
    expect(roles.filter((role) => looksLike('beekeeper', role))).toHaveLength(3);
    expect(looksLike('', 'user')).toBe(false);
  });
});
