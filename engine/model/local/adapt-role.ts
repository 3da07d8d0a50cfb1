import { constantTree } from '../../kernel/forest.ts';
import type { Rng } from '../../kernel/rng.ts';
import type { Matrix, Model, ModelRole, RoleModel } from '../types.ts';
import { classPriorOf } from './class-prior.ts';
import { dealFolds, givesAway, isClear, judge, type Verdict } from './judge.ts';
import { type Learner, type LocalPlan, learnLocally, openLearner } from './learn.ts';
import { type Boosted, meanRaw, offsetFor, unlabelledRows } from './raw-scores.ts';
import { sensitivityOf } from './sensitivity.ts';
import { type LocalTask, localTask } from './task.ts';
import type { LocalCases, LocalTraining, LocalWay, PriorSensitivity } from './types.ts';

/** Fewer cases than this cannot show out of fold that learning from them helps. */
const fewestCases = 10;
const fewestCandidates = 50;

export interface AdaptedRole {
  readonly model: RoleModel;
  readonly training: LocalTraining;
}

export interface LocalOptions {
  /** Ways of learning, judged side by side on established people left out. */
  readonly ways: readonly LocalWay[];
  /** Features that no local tree may use. */
  readonly ignore: readonly string[];
  /** Features that a way without contacts and cases does not use. */
  readonly contactFeatures: ReadonlySet<string>;
  /** Whether to report what half and double the class prior would have changed. */
  readonly sensitivity: boolean;
  /** They change how long it takes, not what is learnt. */
  readonly threads: number;
}

interface Tried {
  readonly way: LocalWay;
  readonly plan: LocalPlan;
  readonly verdict: Verdict;
}

/** One role: learns from the local cases, judges it on cases left out, keeps it only if it clearly helps. */
export function adaptRole(
  role: ModelRole,
  model: Model,
  local: LocalCases,
  rng: Rng,
  options: LocalOptions,
): AdaptedRole {
  const roleModel = model.roles[role];
  const why = whyNot(role, roleModel, local);
  const prior = classPriorOf(model, role, local);
  if (why !== undefined || roleModel.kind === 'constant') {
    const notice = `${why}; the shipped model is used unchanged.`;
    return { model: roleModel, training: { ...counts(role, local, prior), ...nothing, notice } };
  }
  const task = localTask(local, role, rng);
  const givingAway = task.features.names.flatMap((name, f) =>
    options.ignore.includes(name) || givesAway(task, f) ? [f] : [],
  );
  const base = meanRaw(roleModel, blanked(task.features, givingAway));
  const fold = dealFolds(task.labels, rng);
  const learners: Learner[] = [];
  try {
    const tried = options.ways.map((way): Tried => {
      const barred = new Set([...givingAway, ...barredBy(way, task.features.names, options.contactFeatures)]);
      const learner = openLearner(task, barred, options.threads);
      learners.push(learner);
      const plan = { learner, risk: way.risk, classPrior: prior };
      return { way, plan, verdict: judge(task, base, plan, fold, rng) };
    });
    const best = tried.reduce((a, b) => (b.verdict.gain > a.verdict.gain ? b : a));
    const helped = isClear(best.verdict, tried.length);
    const kept = helped ? extend(roleModel, task, base, best.plan, rng) : roleModel;
    const sensitivity =
      helped && options.sensitivity ? sensitivityOf({ task, base, fold, plan: best.plan, parent: roleModel, rng }) : [];
    const training = {
      ...counts(role, local, prior),
      helped,
      way: helped ? best.way : null,
      placeBefore: best.verdict.before,
      placeAfter: best.verdict.after,
      among: best.verdict.among,
      trials: tried.map(({ way, verdict }) => ({
        ...way,
        placeBefore: verdict.before,
        placeAfter: verdict.after,
        t: verdict.t,
      })),
      sensitivity,
      notice: noticeOf(
        role,
        local.established[role].length,
        best.verdict,
        helped,
        givingAway.map((f) => task.features.names[f] as string).filter((name) => !options.ignore.includes(name)),
      ),
    };
    return { model: kept, training };
  } finally {
    for (const { team } of learners) team.close();
  }
}

const nothing = Object.freeze({
  helped: false,
  way: null,
  placeBefore: null,
  placeAfter: null,
  among: 0,
  trials: [],
  sensitivity: [] as readonly PriorSensitivity[],
});

function counts(role: ModelRole, local: LocalCases, classPrior: number) {
  return {
    established: local.established[role].length,
    cleared: local.cleared.length,
    candidates: local.candidates.length,
    classPrior,
  };
}

function whyNot(role: ModelRole, model: RoleModel, local: LocalCases): string | undefined {
  if (model.kind === 'constant') return `The shipped model cannot tell ${role}s apart`;
  const cases = local.established[role].length;
  if (cases < fewestCases)
    return `There are too few established ${role}s (${cases}, at least ${fewestCases} are needed) to learn from`;
  const candidates = local.candidates.length;
  if (candidates < fewestCandidates)
    return `There are too few candidates (${candidates}) to compare established ${role}s with`;
  return undefined;
}

function noticeOf(role: ModelRole, cases: number, verdict: Verdict, helped: boolean, left: readonly string[]): string {
  const without = left.length === 0 ? '' : ` (without ${left.join(', ')}, which give established people away)`;
  const change = `their place among the candidates went from ${verdict.before.toFixed(0)} to ${verdict.after.toFixed(0)} of ${verdict.among}`;
  return helped
    ? `The ${cases} established ${role}s adapt the shipped model${without}: left out in turn, ${change}.`
    : `Learning from the ${cases} established ${role}s did not clearly help to find the ones left out${without}: ${change}; the shipped model is used unchanged.`;
}

function barredBy(way: LocalWay, names: readonly string[], contactFeatures: ReadonlySet<string>): readonly number[] {
  return way.groups === 'all' ? [] : names.flatMap((name, f) => (contactFeatures.has(name) ? [f] : []));
}

function blanked(features: Matrix, barred: readonly number[]): Matrix {
  const missing = new Float32Array(features.rows).fill(NaN);
  return { ...features, columns: features.columns.map((column, f) => (barred.includes(f) ? missing : column)) };
}

/**
 * Every member gets the local trees, and a constant that makes the expected number of people among the candidates
 * the one the class prior says: the cases are chosen by whoever established them and say nothing about how many there are.
 */
function extend(model: Boosted, task: LocalTask, base: Float64Array, plan: LocalPlan, rng: Rng): RoleModel {
  const learnt = learnLocally(task, base, plan, Int32Array.from(task.labels.keys()), rng);
  const full = meanRaw(model, task.features);
  const after = Float64Array.from(unlabelledRows(task), (r) => (full[r] as number) + (learnt.shift[r] as number));
  const offset = constantTree(offsetFor(model.calibration, after, plan.classPrior * after.length), 0);
  const members = model.members.map((member) => ({ ...member, trees: [...member.trees, ...learnt.trees, offset] }));
  return { ...model, members };
}
