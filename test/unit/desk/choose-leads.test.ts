import { describe, expect, it } from 'vitest';
import { chooseLeads, type DraftOptions } from '../../../engine/desk/choose-leads.ts';
import { createRng } from '../../../engine/kernel/rng.ts';

/** A hundred people, scores 1.00, 0.99, … */
const rows = Array.from({ length: 100 }, (_, index) => ({
  rank: index + 1,
  index,
  person: `P-${index}`,
  area_id: null,
  score: 1 - index / 100,
  low: 0,
  high: 1,
  facts: 1,
  hops: 1,
}));

function chosen(options: Partial<DraftOptions>) {
  const all = chooseLeads(rows, 'user', { top: 50, atLeast: 0, sample: null, seed: 1, ...options }, createRng(1));
  return { flagged: all.filter(({ sample }) => !sample), drawn: all.filter(({ sample }) => sample) };
}

describe('who becomes a lead', () => {
  it('is the top of a role, and nobody on a score below the floor', () => {
    expect(chosen({}).flagged.map(({ row }) => row.rank)).toEqual(rows.slice(0, 50).map(({ rank }) => rank));
    expect(chosen({ atLeast: 0.905 }).flagged).toHaveLength(10);
    expect(chosen({ atLeast: 1.01 })).toEqual({ flagged: [], drawn: [] });
  });

  it('is somebody drawn from below for every ten of them, so that a short list brings few', () => {
    for (const [atLeast, flagged, drawn] of [
      [0, 50, 5],
      [0.905, 10, 1],
      [0.975, 3, 1],
    ] as const) {
      const found = chosen({ atLeast });
      expect([found.flagged.length, found.drawn.length]).toEqual([flagged, drawn]);
      expect(found.drawn.every(({ row }) => row.rank > flagged)).toBe(true);
    }
    expect(chosen({ atLeast: 0.905, sample: 4 }).drawn).toHaveLength(4);
    expect(chosen({ sample: 0 }).drawn).toEqual([]);
  });
});
