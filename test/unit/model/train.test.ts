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

  it('reports the baseline beside the booster, out of fold, and the groups one by one', () => {
    const { booster, logistic, byGroup, members } = model.training.supplier;
    expect(members).toBe(3);
    expect(booster?.auprc).toBeGreaterThan(0.4);
    expect(logistic?.auprc).toBeGreaterThan(0.4);
    expect(byGroup.map(({ group }) => group)).toEqual(['world-1', 'world-2', 'world-3']);
  });

  it('gives everybody the same score in a role that it has not seen, and says so', async () => {
    const sets = [plantedWorld(1, 600, ['user']), plantedWorld(2, 600, ['user'])];
    const partial = await trainModel(sets, { seed: 7, name: 'test', version: '1' });
    expect(partial.notices[0]).toMatch(
      /role retailer cannot be learnt: .* 0 labelled retailers, at least 5 are needed/,
    );
    const { score, low, high } = scoreRole(partial, 'retailer', sets[0].features, Int32Array.of(0, 1, 2));
    expect(new Set(score).size).toBe(1);
    expect(score[0]).toBeCloseTo(0.5 / 1201, 9);
    expect([low[0], high[0]].map((end) => end >= 0 && end < 0.01)).toEqual([true, true]);
  });

  it('learns from one world, and says that its quality holds inside it only', async () => {
    const one = await trainModel([plantedWorld(3, 900)], { seed: 7, name: 'test', version: '1' });
    expect(one.roles.user.kind).toBe('boosted');
    expect(one.notices[0]).toMatch(/measured inside one data set \(world-3\)/);
  });

  it('refuses nothing to train on, sets that differ, and uneven columns, each by name', async () => {
    const options = { seed: 1, name: 'test', version: '1' };
    const world = plantedWorld(1, 50);
    const refused = (sets: Parameters<typeof trainModel>[0], code: string) =>
      expect(trainModel(sets, options)).rejects.toMatchObject({ code });
    await refused([], 'model_no_rows');
    const renamed = { ...world, features: { ...world.features, names: ['a', 'b', 'c', 'd', 'e'] } };
    await refused([world, renamed], 'model_sets_differ');
    await refused([{ ...world, labels: { ...world.labels, user: new Uint8Array(49) } }], 'model_set_uneven');
    const other = { ...world.features, names: [...world.features.names].reverse() };
    expect(() => scoreRole(model, 'user', other, Int32Array.of(0))).toThrow(
      expect.objectContaining({ code: 'model_other_features' }),
    );
  });

  it('takes columns that are constant, missing or infinite as they are', async () => {
    const world = plantedWorld(5, 600);
    const odd = [
      new Float32Array(600).fill(NaN),
      new Float32Array(600).fill(7),
      Float32Array.from({ length: 600 }, (_, r) => [Infinity, -Infinity, NaN, 1][r % 4]),
    ];
    const names = [...world.features.names, 'missing', 'constant_too', 'infinite'];
    const wide = { ...world, features: { rows: 600, names, columns: [...world.features.columns, ...odd] } };
    const trained = await trainModel([wide], { seed: 1, name: 'test', version: '1' });
    const { score } = scoreRole(trained, 'user', wide.features, Int32Array.from(Array(600).keys()));
    expect(score.every((p) => p > 0 && p < 1)).toBe(true);
    expect(trained.featureSummaries.slice(-3).map(({ low, high }) => [low, high])).toEqual([
      [null, null],
      [7, 7],
      [1, 1],
    ]);
  });
});
