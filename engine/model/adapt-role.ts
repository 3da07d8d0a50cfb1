import { constantTree } from '../kernel/forest.ts';
import { scoreForest } from '../kernel/forest-score.ts';
import type { Rng } from '../kernel/rng.ts';
import type { LocalCases } from './adapt.ts';
import { givesAway, judge } from './adapt-judge.ts';
import { type LocalTask, learnLocally, localTask } from './adapt-learn.ts';
import { calibrated } from './calibrate.ts';
import type { Calibration, Matrix, ModelRole, RoleModel } from './types.ts';

/** Fewer cases than this cannot show out of fold that learning from them helps. */
const fewestCases = 10;
const fewestCandidates = 50;

export interface AdaptedRole {
  readonly model: RoleModel;
  readonly helped: boolean;
  readonly notice: string;
}

/** One role: learns from the local cases, judges it on cases left out, keeps it only if it clearly helps. */
export function adaptRole(
  role: ModelRole,
  model: RoleModel,
  local: LocalCases,
  rng: Rng,
  ignore: readonly string[],
): AdaptedRole {
  const unchanged = (why: string): AdaptedRole => ({
    model,
    helped: false,
    notice: `${why}; the shipped model is used unchanged.`,
  });
  if (model.kind === 'constant') return unchanged(`The shipped model cannot tell ${role}s apart`);
  const cases = local.established[role].length;
  if (cases < fewestCases) {
    return unchanged(
      `There are too few established ${role}s (${cases}, at least ${fewestCases} are needed) to learn from`,
    );
  }
  if (local.candidates.length < fewestCandidates) {
    return unchanged(`There are too few candidates (${local.candidates.length}) to compare established ${role}s with`);
  }
  const task = localTask(local, role, rng);
  const barred = task.features.names.flatMap((name, f) =>
    ignore.includes(name) || givesAway(task.features.columns[f] as Float32Array, task.labels) ? [f] : [],
  );
  const base = meanRaw(model, withoutColumns(task.features, barred));
  const verdict = judge(task, base, barred, rng);
  const names = barred.map((f) => task.features.names[f]).join(', ');
  const left = barred.length === 0 ? '' : ` (without ${names}, which give established people away)`;
  const change = `their place among the candidates went from ${verdict.before.toFixed(0)} to ${verdict.after.toFixed(0)} of ${verdict.among}`;
  if (!verdict.clear) {
    return unchanged(
      `Learning from the ${cases} established ${role}s did not clearly help to find the ones left out${left}: ${change}`,
    );
  }
  return {
    model: extend(model, task, base, barred, rng),
    helped: true,
    notice: `The ${cases} established ${role}s adapt the shipped model${left}: left out in turn, ${change}.`,
  };
}

/** Mean raw score of the members for every row. */
function meanRaw({ members }: RoleModel & { readonly kind: 'boosted' }, features: Matrix): Float64Array {
  const rows = Int32Array.from(Array(features.rows).keys());
  const mean = new Float64Array(features.rows);
  for (const member of members) {
    const raw = scoreForest(member, features.columns, rows);
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (raw[i] as number) / members.length;
  }
  return mean;
}

function withoutColumns(features: Matrix, barred: readonly number[]): Matrix {
  const missing = new Float32Array(features.rows).fill(NaN);
  return { ...features, columns: features.columns.map((column, f) => (barred.includes(f) ? missing : column)) };
}

/**
 * Every member gets the local trees, and a constant that keeps the expected number of people among the
 * candidates: the cases are chosen by whoever established them and say nothing about how many there are.
 */
function extend(
  model: RoleModel & { readonly kind: 'boosted' },
  task: LocalTask,
  base: Float64Array,
  barred: readonly number[],
  rng: Rng,
): RoleModel {
  const everybody = Int32Array.from(Array(task.features.rows).keys());
  const learnt = learnLocally(task, base, barred, everybody, rng);
  const full = meanRaw(model, task.features);
  const unlabelled = everybody.filter((r) => task.labels[r] === 0);
  const before = Float64Array.from(unlabelled, (r) => full[r] as number);
  const after = Float64Array.from(unlabelled, (r) => (full[r] as number) + (learnt.shift[r] as number));
  const offset = constantTree(offsetFor(model.calibration, before, after), 0);
  const members = model.members.map((member) => ({ ...member, trees: [...member.trees, ...learnt.trees, offset] }));
  return { ...model, members };
}

/** Number to add to `after` so that the probabilities sum to those of `before`, by bisection. */
function offsetFor(calibration: Calibration, before: Float64Array, after: Float64Array): number {
  const wanted = before.reduce((sum, raw) => sum + calibrated(calibration, raw), 0);
  let low = -20;
  let high = 20;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (after.reduce((sum, raw) => sum + calibrated(calibration, raw + middle), 0) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
