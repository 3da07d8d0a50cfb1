import { describe, expect, it } from 'vitest';
import { featureRegistry } from '../../../engine/features/index.ts';
import { buildCsr } from '../../../engine/kernel/csr.ts';
import { propagateLabels } from '../../../engine/kernel/label-propagation.ts';
import { areaUnderRoc } from '../../../engine/kernel/ranking-metrics.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { handRuleScores, handRules } from '../../../engine/model/baselines/hand-rules.ts';
import { graphBaselines, homeBaselines, trainModel } from '../../../engine/model/index.ts';
import { plantedWorld } from './worlds.ts';

const path = buildCsr(6, Int32Array.of(0, 1, 2, 4), Int32Array.of(1, 2, 3, 5), Float64Array.of(1, 2, 1, 3));

describe('label propagation', () => {
  it('solves F = spread S F + (1 - spread) Y, and leaves what no seed reaches at 0', () => {
    const seeds = Float64Array.of(1, 0, 0, -1, 0, 0);
    const found = propagateLabels(path, seeds, { spread: 0.8, tolerance: 1e-12 });
    const degree = [1, 3, 3, 1, 3, 3];
    const weight = (i: number, j: number): number => {
      for (let s = path.offsets[i]; s < path.offsets[i + 1]; s++) if (path.targets[s] === j) return path.weights[s];
      return 0;
    };
    for (let i = 0; i < 6; i++) {
      let sum = 0;
      for (let j = 0; j < 6; j++) sum += (weight(i, j) * found[j]) / Math.sqrt(degree[i] * degree[j]);
      expect(found[i]).toBeCloseTo(0.8 * sum + 0.2 * seeds[i], 9);
    }
    expect([found[4], found[5]]).toEqual([0, 0]);
    expect(found[1]).toBeCloseTo(-found[2], 9);
  });
});

describe('graphBaselines', () => {
  it('gives degree, and more flow and label to whoever is nearer to an established person', () => {
    const seeds = { user: [0], retailer: [3], supplier: [] };
    const { user, supplier } = graphBaselines(path, seeds, Int32Array.of(1, 2, 5));
    expect([...user.degree]).toEqual([2, 2, 1]);
    expect(user.personalised_pagerank[0]).toBeGreaterThan(user.personalised_pagerank[1]);
    expect(user.label_propagation[0]).toBeGreaterThan(0);
    expect(user.label_propagation[1]).toBeLessThan(0);
    expect(user.personalised_pagerank[2]).toBe(0);
    expect([...supplier.personalised_pagerank]).toEqual([0, 0, 0]);
  });
});

describe('hand rules', () => {
  it('name features that there are, and add up points', () => {
    const names = new Set(featureRegistry.map(({ name }) => name));
    expect(handRules.map(({ feature }) => feature).filter((feature) => !names.has(feature))).toEqual([]);
    const [first, second] = handRules.filter(({ role }) => role === 'user');
    const columns = [Float32Array.of(first.atLeast, 0, NaN), Float32Array.of(second.atLeast, second.atLeast, NaN)];
    const points = handRuleScores('user', { rows: 3, names: [first.feature, second.feature], columns });
    expect([...(points ?? [])]).toEqual([first.points + second.points, second.points, 0]);
    expect(handRuleScores('user', { rows: 3, names: ['x'], columns: [columns[0]] })).toBeUndefined();
  });
});

describe('learning baselines', () => {
  it('find the planted rules in people they have not seen, worse than the booster', async () => {
    const sets = [plantedWorld(1, 1500), plantedWorld(2, 1500)];
    const { training } = await trainModel(sets, { seed: 1, name: 'x', version: '1' });
    const { booster, baselines } = training.supplier;
    for (const name of ['random_forest', 'logistic_regression'] as const)
      expect(baselines[name]?.auroc).toBeGreaterThan(0.75);
    expect(booster?.auprc).toBeGreaterThan(baselines.random_forest?.auprc ?? 1);
    // Nothing of the graph is known of these people, and no rule has its feature.
    expect(Object.keys(baselines)).toEqual(['random_forest', 'logistic_regression']);
  });

  it('learn from established people of a home, and say nothing where there are fewer than five', () => {
    const { features, labels } = plantedWorld(3, 2000);
    const all = [...labels.user.keys()];
    const established = Int32Array.from(all.filter((r) => labels.user[r] === 1 && r % 2 === 0));
    const known = new Set(established);
    const rows = Int32Array.from(all.filter((r) => !known.has(r)));
    const zeros = new Float32Array(rows.length);
    const graph = { degree: zeros, personalised_pagerank: zeros, label_propagation: zeros };
    const scores = homeBaselines('user', features, graph, rows, established, createRng(1));
    const truth = Uint8Array.from(rows, (r) => labels.user[r]);
    expect(areaUnderRoc(scores.get('random_forest') ?? new Float64Array(0), truth)).toBeGreaterThan(0.75);
    const few = homeBaselines('user', features, graph, rows, established.subarray(0, 4), createRng(1));
    expect([...few.keys()]).toEqual(['degree', 'personalised_pagerank', 'label_propagation']);
  });
});
