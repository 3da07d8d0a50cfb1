import { createRng } from '../kernel/rng.ts';
import { type AdaptedRole, adaptRole } from './adapt-role.ts';
import { checkFeatures } from './score.ts';
import { type Matrix, type Model, type ModelRole, modelRoles, type RoleModel } from './types.ts';

/** Established cases of this home. Numbers are rows of the features. */
export interface LocalCases {
  readonly features: Matrix;
  /** People who may be ranked: unlabelled, mostly innocent. */
  readonly candidates: Int32Array;
  readonly established: Readonly<Record<ModelRole, Int32Array>>;
  /** People found to have no part in it. */
  readonly cleared: Int32Array;
}

export interface AdaptOptions {
  readonly seed: number;
  /** Features that local learning must not use, such as ones that give established people away. */
  readonly ignore?: readonly string[];
}

export interface Adaptation {
  readonly model: Model;
  readonly helped: Readonly<Record<ModelRole, boolean>>;
  /** What happened to each role, in a sentence. */
  readonly notices: readonly string[];
}

/**
 * Continues a shipped model with a few shallow trees on local cases: established people against unlabelled
 * candidates of small weight. A role is changed only where that clearly improves the ranking of
 * established people who were left out; otherwise it stays as shipped, and a notice says why.
 * @throws ExcavatorError model_other_features
 */
export async function adaptModel(model: Model, local: LocalCases, options: AdaptOptions): Promise<Adaptation> {
  checkFeatures(model.features, local.features.names, `model ${model.name} ${model.version}`);
  const rng = createRng(options.seed);
  const adapted: (readonly [ModelRole, AdaptedRole])[] = [];
  for (const role of modelRoles) {
    adapted.push([role, adaptRole(role, model.roles[role], local, rng, options.ignore ?? [])]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const record = <T>(take: (result: AdaptedRole) => T): Readonly<Record<ModelRole, T>> =>
    Object.fromEntries(adapted.map(([role, result]) => [role, take(result)])) as Record<ModelRole, T>;
  return {
    model: Object.freeze({ ...model, roles: Object.freeze(record<RoleModel>(({ model: changed }) => changed)) }),
    helped: record(({ helped }) => helped),
    notices: adapted.map(([, { notice }]) => notice),
  };
}
