import { describe, expect, it } from 'vitest';
import { lookalikeNames } from '../../../data/world/index.ts';
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
    const { souls, features } = crowd(200, -2.3, -1.9);
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
