import { expect, test } from 'vitest';
import { withFolder } from '../support/home.ts';
import { seed } from '../support/seed.ts';
import { tamper } from '../support/tampering.ts';

test(`200 edits of the log, its rows and its checkpoints: all found, none imagined (seed ${seed})`, () =>
  withFolder((home) => {
    expect(tamper(home, 200, seed)).toEqual({ missed: [], imagined: [] });
  }));

test('negative control: without the hashes of rows, edits of rows go unseen', () =>
  withFolder((home) => {
    const { missed } = tamper(home, 60, seed, (code) => !code.startsWith('row_'));
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.every((edit) => edit.includes('thing'))).toBe(true);
  }));
