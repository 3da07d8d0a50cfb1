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

/** Every candidate's change is one row of a small table, so that the trees are laid out once. */
function bestChange(
  model: Model,
  role: ModelRole,
  row: Float64Array,
  candidates: readonly number[],
  usual: ArrayLike<number>,
): Change | undefined {
  const columns = Array.from(row, (value, f) =>
    Float32Array.from(candidates, (changed) => (changed === f ? (usual[f] as number) : value)),
  );
  const scores = scoreColumns(model, role, columns, candidates.length);
  let best: Change | undefined;
  for (const [i, feature] of candidates.entries()) {
    const score = scores[i] as number;
    if (best !== undefined && score >= best.score) continue;
    best = { feature, from: row[feature] as number, to: usual[feature] as number, score };
  }
  return best;
}

function scoreColumns(model: Model, role: ModelRole, columns: readonly Float32Array[], rows: number): Float64Array {
  const roleModel = model.roles[role];
  if (roleModel.kind === 'constant') return new Float64Array(rows).fill(roleModel.probability);
  const { members, calibration } = roleModel;
  const all = Int32Array.from(Array(rows).keys());
  const raw = new Float64Array(rows);
  for (const member of members) {
    const own = scoreForest(member, columns, all);
    for (let i = 0; i < rows; i++) raw[i] = (raw[i] as number) + (own[i] as number) / members.length;
  }
  return raw.map((score) => calibrated(calibration, score));
}
