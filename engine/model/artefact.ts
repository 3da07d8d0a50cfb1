import { createHash } from 'node:crypto';
import type { LocalTraining } from './local/types.ts';
import type { Calibration, DataProfile, FeatureSummary, ModelRole, Provenance, RoleTraining } from './types.ts';

/** What stands in model.json. */
export interface ModelFile {
  readonly format: 1;
  readonly name: string;
  readonly version: string;
  readonly seed: number;
  readonly features: readonly string[];
  readonly roles: Readonly<Record<ModelRole, RoleFile>>;
  /** Absent in models made before it was kept. */
  readonly provenance?: Provenance;
  readonly groups: readonly { readonly group: string; readonly rows: number }[];
  /** Absent in a model that was only kept to explain its ranking. */
  readonly training?: Readonly<Record<ModelRole, TrainingNumbers>>;
  readonly notices: readonly string[];
  /** SHA-256 of every other file of the folder. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of this file's text with 64 zeros in this place. */
  readonly sha256: string;
}

export type RoleFile =
  | { readonly kind: 'boosted'; readonly members: readonly string[]; readonly calibration: Calibration }
  | { readonly kind: 'constant'; readonly probability: number; readonly high: number };

type TrainingNumbers = Omit<RoleTraining, 'booster' | 'logistic' | 'baselines' | 'byGroup'>;

/** metrics.json: out-of-fold quality, the booster and the baseline side by side. */
export interface MetricsFile {
  readonly measured: string;
  /** Absent `baselines` in models made before all of them were measured. */
  readonly roles: Readonly<Record<ModelRole, RoleTraining>>;
  readonly local?: Readonly<Record<ModelRole, LocalTraining>>;
}

/** features.json: order and spread of the features in training. */
export interface FeaturesFile {
  readonly features: readonly FeatureSummary[];
  readonly profile?: DataProfile;
}

export const mainFile = 'model.json';
const zeros = '0'.repeat(64);

export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The text of model.json with its own hash in place. */
export function sealModelFile(file: Omit<ModelFile, 'sha256'>): string {
  const text = toJson({ ...file, sha256: zeros });
  const at = text.lastIndexOf(zeros);
  return text.slice(0, at) + sha256(text) + text.slice(at + zeros.length);
}

/** True when the text is as it was sealed. */
export function isIntact(text: string): boolean {
  const match = /"sha256": "([0-9a-f]{64})"\n}\n$/.exec(text);
  if (match?.[1] === undefined) return false;
  const at = text.lastIndexOf(match[1]);
  return sha256(text.slice(0, at) + zeros + text.slice(at + zeros.length)) === match[1];
}
