import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batchesLearnt } from '../../engine/desk/learnt-from.ts';
import { openHome } from '../../engine/home.ts';
import { openEngine } from '../../engine/index.ts';
import { readBatches } from '../../engine/ingest/index.ts';
import { saveModel, trainModel } from '../../engine/model/index.ts';
import { withFolder } from '../support/home.ts';
import { principal } from '../support/lead-home.ts';

const now = 1_760_000_000;
const day = 86_400;
const sam = principal('sam', 'supervisor');
const made = { code: 'c', config: 'g' };

/** A parcel so many days old. */
function parcels(dir: string, name: string, daysOld: number): string {
  const folder = join(dir, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ synthetic: true }));
  const row = `${name},w-${name},X1,X2,${now - daysOld * day},Li`;
  writeFileSync(join(folder, 'parcel.csv'), `record_id,waybill_no,from_place,to_place,sent_at,sender_name\n${row}\n`);
  return folder;
}

/** A model that gives everybody the same score, which learnt from these batches. */
async function model(home: string, name: string, batches: readonly string[] | undefined): Promise<void> {
  const none = new Uint8Array(30);
  const features = { rows: 30, names: ['a'], columns: [new Float32Array(30)] };
  const set = { group: 'here', features, labels: { user: none, retailer: none, supplier: none } };
  const trained = await trainModel([set], { seed: 1, name, version: '1', made });
  const provenance = { data: 'd', ...made, parent: null, ...(batches === undefined ? {} : { batches }) };
  saveModel({ ...trained, provenance }, join(home, 'models', name, '1'));
}

const limit = (home: string, days: number): void =>
  writeFileSync(
    join(home, 'deployment.json'),
    JSON.stringify({ purpose: 'x', legal_basis: 'x', review_by: '2099-01-01', retention_days: { parcel: days } }),
  );

test('a purge lists the models that learnt from what goes, and those that do not say, as such', () =>
  withFolder(async (dir) => {
    const home = join(dir, 'home');
    const engine = await openEngine({ home, now, threads: 1 });
    const old = (await engine.ingest(parcels(dir, 'old', 100))).batchId;
    const fresh = (await engine.ingest(parcels(dir, 'fresh', 10))).batchId;
    await model(home, 'from-old', [old]);
    await model(home, 'from-both', [old, fresh]);
    await model(home, 'from-fresh', [fresh]);
    await model(home, 'silent', undefined);
    const going = async (days: number) => {
      limit(home, days);
      const { models, modelsUnsure } = await engine.oversight.previewRetention(sam, now);
      return [[...models].sort(), modelsUnsure];
    };
    expect(await going(50)).toEqual([['from-both/1', 'from-old/1', 'silent/1'], ['silent/1']]);
    expect(await going(5)).toEqual([['from-both/1', 'from-fresh/1', 'from-old/1', 'silent/1'], ['silent/1']]);
    // Negative control: where nothing goes no model is named, not even one that does not say.
    expect(await going(200)).toEqual([[], []]);
    engine.close();
  }));

test('a model learns from every batch there is and from those of its parent; of a silent parent nobody knows', () =>
  withFolder(async (dir) => {
    const engine = await openEngine({ home: join(dir, 'home'), now, threads: 1 });
    await engine.ingest(parcels(dir, 'old', 100));
    engine.close();
    const home = await openHome({ home: join(dir, 'home'), now, threads: 1 });
    const [here] = readBatches(home.sealedDir).map(({ batchId }) => batchId);
    await model(home.config.home, 'parent', ['gone']);
    await model(home.config.home, 'silent', undefined);
    expect(batchesLearnt(home, 'baseline/0.7.0')).toEqual([here]);
    expect(batchesLearnt(home, 'parent/1')).toEqual(['gone', here].sort());
    expect(batchesLearnt(home, 'silent/1')).toBeUndefined();
    home.close();
  }));
