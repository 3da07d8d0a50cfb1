import { beforeAll, describe, expect, it } from 'vitest';
import { areaUnderRoc, averagePrecision, calibrationError } from '../../../engine/kernel/ranking-metrics.ts';
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

  it('continues a model on worlds it has not seen: its trees stay in front, and what is new only adds', async () => {
    const parent = model;
    const wide = [11, 12, 13].map((seed) => {
      const world = plantedWorld(seed, 1500);
      // What the parent cannot see tells the users apart.
      const told = Float32Array.from(world.labels.user, (label, r) => label + ((r * 7) % 10) / 8);
      const { rows, names, columns } = world.features;
      return { ...world, features: { rows, names: [...names, 'told'], columns: [...columns, told] } };
    });
    const next = await trainModel(wide, {
      seed: 8,
      name: 'test',
      version: '2',
      parent,
      made: { code: 'a', config: 'b' },
    });
    const [before, after] = [parent.roles.user, next.roles.user];
    if (before.kind !== 'boosted' || after.kind !== 'boosted') throw new Error('both are boosted');
    for (const [k, member] of after.members.entries()) {
      const own = before.members[k]?.trees ?? [];
      expect(member.trees.slice(0, own.length)).toEqual(own);
      expect(member.trees.length).toBeGreaterThan(own.length);
    }
    expect(next.provenance?.parent).toBe('test/1');
    const [world] = wide;
    const rows = Int32Array.from(Array(1500).keys());
    const old = scoreRole(parent, 'user', plantedWorld(11, 1500).features, rows).score;
    const now = scoreRole(next, 'user', world.features, rows).score;
    expect(averagePrecision(now, world.labels.user)).toBeGreaterThan(averagePrecision(old, world.labels.user) + 0.02);
  });

  it('does not continue a model on other features or on fewer worlds than it has members', async () => {
    const options = { seed: 8, name: 'test', version: '2', parent: model };
    const worlds = [11, 12, 13].map((seed) => plantedWorld(seed, 300));
    await expect(trainModel(worlds.slice(0, 2), options)).rejects.toMatchObject({ code: 'model_not_continued' });
    const renamed = worlds.map((world) => ({
      ...world,
      features: { ...world.features, names: ['other', ...world.features.names.slice(1)] },
    }));
    await expect(trainModel(renamed, options)).rejects.toMatchObject({
      code: 'model_not_continued',
      message: expect.stringContaining('other'),
    });
  });
});
