import { config, installationRoot } from '../config/index.ts';
import { baseFeatures, type FirstLook } from '../features/index.ts';
import { loadModel, type Model, scoreRole } from '../model/index.ts';
import { type ModelPlace, placeOf } from '../registry/index.ts';
import type { Established } from '../resolve/index.ts';
import { roles } from '../types.ts';

/** The model whose scores of contacts are features of the next one; it ships and is never promoted or retrained at home. */
export function firstLookPlace(): ModelPlace {
  return placeOf(installationRoot(), config.firstLook);
}

/** @throws ExcavatorError model_missing, model_damaged, model_other_features */
export function loadFirstLook(): Model {
  return loadModel(
    firstLookPlace().folder,
    baseFeatures.map(({ name }) => name),
  );
}

/**
 * Scores of whoever may be scored. Nobody out of reach gets one (oversight rule 15); people who are known count as what
 * they were established as, cleared people, victims and witnesses not at all (rule 16).
 * @param persons who is in reach of an established case
 * @throws ExcavatorError model_missing, model_damaged, model_other_features
 */
export function firstLook(persons: Int32Array, { byRole }: Pick<Established, 'byRole'>): FirstLook {
  return (base) => {
    const model = loadFirstLook();
    const scores = roles.map((role) => {
      const all = new Float64Array(base.rows);
      const { score } = scoreRole(model, role, base, persons);
      for (const [i, person] of persons.entries()) all[person] = score[i] as number;
      for (const person of byRole[role]) all[person] = 1;
      return [role, all] as const;
    });
    return Object.fromEntries(scores) as ReturnType<FirstLook>;
  };
}
