import { expect, test } from 'vitest';
import { createRng, type Rng } from '../../../engine/kernel/rng.ts';
import { withFolder } from '../../support/home.ts';
import { ana, at0, draft, ivo, leadHome, no, refused, rosa, sam, seen, yes } from '../../support/lead-home.ts';
import { seed } from '../../support/seed.ts';

type Group = 'north' | 'south';
const groups: readonly Group[] = ['north', 'south'];
const [cycles, perGroup, top, sampled] = [20, 100, 20, 20];
/** The same in both groups: whatever difference there is comes out of the loop. */
const truthRate = 0.3;
/** How much a ranking leans on the group. */
const leaning = 0.5;

interface Somebody {
  readonly person: string;
  readonly group: Group;
  readonly guilty: boolean;
  readonly evidence: number;
}

/** What the next cycle believes of a group: a ranking leans on it. */
interface Belief {
  readonly of: (group: Group) => number;
}

/** Gamma-like beliefs that begin with the north a little ahead, as a first round of uneven records would leave them. */
function belief(found: Readonly<Record<Group, number>>, looked: Readonly<Record<Group, number>>): Belief {
  const first = { north: 11, south: 9 };
  return { of: (group) => (found[group] + first[group] * truthRate) / (looked[group] + 10) };
}

function crowd(cycle: number, { uniform }: Rng): readonly Somebody[] {
  return groups.flatMap((group) =>
    Array.from({ length: perGroup }, (_, n) => {
      const guilty = uniform() < truthRate;
      return { person: `P-${cycle}-${group}-${n}`, group, guilty, evidence: (guilty ? 0.15 : 0) + 0.3 * uniform() };
    }),
  );
}

/**
 * Twenty cycles through the real book: ranking, leads with a random share of the unflagged, blind review, dispatch,
 * outcomes, labels. With the guard the next belief is of people drawn at random and of established facts alone; without
 * it, of arrests, of which there are as many as people were looked at.
 * @returns the share of the flagged who are of the north, cycle by cycle
 */
async function shares(home: string, guard: boolean): Promise<readonly number[]> {
  const rng = createRng(seed);
  const all = leadHome(home);
  // Thousands of acts, and none of them about a power cut.
  all.book.database.pragma('synchronous = OFF');
  const [found, looked] = [
    { north: 0, south: 0 },
    { north: 0, south: 0 },
  ];
  const share: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const at = at0 + cycle * 86_400;
    const { of } = belief(found, looked);
    const ranked = crowd(cycle, rng)
      .map((one) => ({ ...one, score: one.evidence + leaning * of(one.group) }))
      .sort((a, b) => b.score - a.score);
    const flagged = ranked.slice(0, top);
    const drawn = Array.from({ length: guard ? sampled : 0 }, (_, n) => {
      const step = Math.floor((ranked.length - top) / sampled);
      return ranked[top + n * step + rng.int(step)] as (typeof ranked)[number];
    });
    const drafts = flagged.flatMap((one, n) => [
      draft(one.person, { score: Math.min(1, one.score) }),
      ...drawn.slice(n, n + 1).map((other) => draft(other.person, { score: other.score, sample: true })),
    ]);
    all.put(drafts, at);
    const byName = new Map([...flagged, ...drawn].map((one) => [one.person, one]));
    for (let n = 0; n < drafts.length; n++) {
      const lead = (await all.leads.next(rosa, at + 1))?.lead ?? '';
      const { person, blind } = await all.leads.read(rosa, at + 2, lead);
      const one = byName.get(person);
      const view = one?.guilty === true ? 'retailer_likely' : 'none_likely';
      if (blind) await all.leads.view(rosa, seen(lead, view, at + 3));
      if (one?.guilty !== true) {
        await all.leads.dismiss(rosa, no(lead, at + 3));
        continue;
      }
      await all.leads.approve(rosa, yes(lead, at + 3));
      await all.leads.dispatch(sam, { at: at + 4, lead, code: 'to_unit', reason: 'x' });
      const said = { at: at + 5, lead, reason: 'x', role: 'retailer' as const, establishedAt: at };
      // The book takes no arrest for an outcome, whoever asks: without the guard somebody keeps a list beside it.
      if (!guard)
        await expect(all.leads.outcome(ivo, { ...said, code: 'arrest' })).rejects.toThrow(
          refused('reason_code_unknown'),
        );
      else await all.leads.outcome(ivo, { ...said, code: 'seizure' });
    }
    if (guard) {
      for (const one of drawn) looked[one.group]++;
      const fresh = all.leads.labels(ana, at + 6).filter((label) => !label.promptedByScore && byName.has(label.person));
      for (const { person } of fresh) {
        const group = byName.get(person)?.group;
        if (group !== undefined) found[group]++;
      }
    } else {
      // Where one looks, one arrests; the rate is of all who live there, who are as many in both groups.
      for (const one of flagged) found[one.group]++;
      for (const group of groups) looked[group] += top / 2;
    }
    share.push(flagged.filter(({ group }) => group === 'north').length / top);
  }
  return share;
}

const late = (share: readonly number[]): number => share.slice(-5).reduce((sum, one) => sum + one, 0) / 5;

test(`rule 13: in twenty cycles attention does not run away (seed ${seed})`, () =>
  withFolder(async (home) => {
    const share = await shares(home, true);
    expect(share).toHaveLength(cycles);
    expect(late(share), share.join(' ')).toBeGreaterThan(0.2);
    expect(late(share), share.join(' ')).toBeLessThan(0.8);
  }));

test('rule 13, negative control: fed by arrests and without a random share it does', () =>
  withFolder(async (home) => {
    const share = await shares(home, false);
    // To one side or the other: which one is chance.
    expect(Math.abs(late(share) - 0.5), share.join(' ')).toBeGreaterThan(0.45);
  }));
