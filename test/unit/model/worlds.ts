import { createRng } from '../../../engine/kernel/rng.ts';
import type { Matrix, ModelRole, TrainingSet } from '../../../engine/model/index.ts';

/** Names of the planted features; the last two carry nothing. */
export const featureNames = ['night_calls', 'trips', 'parcels', 'noise', 'constant'] as const;

/**
 * A small labelled world with planted rules: users have many night calls, suppliers many trips and parcels
 * together, retailers few trips and many parcels. A tenth of the values is missing, of `constant` none.
 */
export function plantedWorld(
  seed: number,
  rows: number,
  roles: readonly ModelRole[] = ['user', 'retailer', 'supplier'],
) {
  const rng = createRng(seed);
  const normal = () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += rng.uniform();
    return sum;
  };
  const columns = featureNames.map(() => new Float32Array(rows));
  const labels = { user: new Uint8Array(rows), retailer: new Uint8Array(rows), supplier: new Uint8Array(rows) };
  for (let r = 0; r < rows; r++) {
    const [calls, trips, parcels] = [normal(), normal(), normal()];
    for (const [f, value] of [calls, trips, parcels, normal(), 7].entries()) {
      columns[f][r] = f < 4 && rng.uniform() < 0.1 ? NaN : value;
    }
    const chance = {
      user: 2 * calls - 4,
      retailer: 3 * parcels - 3 * trips - 7,
      supplier: 3 * parcels + 3 * trips - 8,
    };
    for (const role of roles) labels[role][r] = rng.uniform() < 1 / (1 + Math.exp(-chance[role])) ? 1 : 0;
  }
  const features: Matrix = { rows, names: featureNames, columns };
  return { group: `world-${seed}`, features, labels } satisfies TrainingSet;
}
