import { treeShap } from '../kernel/tree-shap.ts';
import { calibrated } from './calibrate.ts';
import { checkFeatures } from './score.ts';
import type { Matrix, Model, ModelRole } from './types.ts';

/** A score taken apart, in probability of the role. */
export interface Explanation {
  /** Probability at the mean raw score of the training people. */
  readonly base: number;
  /** Calibrated probability, as ranked: base + the sum of `byFeature`, to 1e-9. */
  readonly score: number;
  /** What each feature adds to the probability; in the order of the model's features. */
  readonly byFeature: Float64Array;
  readonly raw: RawExplanation;
}

/** The same in raw score, the log-odds of the booster, where it is exact Shapley. */
export interface RawExplanation {
  readonly base: number;
  readonly score: number;
  readonly byFeature: Float64Array;
}

/**
 * One person's score taken apart. The raw score is the mean of the members, so its exact Shapley values are the mean of
 * the members' TreeSHAP values. The calibration bends raw scores into probabilities; each feature gets the part of the
 * bend that lies along its own contribution: the Aumann-Shapley values of the calibration on the straight way from base
 * to score (Aumann & Shapley 1974), which for a function of a sum is every raw contribution times the same factor,
 * (score - base) / (raw - base). Sign and order stay those of the raw contributions. Zero everywhere for a constant role.
 * @throws ExcavatorError model_other_features
 */
export function explainRow(model: Model, role: ModelRole, features: Matrix, row: number): Explanation {
  checkFeatures(model.features, features.names, `model ${model.name} ${model.version}`);
  const values = Float64Array.from(features.columns, (column) => column[row] as number);
  return explainValues(model, role, values);
}

/** As `explainRow`, for one value a feature of the model. */
export function explainValues(model: Model, role: ModelRole, values: Float64Array): Explanation {
  const roleModel = model.roles[role];
  const byFeature = new Float64Array(model.features.length);
  if (roleModel.kind === 'constant') {
    const { probability } = roleModel;
    return {
      base: probability,
      score: probability,
      byFeature,
      raw: { base: 0, score: 0, byFeature: byFeature.slice() },
    };
  }
  const count = roleModel.members.length;
  let rawBase = 0;
  for (const member of roleModel.members) {
    const part = treeShap(member, values);
    rawBase += part.base / count;
    for (let f = 0; f < byFeature.length; f++)
      byFeature[f] = (byFeature[f] as number) + (part.byFeature[f] as number) / count;
  }
  const rawScore = byFeature.reduce((sum, part) => sum + part, rawBase);
  const base = calibrated(roleModel.calibration, rawBase);
  const score = calibrated(roleModel.calibration, rawScore);
  const raw = { base: rawBase, score: rawScore, byFeature };
  return { base, score, byFeature: inProbability(byFeature, base, score), raw };
}

/** Where contributions cancel out to nothing the factor has no sense: the calibration's slope there takes its place. */
function inProbability(raw: Float64Array, base: number, score: number): Float64Array {
  const moved = raw.reduce((sum, part) => sum + part, 0);
  if (Math.abs(moved) < 1e-9) return raw.map(() => 0);
  return raw.map((part) => (part * (score - base)) / moved);
}
