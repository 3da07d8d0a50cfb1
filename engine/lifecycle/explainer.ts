import { type Feature, featureRegistry } from '../features/index.ts';
import type { Home } from '../home.ts';
import { counterfactual, explainValues, summariesOf } from '../model/index.ts';
import { placeOf } from '../registry/index.ts';
import { type Role, type RoleExplanation, type RunReport, roles } from '../types.ts';
import { modelOfRun, type ScoredBy, shippedLabel } from './model-of-run.ts';

const weighShown = 6;
/** Families that a person's own records and direct contacts decide; the rest is about other people. */
const changeableFamilies: ReadonlySet<Feature['family']> = new Set([
  'rhythm',
  'places',
  'movement',
  'parcels',
  'calls',
  'contacts',
  'cases',
]);

/** Takes scores apart; keeps the model of the newest run it was asked about. */
export type Explainer = (run: RunReport, values: ArrayLike<number>) => readonly RoleExplanation[];

/** What each feature adds to the probability of a role, from values in registry order. */
export type Contributions = (run: RunReport, role: Role, values: ArrayLike<number>) => Float64Array;

export function createContributions(home: Home): Contributions {
  let kept: { readonly runId: string; readonly scoredBy: ScoredBy } | undefined;
  return (run, role, values) => {
    if (kept?.runId !== run.runId) kept = { runId: run.runId, scoredBy: modelOfRun(home, run) };
    return explainValues(kept.scoredBy.model, role, Float64Array.from(values)).byFeature;
  };
}

interface Kept {
  readonly runId: string;
  readonly scoredBy: ScoredBy;
  /** Median of each feature in training; NaN where half or more have none. */
  readonly usual: Float64Array;
}

export function createExplainer(home: Home): Explainer {
  let kept: Kept | undefined;
  return (run, values) => {
    if (kept?.runId !== run.runId) kept = readKept(home, run);
    const { scoredBy, usual } = kept;
    return roles.map((role) => explanationOf(scoredBy, role, Float64Array.from(values), usual));
  };
}

function readKept(home: Home, run: RunReport): Kept {
  const scoredBy = modelOfRun(home, run);
  const { features } = summariesOf(placeOf(home.config.home, shippedLabel(run.model)).folder);
  const median = new Map(features.map((one) => [one.name, one.missingShare >= 0.5 ? NaN : (one.deciles[5] ?? NaN)]));
  return {
    runId: run.runId,
    scoredBy,
    usual: Float64Array.from(scoredBy.model.features, (name) => Math.fround(median.get(name) ?? NaN)),
  };
}

const changeable = Uint8Array.from(featureRegistry, ({ family }) => Number(changeableFamilies.has(family)));

function explanationOf({ model }: ScoredBy, role: Role, values: Float64Array, usual: Float64Array): RoleExplanation {
  const { base, score, byFeature } = explainValues(model, role, values);
  const order = [...byFeature.keys()].sort((a, b) => (byFeature[b] as number) - (byFeature[a] as number));
  const line = (f: number) => ({
    name: model.features[f] as string,
    value: orNull(values[f] as number),
    share: byFeature[f] as number,
    reason: featureRegistry[f]?.reason ?? '',
  });
  const { changes, reached } = counterfactual(model, role, values, { until: score / 2, usual, changeable });
  return {
    role,
    base,
    score,
    weighsFor: order
      .filter((f) => (byFeature[f] as number) > 0)
      .slice(0, weighShown)
      .map(line),
    weighsAgainst: order
      .reverse()
      .filter((f) => (byFeature[f] as number) < 0)
      .slice(0, weighShown)
      .map(line),
    wouldChange: changes.map((one) => ({
      name: model.features[one.feature] as string,
      from: orNull(one.from),
      to: orNull(one.to),
      score: one.score,
    })),
    halved: reached,
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
