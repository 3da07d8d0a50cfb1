import { expect, test } from 'vitest';
import { covered } from '../support/audit-home.ts';
import { withFolder } from '../support/home.ts';
import { seed } from '../support/seed.ts';
import { tamper } from '../support/tampering.ts';

test(`120 edits of the log, its rows and its checkpoints: all found, none imagined (seed ${seed})`, () =>
  withFolder((home) => {
    expect(tamper(home, 120, seed)).toEqual({ missed: [], imagined: [] });
  }));

test('negative control: without the hashes of rows, edits of rows go unseen', () =>
  withFolder((home) => {
    const { missed } = tamper(home, 40, seed, (code) => !code.startsWith('row_'));
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.filter((edit) => !covered.some(({ name }) => edit.includes(name)))).toEqual([]);
  }));
