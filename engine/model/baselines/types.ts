import type { ModelRole } from '../types.ts';

/** What a model must beat, from the simplest on; each is reported beside it and ranks nobody. */
export type BaselineName =
  | 'degree'
  | 'personalised_pagerank'
  | 'label_propagation'
  | 'hand_rules'
  | 'random_forest'
  | 'logistic_regression';

export const baselineNames: readonly BaselineName[] = Object.freeze([
  'degree',
  'personalised_pagerank',
  'label_propagation',
  'hand_rules',
  'random_forest',
  'logistic_regression',
] as const);

/** Scores that come from the contact graph and the established cases alone; one value a row. */
export type GraphScores = Readonly<Record<'degree' | 'personalised_pagerank' | 'label_propagation', Float32Array>>;

export type GraphBaselines = Readonly<Record<ModelRole, GraphScores>>;
