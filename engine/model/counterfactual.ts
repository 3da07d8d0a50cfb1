import { scoreForest } from '../kernel/forest-score.ts';
import { calibrated } from './calibrate.ts';
import { explainValues } from './explain.ts';
import type { Model, ModelRole } from './types.ts';

/** One change of a person's row, on top of those before it, and the score it leads to. */
export interface Change {
  readonly feature: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

export interface Counterfactual {
  readonly changes: readonly Change[];
  /** Whether the score fell to the wanted one. */
  readonly reached: boolean;
}

export interface CounterfactualOptions {
  /** Score to get at or below. */
  readonly until: number;
  /** One usual value a feature: what it is set to. NaN is "no such record". */
  readonly usual: ArrayLike<number>;
  /** 1 where a person's own records and contacts decide the value. */
  readonly changeable: Uint8Array;
  /** Most changes. Default 3. */
  readonly most?: number;
}

/** Only features that speak for the role are tried, the strongest first. */
const tried = 20;

/**
 * What would change the score: greedily the one feature whose usual value lowers it most, then the next, until the
 * score is low enough (after Wachter, Mittelstadt & Russell 2018). It says what the model would do with another row,
 * not what causes what; the records behind a feature may be right.
 */
export function counterfactual(
  model: Model,
  role: ModelRole,
  values: Float64Array,
  { until, usual, changeable, most = 3 }: CounterfactualOptions,
): Counterfactual {
  const { byFeature, score } = explainValues(model, role, values);
  const candidates = [...byFeature.keys()]
    .filter((f) => changeable[f] === 1 && (byFeature[f] as number) > 0 && !Object.is(values[f], usual[f]))
    .sort((a, b) => (byFeature[b] as number) - (byFeature[a] as number))
    .slice(0, tried);
  const row = values.slice();
  const changes: Change[] = [];
  let reached = score;
  while (reached > until && changes.length < most) {
    const best = bestChange(model, role, row, candidates, usual);
    if (best === undefined || !(best.score < reached)) break;
    row[best.feature] = best.to;
    reached = best.score;
    changes.push(best);
    candidates.splice(candidates.indexOf(best.feature), 1);
  }
  return { changes, reached: reached <= until };
}

function bestChange(
  model: Model,
  role: ModelRole,
  row: Float64Array,
  candidates: readonly number[],
  usual: ArrayLike<number>,
): Change | undefined {
  let best: Change | undefined;
  for (const feature of candidates) {
    const from = row[feature] as number;
    const to = usual[feature] as number;
    row[feature] = to;
    const score = scoreValues(model, role, row);
    row[feature] = from;
    if (best === undefined || score < best.score) best = { feature, from, to, score };
  }
  return best;
}

/** Calibrated probability of one row of values. */
export function scoreValues(model: Model, role: ModelRole, values: Float64Array): number {
  const roleModel = model.roles[role];
  if (roleModel.kind === 'constant') return roleModel.probability;
  const columns = Array.from(values, (value) => Float32Array.of(value));
  const row = Int32Array.of(0);
  const { members, calibration } = roleModel;
  const raw = members.reduce(
    (sum, member) => sum + (scoreForest(member, columns, row)[0] as number) / members.length,
    0,
  );
  return calibrated(calibration, raw);
}
