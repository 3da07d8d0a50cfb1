import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFeatureRow, readFeatures, writeFeatures } from '../../../engine/features/store.ts';
import { withFolder } from '../../support/home.ts';

const table = {
  rows: 3,
  names: ['one', 'another'],
  columns: [Float32Array.of(1, Number.NaN, 3), Float32Array.of(-0.5, 2 ** 100, 0)],
};

describe('feature tables on disk', () => {
  it('come back as they were, as a whole and a row at a time', () =>
    withFolder((dir) => {
      const file = join(dir, 'features.bin');
      writeFeatures(file, table);
      expect(readFeatures(file)).toEqual(table);
      expect(readFeatureRow(file, 1)).toEqual({ names: table.names, values: Float32Array.of(Number.NaN, 2 ** 100) });
    }));

  it('cut short, longer, or of another kind are said to be damaged', () =>
    withFolder((dir) => {
      const file = join(dir, 'features.bin');
      writeFeatures(file, table);
      const whole = readFileSync(file);
      truncateSync(file, whole.length - 4);
      expect(() => readFeatures(file)).toThrow(expect.objectContaining({ code: 'features_damaged' }));
      writeFileSync(file, Buffer.concat([whole, Buffer.alloc(4)]));
      expect(() => readFeatures(file)).toThrow(expect.objectContaining({ code: 'features_damaged' }));
      writeFileSync(file, whole.subarray(1));
      expect(() => readFeatures(file)).toThrow(expect.objectContaining({ code: 'features_damaged' }));
    }));
});
