import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Csr } from '../kernel/csr.ts';
import type { FeaturesFile, MetricsFile } from './artefact.ts';
import { summariseFeature } from './feature-summary.ts';
import type { DataProfile, FeatureSummary, Matrix, RoleTraining, TrainedModel } from './types.ts';

/** What later data are compared with: the spread of every feature and of the number of contacts, and the source mix. */
export function describePeople(
  features: Matrix,
  rows: Int32Array,
  graph: Csr,
  sources: Readonly<Record<string, number>>,
): Pick<TrainedModel, 'featureSummaries' | 'profile'> {
  const pick = (column: Float32Array): Float32Array => Float32Array.from(rows, (r) => column[r] as number);
  return {
    featureSummaries: features.columns.map((column, f) => summariseFeature(features.names[f] as string, pick(column))),
    profile: { degree: degreeSummary(graph, rows), sources },
  };
}

function degreeSummary({ offsets }: Csr, rows: Int32Array): FeatureSummary {
  const degree = Float32Array.from(rows, (i) => (offsets[i + 1] as number) - (offsets[i] as number));
  return summariseFeature('degree', degree);
}

/** Out-of-fold quality as it stands in a model's folder. Read after `loadModel` has checked the folder's hashes. */
export function trainingOf(folder: string): TrainedModel['training'] {
  const { roles } = JSON.parse(readFileSync(join(folder, 'metrics.json'), 'utf8')) as MetricsFile;
  const complete = ([role, one]: [string, RoleTraining]): [string, RoleTraining] => [
    role,
    { ...one, baselines: one.baselines ?? {} },
  ];
  return Object.fromEntries(Object.entries(roles).map(complete)) as TrainedModel['training'];
}

/** The spread of the features in training, and the profile where the model kept one. */
export function summariesOf(folder: string): {
  readonly features: readonly FeatureSummary[];
  readonly profile: DataProfile | null;
} {
  const { features, profile } = JSON.parse(readFileSync(join(folder, 'features.json'), 'utf8')) as FeaturesFile;
  return { features, profile: profile ?? null };
}
