import { expect, test } from 'vitest';
import { withFolder } from '../support/home.ts';
import { playMany } from '../support/play-interleavings.ts';
import { seed } from '../support/seed.ts';

test(`rule 4: in 10,000 interleavings of six hands nobody reads alone (seed ${seed + 2})`, () =>
  withFolder(async (home) => {
    expect(await playMany(home, 10_000, seed + 2)).toBeGreaterThan(500);
  }));
