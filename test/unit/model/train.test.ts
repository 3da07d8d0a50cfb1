import { beforeAll, describe, expect, it } from 'vitest';
import { areaUnderRoc, calibrationError } from '../../../engine/kernel/ranking-metrics.ts';
import { scoreRole, type TrainedModel, trainModel } from '../../../engine/model/index.ts';
import { plantedWorld } from './worlds.ts';

const seeds = [1, 2, 3];
let model: TrainedModel;
beforeAll(async () => {
  const sets = seeds.map((seed) => plantedWorld(seed, 1500));
  model = await trainModel(sets, { seed: 7, name: 'test', version: '1' });
});

describe('trainModel', () => {
  it('finds the planted rules in a world it has not seen, and says how sure it is', () => {
    const world = plantedWorld(99, 4000);
    const rows = Int32Array.from(Array(4000).keys());
    for (const role of ['user', 'retailer', 'supplier'] as const) {
      const { score, low, high } = scoreRole(model, role, world.features, rows);
      expect(areaUnderRoc(score, world.labels[role])).toBeGreaterThan(0.85);
      expect(calibrationError(score, world.labels[role])).toBeLessThan(0.03);
      expect(rows.every((r) => low[r] <= score[r] && score[r] <= high[r])).toBe(true);
    }
  });
});
