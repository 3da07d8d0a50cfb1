import { treeShap } from '../kernel/tree-shap.ts';
import { calibrated } from './calibrate.ts';
import { checkFeatures } from './score.ts';
import type { Matrix, Model, ModelRole } from './types.ts';

/** A score taken apart. */
export interface Explanation {
  /** Raw score of the average person of the training data, in log-odds of the booster. */
  readonly base: number;
  /** Raw score of this person: base + the sum of the contributions, to 1e-9. */
  readonly raw: number;
  /** Calibrated probability, as ranked. */
  readonly score: number;
  /** What each feature adds to the raw score; in the order of the model's features. */
  readonly contributions: Float64Array;
}

/**
 * Exact Shapley values of one person's raw score: the mean of the members' TreeSHAP values, since the raw score is
 * the mean of the members. Zero everywhere for a role that is a constant.
 * @throws ExcavatorError model_other_features
 */
export function explainRow(model: Model, role: ModelRole, features: Matrix, row: number): Explanation {
  checkFeatures(model.features, features.names, `model ${model.name} ${model.version}`);
  const roleModel = model.roles[role];
  const contributions = new Float64Array(model.features.length);
  if (roleModel.kind === 'constant') return { base: 0, raw: 0, score: roleModel.probability, contributions };
  const values = Float64Array.from(features.columns, (column) => column[row] as number);
  const count = roleModel.members.length;
  let base = 0;
  for (const member of roleModel.members) {
    const part = treeShap(member, values);
    base += part.base / count;
    for (let f = 0; f < contributions.length; f++) {
      contributions[f] = (contributions[f] as number) + (part.byFeature[f] as number) / count;
    }
  }
  const raw = contributions.reduce((sum, part) => sum + part, base);
  return { base, raw, score: calibrated(roleModel.calibration, raw), contributions };
}
