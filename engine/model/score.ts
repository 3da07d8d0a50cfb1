import { ExcavatorError } from '../kernel/errors.ts';
import { calibrated } from './calibrate.ts';
import { scoreForests } from './threads/score.ts';
import type { Matrix, Model, ModelRole, RoleModel, Scores } from './types.ts';

/** Student's t, 95 % quantile, for 1 to 9 degrees of freedom: a 90 % interval on both sides. */
const studentT = [6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833];

/**
 * Calibrated probability of a role for some rows, with a 90 % interval. The raw score is the mean of the
 * members; each member left a tenth to a half of the groups out, so their spread is the delete-group jackknife
 * (Efron & Tibshirani 1993, ch. 11): variance (K - 1) / K * sum (member - mean)^2, with Student's t for K - 1.
 * The interval says how much the score depends on which worlds were seen; not how much a new region differs.
 * @throws ExcavatorError model_other_features when the matrix has other features than the model
 */
export function scoreRole(model: Model, role: ModelRole, features: Matrix, rows: Int32Array): Scores {
  checkFeatures(model.features, features.names, `model ${model.name} ${model.version}`);
  const roleModel = model.roles[role];
  if (roleModel.kind === 'constant') return constantScores(roleModel, rows.length);
  const raws = scoreForests(roleModel.members, features.columns, rows);
  const count = raws.length;
  const t = count < 2 ? 0 : (studentT[count - 2] ?? 1.7);
  const score = new Float64Array(rows.length);
  const low = new Float64Array(rows.length);
  const high = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    let mean = 0;
    for (const raw of raws) mean += (raw[i] as number) / count;
    let squares = 0;
    for (const raw of raws) squares += ((raw[i] as number) - mean) ** 2;
    const half = t * Math.sqrt(((count - 1) / count) * squares);
    score[i] = calibrated(roleModel.calibration, mean);
    low[i] = calibrated(roleModel.calibration, mean - half);
    high[i] = calibrated(roleModel.calibration, mean + half);
  }
  return { score, low, high };
}

function constantScores({ probability, high }: RoleModel & { readonly kind: 'constant' }, rows: number): Scores {
  return {
    score: new Float64Array(rows).fill(probability),
    low: new Float64Array(rows),
    high: new Float64Array(rows).fill(high),
  };
}

/** @throws ExcavatorError model_other_features, naming what is missing, unknown or out of order */
export function checkFeatures(wanted: readonly string[], given: readonly string[], where: string): void {
  if (wanted.length === given.length && wanted.every((name, f) => name === given[f])) return;
  const missing = wanted.filter((name) => !given.includes(name));
  const unknown = given.filter((name) => !wanted.includes(name));
  const got = [
    missing.length > 0 ? `missing ${missing.join(', ')}` : '',
    unknown.length > 0 ? `unknown ${unknown.join(', ')}` : '',
    missing.length + unknown.length === 0 ? 'the same features in another order' : '',
  ].filter((part) => part !== '');
  throw new ExcavatorError({
    code: 'model_other_features',
    kind: 'data',
    what: 'The model was trained on other features than the ones it is given.',
    where,
    got: got.join('; '),
    expected: `${wanted.length} features: the ones of the model, in its order`,
    advice: 'Use a model trained with this version of the engine, or train a new one.',
  });
}
