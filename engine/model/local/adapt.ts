import { createRng } from '../../kernel/rng.ts';
import { checkFeatures } from '../score.ts';
import { type Model, type ModelRole, modelRoles } from '../types.ts';
import { type AdaptedRole, adaptRole } from './adapt-role.ts';
import type { LocalCases, LocalTraining, LocalWay } from './types.ts';

export interface AdaptOptions {
  readonly seed: number;
  /** Features that local learning must not use, such as ones that give established people away. */
  readonly ignore?: readonly string[];
  /** Names of the features that come from contacts and cases; the way `own` does without them. */
  readonly contactFeatures?: readonly string[];
  /** `quick`: one way of learning. `thorough`: every way, and what another class prior would have changed. */
  readonly effort?: 'quick' | 'thorough';
  /** Default 1; the result does not depend on it. */
  readonly threads?: number;
  readonly onProgress?: (role: ModelRole) => void;
}

export interface Adaptation {
  readonly model: Model;
  readonly helped: Readonly<Record<ModelRole, boolean>>;
  readonly training: Readonly<Record<ModelRole, LocalTraining>>;
  /** What happened to each role, in a sentence. */
  readonly notices: readonly string[];
}

const quick: readonly LocalWay[] = Object.freeze([{ risk: 'weighted', groups: 'all' }] as const);
const thorough: readonly LocalWay[] = Object.freeze([
  { risk: 'weighted', groups: 'all' },
  { risk: 'nnpu', groups: 'all' },
  { risk: 'weighted', groups: 'own' },
  { risk: 'nnpu', groups: 'own' },
] as const);

/**
 * Continues a shipped model with a few shallow trees on local cases: established people against unlabelled
 * candidates of small weight. A role is changed only where that clearly improves the ranking of
 * established people who were left out; otherwise it stays as shipped, and a notice says why.
 * @throws ExcavatorError model_other_features
 */
export async function adaptModel(model: Model, local: LocalCases, options: AdaptOptions): Promise<Adaptation> {
  checkFeatures(model.features, local.features.names, `model ${model.name} ${model.version}`);
  const rng = createRng(options.seed);
  const all = options.effort === 'thorough';
  const how = {
    ways: all ? thorough : quick,
    ignore: options.ignore ?? [],
    contactFeatures: new Set(options.contactFeatures ?? []),
    sensitivity: all,
    threads: options.threads ?? 1,
  };
  const adapted: (readonly [ModelRole, AdaptedRole])[] = [];
  for (const role of modelRoles) {
    options.onProgress?.(role);
    adapted.push([role, adaptRole(role, model, local, rng, how)]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const record = <T>(take: (result: AdaptedRole) => T): Readonly<Record<ModelRole, T>> =>
    Object.fromEntries(adapted.map(([role, result]) => [role, take(result)])) as Record<ModelRole, T>;
  return {
    model: { ...model, roles: record((result) => result.model) },
    helped: record(({ training }) => training.helped),
    training: record(({ training }) => training),
    notices: adapted.map(([, { training }]) => training.notice),
  };
}
