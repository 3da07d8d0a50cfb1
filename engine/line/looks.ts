import { config, installationRoot } from '../config/index.ts';
import { type Look, lookFeatures } from '../features/index.ts';
import { firstColumns, loadModel, type Model, scoreRole } from '../model/index.ts';
import { type ModelPlace, placeOf } from '../registry/index.ts';
import type { Established } from '../resolve/index.ts';
import { roles } from '../types.ts';

/** The models whose scores of contacts are features of the next one; they ship and are never promoted or retrained at home. */
export function lookPlaces(): readonly ModelPlace[] {
  return config.looks.map((label) => placeOf(installationRoot(), label));
}

/** The look that reads records, contacts and cases only; the first trees of every later model are its own. */
export function loadFirstLook(): Model {
  return loadLook(0);
}

/** @throws ExcavatorError model_missing, model_damaged, model_other_features */
function loadLook(at: number): Model {
  const names = (lookFeatures[at] ?? []).map(({ name }) => name);
  return loadModel((lookPlaces()[at] as ModelPlace).folder, names);
}

/**
 * Scores of whoever may be scored, look after look. Nobody out of reach gets one (oversight rule 15); people who are
 * known count as what they were established as, cleared people, victims and witnesses not at all (rule 16).
 * @param persons who is in reach of an established case
 * @throws ExcavatorError model_missing, model_damaged, model_other_features
 */
export function looks(persons: Int32Array, { byRole }: Pick<Established, 'byRole'>): readonly Look[] {
  return config.looks.map((_, at) => (known) => {
    const model = loadLook(at);
    const read = firstColumns(known, model.features.length);
    const scores = roles.map((role) => {
      const all = new Float64Array(known.rows);
      const { score } = scoreRole(model, role, read, persons);
      for (const [i, person] of persons.entries()) all[person] = score[i] as number;
      for (const person of byRole[role]) all[person] = 1;
      return [role, all] as const;
    });
    return Object.fromEntries(scores) as ReturnType<Look>;
  });
}
