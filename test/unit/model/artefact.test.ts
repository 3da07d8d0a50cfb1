import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel, saveModel, scoreRole, type TrainedModel, trainModel } from '../../../engine/model/index.ts';
import { featureNames, plantedWorld } from './worlds.ts';

const root = mkdtempSync(join(tmpdir(), 'excavator-model-'));
const folder = join(root, 'base', '1');
let model: TrainedModel;
beforeAll(async () => {
  model = await trainModel([plantedWorld(1, 800), plantedWorld(2, 800)], { seed: 3, name: 'base', version: '1' });
  saveModel(model, folder);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a model folder', () => {
  it('loads to the same scores', () => {
    const loaded = loadModel(folder, featureNames);
    const world = plantedWorld(5, 500);
    const rows = Int32Array.from(Array(500).keys());
    for (const role of ['user', 'retailer', 'supplier'] as const) {
      expect(scoreRole(loaded, role, world.features, rows)).toEqual(scoreRole(model, role, world.features, rows));
    }
  });

  it('has the same bytes when trained again with the same seed, and others with another', async () => {
    const sets = [plantedWorld(1, 800), plantedWorld(2, 800)];
    saveModel(await trainModel(sets, { seed: 3, name: 'base', version: '1' }), join(root, 'again'));
    saveModel(await trainModel(sets, { seed: 4, name: 'base', version: '1' }), join(root, 'other'));
    const bytes = (dir: string) => readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]);
    expect(bytes(join(root, 'again'))).toEqual(bytes(folder));
    expect(bytes(join(root, 'other'))).not.toEqual(bytes(folder));
  });

  it('is refused with any bit flipped in any file', () => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const original = readFileSync(path);
      for (const share of [0, 0.3, 0.7, 0.999]) {
        const flipped = Buffer.from(original);
        flipped[Math.floor(share * flipped.length)] ^= 4;
        writeFileSync(path, flipped);
        expect(() => loadModel(folder, featureNames), `${name} at ${share}`).toThrow(
          expect.objectContaining({ code: 'model_damaged' }),
        );
      }
      rmSync(path);
      const code = name === 'model.json' ? 'model_missing' : 'model_damaged';
      expect(() => loadModel(folder, featureNames), name).toThrow(expect.objectContaining({ code }));
      writeFileSync(path, original);
    }
    expect(loadModel(folder, featureNames).name).toBe('base');
  });

  it('is refused for other features, naming them', () => {
    const others = [...featureNames.slice(1), 'shoe_size'];
    expect(() => loadModel(folder, others)).toThrow(/missing night_calls; unknown shoe_size/);
    expect(() => loadModel(folder, [...featureNames].reverse())).toThrow(/same features in another order/);
  });

  it('never changes under its version', async () => {
    saveModel(model, folder);
    const other = await trainModel([plantedWorld(8, 300), plantedWorld(9, 300)], {
      seed: 3,
      name: 'base',
      version: '1',
    });
    expect(() => saveModel(other, folder)).toThrow(expect.objectContaining({ code: 'model_exists' }));
    expect(() => loadModel(join(root, 'nowhere'), featureNames)).toThrow(
      expect.objectContaining({ code: 'model_missing' }),
    );
  });
});
