import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { config } from '../../../engine/config/index.ts';
import { modelLabels, placeOf } from '../../../engine/registry/index.ts';
import { withFolder } from '../../support/home.ts';

it('what only looks is found by its name and offered to nobody as a model that ranks', async () =>
  withFolder(async (home) => {
    for (const label of ['local/0.9.0', 'local/0.10.0']) mkdirSync(join(home, 'models', label), { recursive: true });
    const labels = modelLabels(home);
    expect(labels.slice(0, 2)).toEqual(['local/0.9.0', 'local/0.10.0']);
    expect(labels.some((label) => label.startsWith('baseline/'))).toBe(true);
    expect(config.looks.length).toBeGreaterThan(0);
    for (const look of config.looks) {
      expect(labels).not.toContain(look);
      expect(placeOf(home, look)).toMatchObject({ label: look, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    }
  }));
