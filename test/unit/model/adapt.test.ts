import { beforeAll, describe, expect, it } from 'vitest';
import { areaUnderRoc } from '../../../engine/kernel/ranking-metrics.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { adaptModel, scoreRole, type TrainedModel, trainModel } from '../../../engine/model/index.ts';
import { learnLocally, openLearner } from '../../../engine/model/local/learn.ts';
import { localTask } from '../../../engine/model/local/task.ts';
import { plantedWorld } from './worlds.ts';

const none = new Int32Array(0);
let shipped: TrainedModel;
beforeAll(async () => {
  const sets = [plantedWorld(1, 1200), plantedWorld(2, 1200)];
  shipped = await trainModel(sets, { seed: 5, name: 'base', version: '1' });
});

/** A world where `noise` drives users instead of night calls: the shipped model cannot know. */
function otherWorld(seed: number, rows: number) {
  const world = plantedWorld(seed, rows);
  const rng = createRng(seed);
  const noise = world.features.columns[3];
  const user = Uint8Array.from(noise, (value) => (rng.uniform() < 1 / (1 + Math.exp(4 - 3 * value)) ? 1 : 0));
  return { features: world.features, user };
}

function local(features: ReturnType<typeof otherWorld>['features'], established: Int32Array) {
  const known = new Set(established);
  const candidates = Int32Array.from(Array(features.rows).keys()).filter((r) => !known.has(r));
  return { features, candidates, established: { user: established, retailer: none, supplier: none }, cleared: none };
}

describe('adaptModel', () => {
  it('learns a local habit that the shipped model does not know', async () => {
    const { features, user } = otherWorld(11, 3000);
    const established = Int32Array.from(user.keys()).filter((r) => user[r] === 1 && r % 2 === 0);
    const cases = local(features, established);
    const { model, helped, notices } = await adaptModel(shipped, cases, { seed: 1 });
    expect(helped).toEqual({ user: true, retailer: false, supplier: false });
    expect(notices[0]).toMatch(/established users adapt the shipped model/);
    expect(notices[1]).toMatch(/too few established retailers \(0, at least 10 are needed\) to learn from/);
    expect(model.roles.retailer).toBe(shipped.roles.retailer);
    const labels = Uint8Array.from(cases.candidates, (r) => user[r]);
    const before = scoreRole(shipped, 'user', features, cases.candidates).score;
    const after = scoreRole(model, 'user', features, cases.candidates).score;
    expect(areaUnderRoc(after, labels)).toBeGreaterThan(areaUnderRoc(before, labels) + 0.1);
    const sum = (scores: Float64Array) => scores.reduce((total, score) => total + score, 0);
    expect(sum(after)).toBeCloseTo(sum(before), 0);
  });

  it('stays as shipped when the cases are drawn at random, bar chance', async () => {
    const { features } = otherWorld(12, 1500);
    let changed = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const rng = createRng(seed);
      const established = Int32Array.from(new Set(Array.from({ length: 40 }, () => rng.int(1500))));
      const { helped } = await adaptModel(shipped, local(features, established), { seed });
      if (helped.user) changed++;
    }
    expect(changed).toBeLessThanOrEqual(1);
  });

  it('does not learn from a column that gives established people away', async () => {
    const { features } = otherWorld(13, 1500);
    const rng = createRng(3);
    const established = Int32Array.from(new Set(Array.from({ length: 40 }, () => rng.int(1500))));
    const columns = features.columns.map((column) => column.slice());
    for (const r of established) columns[4][r] = 0;
    const { helped, notices } = await adaptModel(shipped, local({ ...features, columns }, established), { seed: 1 });
    expect(helped.user).toBe(false);
    expect(notices[0]).toMatch(/without constant, which give established people away/);
  });

  it('tries every way side by side, and reports what half and double the class prior would have changed', async () => {
    const { features, user } = otherWorld(11, 3000);
    const established = Int32Array.from(user.keys()).filter((r) => user[r] === 1 && r % 2 === 0);
    const cases = local(features, established);
    const thorough = await adaptModel(shipped, cases, { seed: 1, effort: 'thorough', contactFeatures: ['noise'] });
    const { trials, way, sensitivity, classPrior, helped } = thorough.training.user;
    expect(trials.map(({ risk, groups }) => `${risk} ${groups}`)).toEqual([
      'weighted all',
      'nnpu all',
      'weighted own',
      'nnpu own',
    ]);
    // The habit is in the column that the ways without contacts may not use.
    expect(helped).toBe(true);
    expect(way?.groups).toBe('all');
    const gain = (risk: string, groups: string) => {
      const one = trials.find((trial) => trial.risk === risk && trial.groups === groups);
      return (one?.placeBefore ?? 0) / (one?.placeAfter ?? 1);
    };
    expect(gain('nnpu', 'all')).toBeGreaterThan(gain('nnpu', 'own') + 0.1);
    expect(sensitivity.map(({ prior }) => prior / classPrior)).toEqual([0.5, 1, 2].map((by) => expect.closeTo(by, 6)));
    expect(sensitivity[1]?.sameTop50).toBe(1);
    for (const { prior, meanScore } of sensitivity) expect(meanScore).toBeCloseTo(prior, 3);
  });

  it('takes cleared people as negatives', async () => {
    const { features, user } = otherWorld(14, 3000);
    const established = Int32Array.from(user.keys()).filter((r) => user[r] === 1 && r % 2 === 0);
    const all = local(features, established);
    const alike = all.candidates.filter((r) => user[r] === 1);
    const cleared = alike.subarray(0, Math.floor(alike.length / 2));
    const known = new Set(cleared);
    const rest = all.candidates.filter((r) => !known.has(r));
    const without = await adaptModel(shipped, { ...all, candidates: rest }, { seed: 1 });
    const withThem = await adaptModel(shipped, { ...all, candidates: rest, cleared }, { seed: 1 });
    const mean = (model: typeof without.model) => {
      const { score } = scoreRole(model, 'user', features, cleared);
      return score.reduce((sum, p) => sum + p, 0) / score.length;
    };
    expect(withThem.training.user.cleared).toBe(cleared.length);
    expect(mean(withThem.model)).toBeLessThan(mean(without.model));
  });
});

describe('learning on local cases', () => {
  it('learns the same trees on one thread and two, whatever was learnt before in the same memory', () => {
    const rng = createRng(3);
    const rows = 20_000;
    const names = Array.from({ length: 24 }, (_, f) => `f${f}`);
    const columns = names.map(() => Float32Array.from({ length: rows }, () => rng.uniform()));
    const all = Int32Array.from({ length: rows }, (_, r) => r);
    const known = all.filter((r) => (columns[0]?.[r] as number) > 0.99);
    const task = localTask(local({ rows, names, columns }, known), 'user', createRng(1));
    const base = Float64Array.from(task.labels, () => rng.uniform());
    const first = Int32Array.from(task.labels.keys()).filter((r) => r % 5 !== 0);
    const learnt = (threads: number, before: readonly Int32Array[]) => {
      const learner = openLearner(task, new Set([7]), threads);
      const plan = { learner, risk: 'weighted', classPrior: 0.01 } as const;
      for (const other of before) learnLocally(task, base, plan, other, createRng(9));
      const result = learnLocally(task, base, plan, first, createRng(2));
      learner.team.close();
      return result;
    };
    const alone = learnt(1, []);
    expect(alone.trees.length).toBe(40);
    expect(learnt(2, [first.filter((r) => r % 5 === 1)])).toEqual(alone);
  });
});
