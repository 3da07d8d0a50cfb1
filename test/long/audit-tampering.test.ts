import { expect, test } from 'vitest';
import { withFolder } from '../support/home.ts';
import { seed } from '../support/seed.ts';
import { tamper } from '../support/tampering.ts';

test(`10,000 edits of the log, its rows and its checkpoints: all found, none imagined (seed ${seed + 1})`, () =>
  withFolder((home) => {
    expect(tamper(home, 10_000, seed + 1)).toEqual({ missed: [], imagined: [] });
  }));
